/**
 * A real project opened for cutting: its compiler, its statistics, and each file's text.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import { type Compiler, openCompiler } from "../../plugins/typescript/compiler.ts";
import { Statistics } from "../../plugins/typescript/statistics.ts";
import { parseFile } from "../../plugins/typescript/syntax.ts";
import { fileUsagesOf } from "../../plugins/typescript/usages.ts";
import type { Site } from "./sites.ts";

/** What is put in place of an expression. */
const HOLE = "hole()";

/** A file's text without an expression, and the draft that stands there. */
export interface Cut {
  readonly text: string;
  readonly draft: Draft;
}

/** A project from which expressions can be cut, one at a time. */
export interface BenchProject {
  readonly root: string;
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  readonly compiler: Compiler;
  readonly statistics: Statistics;
  readonly quote: string;
  text(file: string): string;
  /** Cuts a site out of its file's text and of the statistics. */
  cut(site: Site): Cut;
  /** Counts the site's file whole again. */
  restore(site: Site): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens a folder that holds `tsconfig.json` and `src/`. */
export async function openProject(root: string): Promise<BenchProject> {
  const files = [...sourcesBelow(`${root}/src`)].sort();
  const texts = new Map(files.map((file) => [file, Deno.readTextFileSync(file)]));
  const statistics = new Statistics();
  const count = (file: string, text: string) => statistics.update(file, fileUsagesOf(parseFile(file, text)));
  for (const [file, text] of texts) count(file, text);
  const compiler = await openCompiler(root, `${root}/tsconfig.json`);
  const text = (file: string) => texts.get(file) ?? "";
  const quotes = [...texts.values()].join("").match(/["']/g) ?? [];
  return {
    root,
    files,
    compiler,
    statistics,
    quote: quotes.filter((one) => one === '"').length * 2 > quotes.length ? '"' : "'",
    text,
    cut: ({ file, start, end }) => {
      const whole = text(file);
      const cut = whole.slice(0, start) + HOLE + whole.slice(end);
      count(file, cut);
      return { text: cut, draft: draftAt(file, start) };
    },
    restore: ({ file }) => count(file, text(file)),
    [Symbol.asyncDispose]: () => compiler[Symbol.asyncDispose](),
  };
}

function draftAt(file: string, start: number): Draft {
  const span = { start, end: start + HOLE.length };
  const hole = { id: `${file}:${start}`, file, span, snapshot: "", intent: "", examples: [] };
  return { hole: { ...hole, language: "typescript", kind: "expression" }, text: "", edits: [] };
}

function* sourcesBelow(folder: string): Generator<string> {
  for (const entry of Deno.readDirSync(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* sourcesBelow(path);
    else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts")) yield path;
  }
}
