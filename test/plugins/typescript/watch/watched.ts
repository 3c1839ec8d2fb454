/** Opens prefix checks over made-up projects. */

import type { Draft, HoleKind } from "../../../../core/code/hole.ts";
import type { WatchAnswer, WatchSession } from "../../../../core/kernel/hooks.ts";
import { Session } from "../../../../plugins/typescript/session.ts";
import { Baseline } from "../../../../plugins/typescript/baseline.ts";
import { watchBy, type WatchOptions } from "../../../../plugins/typescript/watch/watch.ts";
import { call } from "../call.ts";
import { type Tree, tree } from "../project/tree.ts";

const OPEN = "/*<*/";
const CLOSE = "/*>*/";

/** All that TypeScript can be strict about. */
const STRICT = {
  ...{ strict: true, noEmit: true, target: "esnext", module: "preserve", lib: ["esnext"], types: [] },
  ...{ noUnusedLocals: true, noUnusedParameters: true, noImplicitReturns: true, noImplicitOverride: true },
  ...{ noFallthroughCasesInSwitch: true, allowUnreachableCode: false, noUncheckedIndexedAccess: true },
  ...{ exactOptionalPropertyTypes: true, allowUnusedLabels: false, useUnknownInCatchVariables: true },
  ...{ jsx: "preserve", allowJs: true, checkJs: true, skipLibCheck: true },
};

/** A project with strict options. */
export const STRICT_CONFIG = JSON.stringify({ compilerOptions: STRICT });

/** An open project, and a draft of the hole between the marks of one of its files. */
export interface WatchedProject extends AsyncDisposable {
  readonly root: string;
  readonly session: Session;
  readonly draft: Draft;
  /** What stands between the marks. */
  readonly fill: string;
  open(draft?: Draft, options?: WatchOptions): Promise<WatchSession>;
}

/** Opens a project; the hole of `file` stands between `/*<*\/` and `/*>*\/`. */
export function watched(
  files: Readonly<Record<string, string>>,
  file: string,
  kind: HoleKind,
): Promise<WatchedProject> {
  const marked = files[file] ?? "";
  const start = marked.indexOf(OPEN);
  const fill = marked.slice(start + OPEN.length, marked.indexOf(CLOSE));
  const text = marked.replace(OPEN, "").replace(CLOSE, "");
  const project: Tree = tree({ "tsconfig.json": STRICT_CONFIG, ...files, [file]: text });
  const session = new Session(project.root, undefined);
  const baseline = new Baseline(session);
  const span = { start, end: start + fill.length };
  const hole = { id: `${file}:1:1`, file, span, snapshot: "", language: "typescript", kind };
  const draft: Draft = { hole: { ...hole, intent: "", examples: [] }, text: "", edits: [] };
  return Promise.resolve({
    ...{ root: project.root, session, draft, fill },
    open: async (other = draft, options = {}) => await watchBy(session, baseline, options)(other, call),
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      project[Symbol.dispose]();
    },
  });
}

/** The answers on texts in turn, in one session. */
export async function answers(session: WatchSession, texts: readonly string[]): Promise<WatchAnswer[]> {
  const all: WatchAnswer[] = [];
  for (const [at, text] of texts.entries()) all.push(await session.check(at, text, call));
  return all;
}

/** Every prefix of a text, character by character. */
export function everyPrefix(text: string): string[] {
  return Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1));
}
