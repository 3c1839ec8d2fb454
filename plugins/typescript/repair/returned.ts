/**
 * Functions that end without the value that they owe: the statement that gives it is opened.
 *
 * @module
 */

import type { Diagnostic, Span } from "../../../core/kernel/plugin.ts";
import type { Fix } from "./fix.ts";
import type { WrittenCode } from "./written.ts";

/** "Must return a value", "lacks ending return statement". */
const OWED: ReadonlySet<string> = new Set(["TS2355", "TS2366"]);

/** Opens `return` behind the last statement of a body that is the hole. */
export function returnFix({ text, frame }: WrittenCode, { code }: Diagnostic, span: Span): Fix | undefined {
  // Of a function in the text only its own end is owed one.
  const isAround = span.start < 0 || span.start > text.length;
  if (!OWED.has(code) || !isAround || frame.holds !== "statements" || text.trim() === "") return undefined;
  return { kind: "declare", text: `${text.trimEnd()}\nreturn `, reason: "opens the value that is owed" };
}
