/**
 * Lines that a person has chosen, as a hole: what stands there is to be written anew.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import type { Span } from "../code/text.ts";
import { MazeError } from "../kernel/errors.ts";
import type { FillContext } from "./context.ts";

/** Lines of a file. */
export interface Lines {
  /** Relative to the root. */
  readonly path: string;
  /** 1-based. */
  readonly first: number;
  /** 1-based, included. */
  readonly last: number;
}

/** The lines that a target `FILE:FIRST-LAST` names; `undefined` for any other target. */
export function rangeIn(target: string): Lines | undefined {
  const [, path, first, last] = /^(.+):(\d+)-(\d+)$/s.exec(target) ?? [];
  if (path === undefined) return undefined;
  return { path: path.replace(/^\.\//, ""), first: Number(first), last: Number(last) };
}

/**
 * The hole that lines are. Its language says where it begins and ends.
 *
 * @throws {MazeError} `range/intent` where nothing says what is wanted; `range/empty` where no code stands in the lines,
 * or there are none; `range/language`; what reading the file throws.
 */
export async function rangeHole(
  { kernel, workspace, signal }: FillContext,
  { path, first, last }: Lines,
  intent: string,
): Promise<Hole> {
  const what = `"${path}:${first}-${last}"`;
  if (intent.trim() === "") {
    throw new MazeError(`Cannot write ${what} anew: nothing says what is wanted there`, {
      code: "range/intent",
      hint: 'Say it with --intent, as in --intent "make this type-safe"',
    });
  }
  const range = spanOf(await workspace.text(path), first, last);
  if (!range) {
    throw new MazeError(`Cannot write ${what} anew: the file has no such lines, or they are empty`, {
      code: "range/empty",
    });
  }
  const wish = { intent: intent.trim(), examples: [], file: path, isNew: false, isFree: false, range };
  const placement = await kernel.ask("indexer.place", [wish], { signal });
  if (placement?.hole) return { ...placement.hole, kind: "range", intent: intent.trim() };
  throw new MazeError(`Cannot write ${what} anew: no plugin can say what code it is`, {
    code: "range/language",
    hint: "`maze plugins` shows what each plugin knows",
  });
}

/** From the first sign of the first line to the last one of the last; `undefined` where there is none. */
function spanOf(text: string, first: number, last: number): Span | undefined {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const [start, end] = [starts[first - 1], starts[last] ?? text.length];
  if (start === undefined || first > last || last > starts.length) return undefined;
  const own = text.slice(start, end);
  const lead = own.length - own.trimStart().length;
  return own.trim() === "" ? undefined : { start: start + lead, end: start + own.trimEnd().length };
}
