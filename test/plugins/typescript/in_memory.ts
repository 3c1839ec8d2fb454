/** A compiler on files that exist in memory only, and drafts in them. */

import type { Draft } from "../../../core/code/hole.ts";
import { type Compiler, openCompiler } from "../../../plugins/typescript/compiler.ts";
import { Statistics } from "../../../plugins/typescript/statistics.ts";
import { parseFile } from "../../../plugins/typescript/syntax.ts";
import { fileUsagesOf } from "../../../plugins/typescript/usages.ts";

const ROOT = "/in-memory";
const HOLE = "hole()";

/** A file with a hole, the rest of its project, and the compiler on all of it. */
export interface InMemory {
  readonly compiler: Compiler;
  readonly path: string;
  readonly text: string;
  readonly draft: Draft;
  readonly statistics: Statistics;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens a project of one file, `hole()` in it marks the hole, and other files by their names. */
export async function inMemory(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<InMemory> {
  const config = {
    compilerOptions: { strict: true, noEmit: true, target: "esnext", types: [] },
    files: ["a.ts"],
  };
  const files = { ...others, "a.ts": text, "tsconfig.json": JSON.stringify(config) };
  const texts = new Map(Object.entries(files).map(([name, one]) => [`${ROOT}/${name}`, one]));
  const statistics = new Statistics();
  for (const [name, one] of Object.entries({ ...others, "a.ts": text })) {
    statistics.update(name, fileUsagesOf(parseFile(name, one)));
  }
  const compiler = await openCompiler(ROOT, `${ROOT}/tsconfig.json`, texts);
  return {
    compiler,
    path: `${ROOT}/a.ts`,
    text,
    draft: draftAt(text.indexOf(HOLE)),
    statistics,
    [Symbol.asyncDispose]: () => compiler[Symbol.asyncDispose](),
  };
}

function draftAt(start: number): Draft {
  const span = { start, end: start + HOLE.length };
  const hole = { id: "a.ts:1:1", file: "a.ts", span, snapshot: "", intent: "", examples: [] };
  return { hole: { ...hole, language: "typescript", kind: "expression" }, text: "", edits: [] };
}
