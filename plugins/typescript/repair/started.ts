/**
 * Variables that are used and declared nowhere, where their uses show how they begin: a count with 0, a list empty.
 *
 * @module
 */

import type { Diagnostic, Span } from "../../../core/kernel/plugin.ts";
import { STATEMENT_LISTS } from "../syntax.ts";
import { type Fix, replaced, UNKNOWN_NAME } from "./fix.ts";
import { storeOf } from "./kept_in.ts";
import type { WrittenCode } from "./written.ts";

/** Declares the variable before the outermost statement of the hole that uses it. */
export async function startedFix(
  written: WrittenCode,
  { code }: Diagnostic,
  span: Span,
): Promise<Fix | undefined> {
  const { text, frame, start } = written;
  if (!UNKNOWN_NAME.has(code) || frame.holds !== "statements" || frame.isJs) return undefined;
  const name = text.slice(span.start, span.end);
  const path = written.path(span);
  const at = path.findIndex(({ type }, index) =>
    STATEMENT_LISTS.has(type) && (path[index + 1]?.start ?? -1) >= start
  );
  const statement = path[at + 1];
  const store = at < 0 || !statement ? undefined : await storeOf(written, name);
  if (!statement || !store) return undefined;
  const place = statement.start - start;
  const line = text.slice(text.lastIndexOf("\n", place - 1) + 1, place);
  const indent = line.trim() === "" ? line : "";
  const type = store.type === undefined ? "" : `: ${store.type}`;
  const declared = `${store.word} ${name}${type} = ${store.init};`;
  return replaced(text, { start: place, end: place }, `${declared}\n${indent}`, `declares "${name}"`);
}
