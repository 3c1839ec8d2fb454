/**
 * Keeps each file's facts equal to its text: from the store when nothing changed, else by reading it again.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { type Disk, withoutMark } from "../project/disk.ts";
import { type Project, relativeTo } from "../project/project.ts";
import { sourceEnding } from "../project/root_files.ts";
import type { FileFacts } from "./entry.ts";
import { extractEntry, type Extractor } from "./extract.ts";
import { loadParser, type Parse } from "./parse.ts";
import type { Resolver } from "./resolve.ts";
import type { Fingerprint, NewRow, Store, StoredFile } from "./store.ts";

/** What was done to bring the index up to date. */
export interface Refreshed {
  readonly files: number;
  /** Files that were parsed, relative to the root. */
  readonly parsed: readonly string[];
  readonly removed: readonly string[];
  /** Files that are there and can not be read. */
  readonly unread: readonly string[];
}

/** What scanning needs. */
export interface ScanOptions {
  readonly project: Project;
  readonly disk: Disk;
  readonly store: Store;
  readonly resolver: Resolver;
  readonly extractors: readonly Extractor[];
  readonly signal: AbortSignal | undefined;
}

/** Rows that are written in one go; keeps no more than these in memory. */
const batchSize = 64;

/** So many files are parsed before it pays to set up the parser for many. */
const fewFiles = 24;

/** A file whose modification lies less than this before its reading may change again unnoticed. */
const racyMs = 50;

/**
 * Reads what changed since the store was written, and follows imports to files that no config names.
 *
 * @param facts Filled with every project file, by absolute path.
 */
export async function scan(facts: Map<string, FileFacts>, options: ScanOptions): Promise<Refreshed> {
  const { project, store, disk, signal } = options;
  const old = new Map(store.files().map((row) => [row.file, row]));
  const queue = [...project.files];
  const queued = new Set(queue);
  const parsed: string[] = [];
  const unread: string[] = [];
  let batch: NewRow[] = [];
  const isFresh = queue.length - old.size >= fewFiles;
  for (let at = 0; at < queue.length; at++) {
    signal?.throwIfAborted();
    const path = queue[at] ?? "";
    const file = relativeTo(project.root, path);
    const isMany = isFresh || parsed.length >= fewFiles;
    const fresh = current(path, old.get(file), options) ?? await readRow(path, { file, isMany }, options);
    if (!fresh) {
      if (disk.stat(path)) unread.push(file);
      continue;
    }
    old.delete(file);
    if ("entry" in fresh) {
      batch.push(fresh);
      parsed.push(file);
    }
    const own = "entry" in fresh ? factsOf(fresh) : fresh.facts;
    facts.set(path, own);
    for (const next of reached(path, own, options, queued)) {
      queue.push(next);
      queued.add(next);
    }
    if (batch.length < batchSize) continue;
    store.put(batch);
    batch = [];
    await setImmediate();
  }
  if (batch.length > 0) store.put(batch);
  if (old.size > 0) store.remove([...old.keys()]);
  return { files: facts.size, parsed, removed: [...old.keys()], unread };
}

/** The stored row, when the file is as it was. */
function current(
  path: string,
  row: StoredFile | undefined,
  { disk, store }: ScanOptions,
): StoredFile | undefined {
  const stamp = row && disk.stat(path);
  if (!row || !stamp) return undefined;
  if (stamp.sizeBytes === row.sizeBytes && stamp.mtimeMs === row.mtimeMs) return row;
  const text = disk.readText(path);
  if (text === undefined || hashOf(text) !== row.hash) return undefined;
  store.touch(row.file, fingerprint(text, stamp));
  return row;
}

async function readRow(
  path: string,
  { file, isMany }: { readonly file: string; readonly isMany: boolean },
  options: ScanOptions,
): Promise<NewRow | undefined> {
  const stamp = options.disk.stat(path);
  const text = options.disk.readText(path);
  if (text === undefined || !stamp) return undefined;
  const { parse, parseMany } = await loadParser();
  return rowOf(isMany ? parseMany : parse, { file, text, stamp, isDependency: false }, options.extractors);
}

/** A file's text, to be made into a row. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** `undefined` when the text is not on disk. */
  readonly stamp: { readonly sizeBytes: number; readonly mtimeMs: number } | undefined;
  readonly isDependency: boolean;
}

/** Parses a text into a row. */
export function rowOf(parse: Parse, source: Source, extractors: readonly Extractor[]): NewRow {
  const text = withoutMark(source.text);
  const { file, stamp, isDependency } = source;
  const entry = extractEntry(parse, { file, text }, isDependency ? [] : extractors);
  return { file, isDependency, entry, ...fingerprint(text, stamp) };
}

/** The part of an entry that stays in memory. */
export function factsOf({ entry: { symbols, imports, exports, faults } }: NewRow): FileFacts {
  return { symbols, imports, exports, faults };
}

/** Files of the project that a file's imports lead to, those aside that are known. */
function reached(
  path: string,
  facts: FileFacts,
  { project, resolver }: ScanOptions,
  known: ReadonlySet<string>,
): readonly string[] {
  const targets = new Set(facts.imports.map(({ specifier }) => resolver.resolve(specifier, path)));
  return [...targets].flatMap((target) => {
    if (!target || target.isExternal || known.has(target.path) || !sourceEnding.test(target.path)) return [];
    if (!isAllowed(target.path, project)) return [];
    return project.ignore.ignored(target.path, false) === "maze" ? [] : [target.path];
  });
}

/** tsc passes over JavaScript and JSX that its options do not name, even where an import leads to it. */
function isAllowed(path: string, { parts, deno }: Project): boolean {
  if (deno) return true;
  const isJs = /\.[cm]?jsx?$/.test(path);
  const isJsx = /x$/.test(path);
  return parts.some(({ config: { options } }) =>
    (!isJs || options.allowJs) && (!isJsx || options.jsx !== undefined)
  );
}

function fingerprint(text: string, stamp: Source["stamp"]): Fingerprint {
  const isSettled = stamp !== undefined && Date.now() - stamp.mtimeMs > racyMs;
  return {
    sizeBytes: stamp?.sizeBytes ?? -1,
    mtimeMs: isSettled ? stamp.mtimeMs : -1,
    hash: hashOf(text),
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
