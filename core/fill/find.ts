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
import { rangeHole, rangeIn } from "./range.ts";

/**
 * `FILE`, `FOLDER`, `FILE:LINE`, a hole's id or the lines `FILE:FIRST-LAST`, relative to the root; the whole project
 * without any.
 */
export type Target = string;

/**
 * The holes in the targets, in order of file and place. Lines that are named are a hole, whatever stands there.
 *
 * @param intent What is wanted of lines.
 * @throws {MazeError} What `rangeHole` throws.
 */
export async function find(
  context: FillContext,
  targets: readonly Target[],
  intent = "",
): Promise<Hole[]> {
  const ranges = targets.flatMap((target) => rangeIn(target) ?? []);
  const selected = await Promise.all(ranges.map((range) => rangeHole(context, range, intent)));
  const others = targets.filter((target) => !rangeIn(target));
  const holes = ranges.length > 0 && others.length === 0 ? [] : await holesIn(context, others);
  return [...holes, ...selected].sort((a, b) => compare(a.file, b.file) || a.span.start - b.span.start);
}

async function holesIn(context: FillContext, targets: readonly Target[]): Promise<Hole[]> {
  const places = placesOf(targets);
  const paths = [...new Set(places.map(({ path }) => path))];
  const holes = await context.kernel.ask("indexer.holes", [paths], { signal: context.signal });
  return holes.filter(({ id, file }) => {
    const { line, column } = parseTarget(id);
    return places.some((place) =>
      contains(place.path, file) && (place.line ?? line) === line && (place.column ?? column) === column
    );
  });
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
  const whole = rangeIn(target)?.path ?? target;
  const [, start = whole, line, column] = /^(.*?)(?::(\d+))?(?::(\d+))?$/s.exec(whole) ?? [];
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
