/**
 * A change of what is written.
 *
 * @module
 */

import type { Rewriting } from "../../../core/code/remedy.ts";
import type { Span } from "../../../core/code/text.ts";

/** A proposed text. */
export interface Fix {
  readonly kind: Rewriting["kind"];
  readonly text: string;
  readonly reason: string;
}

/** A patch that replaces a stretch of a text. */
export function replaced(text: string, { start, end }: Span, by: string, reason: string): Fix {
  return { kind: "patch", text: text.slice(0, start) + by + text.slice(end), reason };
}

/** "Cannot find name": with and without a similar one. */
export const UNKNOWN_NAME: ReadonlySet<string> = new Set(["TS2304", "TS2552"]);
