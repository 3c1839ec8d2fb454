/**
 * A package under prefix checks.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { Call, WatchAnswer, WatchSession } from "../../core/kernel/hooks.ts";
import { Session } from "../../plugins/typescript/session.ts";
import { createValidator } from "../../plugins/typescript/validator.ts";
import type { PackageName } from "../packages.ts";
import type { Known } from "./holes.ts";

/** An open package. */
export interface WatchedPackage extends PackageName, AsyncDisposable {
  /** Its source files, with their texts. */
  readonly texts: ReadonlyMap<string, string>;
  open(draft: Draft): Promise<WatchSession>;
  /** Does something while a hole's file has the text that the hole asks for. */
  holding<Result>(known: Known, work: () => Promise<Result>): Promise<Result>;
  /** What is said of a whole text. */
  judge(known: Known, fill: string): Promise<WatchAnswer>;
}

/** A call that never ends by itself. */
export const call: Call = { signal: new AbortController().signal, deadline: Infinity };

/** Opens a package that is the project in a folder. */
export async function openWatched({ name, version }: PackageName, root: string): Promise<WatchedPackage> {
  const session = new Session(root, undefined);
  const { watch } = createValidator(session, []);
  if (!watch) throw new TypeError("The validator watches nothing");
  const texts = new Map<string, string>();
  for (const file of (await session.index()).files()) texts.set(file, await session.text(file));
  const open = (draft: Draft) => watch(draft, call);
  return {
    ...{ name, version, texts, open },
    async holding({ draft: { hole: { file } }, text }, work) {
      if (text === undefined) return await work();
      await session.update([{ file, text }]);
      try {
        return await work();
      } finally {
        await session.update([{ file, text: texts.get(file) ?? "" }]);
      }
    },
    async judge({ draft }, fill) {
      await using one = await open(draft);
      return await one.check(0, ended(fill, draft), call);
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** A text with the sign behind it that ends its hole. */
export function ended(fill: string, { hole }: Draft): string {
  return `${fill}\n${hole.kind === "expression" ? ";" : "}"}`;
}
