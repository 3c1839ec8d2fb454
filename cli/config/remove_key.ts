/**
 * Takes a key out of a TOML text.
 *
 * @module
 */

import { type Cut, entryOn, lineEnd, lineStart } from "./cut.ts";
import { isWithin, type Key } from "./key.ts";
import type { TomlEntry } from "./places.ts";
import type { TomlSource } from "./read_toml.ts";
import { Scanner } from "./scan.ts";

/**
 * The next cut on the way to a text without the key: one entry or one header with its line, or one entry of an inline
 * table.
 *
 * @returns `undefined` when nothing that can be cut alone holds the key.
 */
export function removeKey(source: TomlSource, key: Key): Cut | undefined {
  const { text, places } = source;
  const header = places.sections.find((section) => section.key.length > 0 && isWithin(section.key, key));
  const entries = places.sections.flatMap((section) => section.entries);
  const whole = entries.find((entry) => isWithin(entry.key, key));
  const span = whole ? { start: whole.name.start, end: whole.value.end } : header?.header;
  if (span) return { span: { start: lineStart(text, span.start), end: lineEnd(text, span.end) }, text: "" };
  const outer = entryOn(entries, key);
  return outer && innerRemoval(source, outer, key);
}

/** Takes an entry out of an inline table, with one comma. */
function innerRemoval(source: TomlSource, outer: TomlEntry, key: Key): Cut | undefined {
  const { text } = source;
  const index = outer.inner.findIndex((entry) => isWithin(entry.key, key));
  const entry = outer.inner[index];
  if (!entry) {
    const deeper = entryOn(outer.inner, key);
    return deeper && innerRemoval(source, deeper, key);
  }
  const comma = commaAfter(text, entry.value.end);
  const previous = outer.inner[index - 1];
  if (comma === undefined && previous) {
    const last = commaAfter(text, previous.value.end) ?? previous.value.end;
    const between = text.slice(last + 1, entry.name.start);
    return { span: { start: last, end: entry.value.end }, text: between.trim() === "" ? "" : between };
  }
  const end = comma === undefined ? entry.value.end : comma + 1;
  const kept = text.slice(entry.value.end, comma ?? entry.value.end);
  const blank = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { span: { start: entry.name.start, end: end + blank }, text: kept.trim() === "" ? "" : kept };
}

function commaAfter(text: string, offset: number): number | undefined {
  const scanner = new Scanner(text);
  scanner.at = offset;
  scanner.skipVoid();
  return scanner.next === "," ? scanner.at : undefined;
}
