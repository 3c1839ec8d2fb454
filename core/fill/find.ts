/**
 * Finds the holes that are asked for, and the files that can not be looked into.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import type { Diagnostic } from "../code/diagnostic.ts";
import type { Refusal } from "../code/outcome.ts";
import { placeAt } from "../code/text.ts";
import { refusalOf } from "../write/refusal.ts";
import type { FillContext } from "./context.ts";

/** `FILE`, `FOLDER`, `FILE:LINE` or a hole's id, relative to the root; the whole project without any. */
export type Target = string;

/** The holes in the targets, in order of file and place. */
export async function find(context: FillContext, targets: readonly Target[]): Promise<Hole[]> {
  const places = placesOf(targets);
  const paths = [...new Set(places.map(({ path }) => path))];
  const holes = await context.kernel.ask("indexer.holes", [paths], { signal: context.signal });
  const asked = holes.filter(({ id, file }) => {
    const { line, column } = parseTarget(id);
    return places.some((place) =>
      contains(place.path, file) && (place.line ?? line) === line && (place.column ?? column) === column
    );
  });
  return asked.sort((a, b) => compare(a.file, b.file) || a.span.start - b.span.start);
}

/** The files in the targets that can not be read, or not be parsed: nobody knows what holes they have. */
export async function unread(context: FillContext, targets: readonly Target[]): Promise<Refusal[]> {
  const { kernel, workspace, signal } = context;
  const places = placesOf(targets);
  const paths = [...new Set(places.map(({ path }) => path))];
  const files = await kernel.ask("indexer.files", [], { signal });
  const asked = files.filter((file) => places.some(({ path }) => contains(path, file)));
  const refusals = await Promise.all(asked.map((file) => workspace.unreadable(file)));
  const faults = await kernel.ask("indexer.unparsed", [paths], { signal });
  const broken = await Promise.all(faults.map((fault) => unparsable(context, fault)));
  const all = [...refusals, ...broken].filter((refusal) => refusal !== undefined);
  return all.sort((a, b) => compare(a.file, b.file));
}

/** `undefined` where the file has no text that a place could be told in: it is refused for that. */
async function unparsable(
  { workspace }: FillContext,
  { file, span, message }: Diagnostic,
): Promise<Refusal | undefined> {
  const text = await workspace.text(file).catch((error) => void refusalOf(error, file));
  if (text === undefined) return undefined;
  const { line, column } = placeAt(text, span.start);
  return {
    file,
    code: "syntax",
    message: `Cannot read "${file}": line ${line + 1}, column ${column + 1} is no code: ${message}`,
    hint: "Mend the fault; until then nobody knows what holes the file has",
  };
}

interface AskedPlace {
  readonly path: string;
  /** 1-based. */
  readonly line: number | undefined;
  /** 1-based. */
  readonly column: number | undefined;
}

function placesOf(targets: readonly Target[]): AskedPlace[] {
  return targets.length === 0 ? [{ path: "", line: undefined, column: undefined }] : targets.map(parseTarget);
}

function parseTarget(target: Target): AskedPlace {
  const [, start = target, line, column] = /^(.*?)(?::(\d+))?(?::(\d+))?$/s.exec(target) ?? [];
  const path = start.replace(/^\.\//, "").replace(/\/+$/, "");
  const number = (text: string | undefined) => text === undefined ? undefined : Number(text);
  return { path: path === "." ? "" : path, line: number(line), column: number(column) };
}

function contains(path: string, file: string): boolean {
  return path === "" || path === file || file.startsWith(`${path}/`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
