/**
 * Where a value of the config comes from.
 *
 * @module
 */

import { placeAt, type Span } from "@maze/maze/plugin";

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

/** The origin of a stretch of a file's text. */
export function originIn(layer: LayerName, source: { file: string; text: string }, span: Span): Origin {
  const { line, column } = placeAt(source.text, span.start);
  return { layer, file: source.file, line: line + 1, column: column + 1 };
}
