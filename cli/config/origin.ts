/**
 * Where a value of the config comes from.
 *
 * @module
 */

/** The layers, weakest first. */
export const LAYERS = ["default", "user", "project", "environment", "flag"] as const;

/** One layer's name. */
export type LayerName = typeof LAYERS[number];

/** Where a value was written: a place in a file, a variable, or a flag; nothing of these for defaults. */
export interface Origin {
  readonly layer: LayerName;
  /** Absolute path. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in UTF-16 units. */
  readonly column?: number;
  /** The variable (`MAZE_LOG__LEVEL`) or the flag (`--set log.level`). */
  readonly name?: string;
}

/** Writes an origin as people and editors read it: `FILE:LINE:COLUMN`, a variable, a flag, or `default`. */
export function originText(origin: Origin): string {
  if (origin.file === undefined) return origin.name ?? origin.layer;
  return origin.line === undefined ? origin.file : `${origin.file}:${origin.line}:${origin.column ?? 1}`;
}

/** Where the lines of a text start: offsets, 0-based. A byte order mark is no part of the first line. */
export function linesOf(text: string): readonly number[] {
  const starts = [text.startsWith("\uFEFF") ? 1 : 0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** The origin of an offset in a file whose lines are known: a large file has many keys and as many lines. */
export function originAt(
  layer: LayerName,
  { file, lines }: { readonly file: string; readonly lines: readonly number[] },
  offset: number,
): Origin {
  let [line, above] = [0, lines.length];
  while (above - line > 1) {
    const middle = (line + above) >> 1;
    if ((lines[middle] ?? 0) <= offset) line = middle;
    else above = middle;
  }
  return { layer, file, line: line + 1, column: offset - (lines[line] ?? 0) + 1 };
}
