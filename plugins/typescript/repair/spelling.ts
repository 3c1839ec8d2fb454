/**
 * Names that are written almost right, and counts that are called otherwise here.
 *
 * @module
 */

import { type Diagnostic, nearest, type Span } from "../../../core/kernel/plugin.ts";
import { child, list, word } from "../syntax.ts";
import { type Fix, replaced } from "./fix.ts";
import type { WrittenCode } from "./written.ts";

/** "Did you mean …?": a name, a member, a property in a literal. */
const SUGGESTED: ReadonlySet<string> = new Set(["TS2551", "TS2552", "TS2561", "TS2568"]);
const SUGGESTION = /Did you mean (?:to write )?'([\p{ID_Start}$_][\p{ID_Continue}$]*)'\?/u;
/** A name that is longer by more is another name. */
const LONGER = 1;
/** How many there are, by what is counted. */
const COUNTS = [
  { name: "length", other: "size", of: / type '(?:Readonly|Weak)?(?:Map|Set)</ },
  { name: "size", other: "length", of: / type '(?:readonly .*|.*\[\]|string|\[.*\])'\.?$/ },
];

/** The compiler's own suggestion, where hardly a letter is another. */
export function spellingFix(
  { text }: WrittenCode,
  { code, message }: Diagnostic,
  span: Span,
): Fix | undefined {
  const name = text.slice(span.start, span.end);
  const suggested = SUGGESTED.has(code) ? SUGGESTION.exec(message)?.[1] : undefined;
  const isNear = suggested !== undefined && Math.abs(suggested.length - name.length) <= LONGER;
  const meant = isNear ? nearest(name, [suggested]) : undefined;
  const counted = code === "TS2339" || code === "TS2551"
    ? COUNTS.find((one) => one.name === name && one.of.test(message.split("Did you")[0]?.trim() ?? ""))
    : undefined;
  const other = counted?.other ?? meant;
  return other === undefined || other === name
    ? undefined
    : replaced(text, span, other, `reads "${other}" for "${name}"`);
}

/** `list.length()`: the parentheses go. */
export function countFix(written: WrittenCode, { code }: Diagnostic, span: Span): Fix | undefined {
  if (code !== "TS2349" && code !== "TS6234") return undefined;
  const { text, start } = written;
  const call = written.path(span).findLast(({ type }) => type === "CallExpression");
  const callee = call && child(call, "callee");
  if (!call || callee?.type !== "MemberExpression" || list(call, "arguments").length > 0) return undefined;
  const name = word(child(callee, "property"), "name");
  if (!COUNTS.some((one) => one.name === name)) return undefined;
  const parentheses = { start: callee.end - start, end: call.end - start };
  return replaced(text, parentheses, "", `reads "${name}" instead of calling it`);
}
