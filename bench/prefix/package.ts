/**
 * A package under prefix checks.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { Call, WatchAnswer, WatchSession } from "../../core/kernel/hooks.ts";
import { Session } from "../../plugins/typescript/session.ts";
import { Baseline } from "../../plugins/typescript/baseline.ts";
import { watchBy, type WatchOptions } from "../../plugins/typescript/watch/watch.ts";
import type { PackageName } from "../packages.ts";
import type { Known } from "./holes.ts";

/** An open package. */
export interface WatchedPackage extends PackageName, AsyncDisposable {
  /** Its source files, with their texts. */
  readonly texts: ReadonlyMap<string, string>;
  open(draft: Draft, options?: WatchOptions): Promise<WatchSession>;
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
  const baseline = new Baseline(session);
  const texts = new Map<string, string>();
  for (const file of (await session.index()).files()) texts.set(file, await session.text(file));
  const ways = new Map<number | undefined, ReturnType<typeof watchBy>>();
  const open = async (draft: Draft, options: WatchOptions = {}) => {
    const known = ways.get(options.stubsFromUnits) ?? watchBy(session, baseline, options);
    ways.set(options.stubsFromUnits, known);
    return await known(draft, call);
  };
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
