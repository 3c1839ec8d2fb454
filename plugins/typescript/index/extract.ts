/**
 * One parsed text to one entry: the single pass that all per-file knowledge comes from.
 *
 * @module
 */

import type { Program } from "oxc-parser";
import type { Declaration, FileEntry, Json } from "./entry.ts";
import { declarationsOf } from "./declarations.ts";
import { docsOf } from "./doc.ts";
import { exportsOf } from "./exports.ts";
import { importsOf } from "./imports.ts";
import type { Parse } from "./parse.ts";

/**
 * Knowledge of a file that others add, stored beside its declarations. It runs on the same tree in the same pass,
 * for every file that is indexed, and again only when the file's text or `version` changes.
 */
export interface Extractor {
  /** Names the record; unique among the extractors of one index. */
  readonly name: string;
  readonly version: string;
  /**
   * @param program The whole tree; not to be kept.
   * @param text What the tree was parsed from; no byte order mark.
   * @param file The file's path relative to the project's root.
   */
  extract(program: Program, text: string, file: string): Json;
}

/** Parses a text and takes out all that the index keeps. */
export function extractEntry(
  parse: Parse,
  { file, text }: { readonly file: string; readonly text: string },
  extractors: readonly Extractor[],
): FileEntry {
  const parsed = parse(file, text);
  const docs = docsOf(text, parsed.comments);
  const exports = exportsOf(parsed, file);
  const own = new Set(exports.filter((record) => record.from === "").map((record) => record.local));
  const declarations = declarationsOf(parsed.program, { text, docs, exported: own });
  return {
    declarations,
    symbols: declarations.map(symbol),
    imports: importsOf(parsed, text, file),
    exports,
    faults: parsed.faults.map(({ message, start, end }) => ({ message, span: { start, end } })),
    records: Object.fromEntries(
      extractors.map(({ name, extract }) => [name, extract(parsed.program, text, file)]),
    ),
  };
}

function symbol({ name, kind, isExported, container, nameSpan }: Declaration) {
  return { name, kind, isExported, container, at: nameSpan.start };
}
