/**
 * Puts a new key into a TOML text: where it belongs, and touching nothing.
 *
 * @module
 */

import { type Cut, entryOn, insertion, lineEnd, newlineOf, refused } from "./cut.ts";
import { isTable, isWithin, type Key, keyText, valueAt } from "./key.ts";
import type { TomlEntry, TomlSection } from "./places.ts";
import type { TomlSource } from "./read_toml.ts";
import { nameText, valueText } from "./value_text.ts";

/**
 * The insertion that adds a key which is not there: in its inline table, at the end of its table, or in a new table
 * at the end of the text.
 *
 * @throws {MazeError} `config/edit` if something on the way to the key is no table.
 */
export function insertKey(source: TomlSource, key: Key, value: unknown): Cut {
  return inlined(source, key, value) ?? added(source, key, value);
}

/** A new key in an inline table, which stands at some part of the key. */
function inlined(source: TomlSource, key: Key, value: unknown): Cut | undefined {
  const entry = entryOn(source.places.sections.flatMap((section) => section.entries), key);
  if (!entry) return undefined;
  if (!isTable(valueAt(source.value, entry.key))) {
    throw refused("set", key, `${keyText(entry.key)} is no table`);
  }
  const added = `${relative(key, entry.key)} = ${valueText(value)}`;
  const last = entry.inner.at(-1);
  if (last) return insertion(last.value.end, `, ${added}`);
  const isBare = /^\{\s*\}$/.test(source.text.slice(entry.value.start, entry.value.end));
  return isBare ? { span: entry.value, text: `{ ${added} }` } : insertion(entry.value.start + 1, ` ${added}`);
}

function added(source: TomlSource, key: Key, value: unknown): Cut {
  const table = key.slice(0, -1);
  const { sections } = source.places;
  const own = sections.find((section) => keyText(section.key) === keyText(table));
  if (own) {
    return appended(source, own, own.entries.at(-1), `${relative(key, own.key)} = ${valueText(value)}`);
  }
  const near = sections.find((section) => siblingIn(section, table));
  if (near) {
    return appended(source, near, siblingIn(near, table), `${relative(key, near.key)} = ${valueText(value)}`);
  }
  return newTable(source, table, `${nameText(String(key.at(-1)))} = ${valueText(value)}`);
}

/** The last entry of a section that is part of a table by its dotted key. */
function siblingIn(section: TomlSection, table: Key): TomlEntry | undefined {
  return section.entries.findLast((entry) => isWithin(entry.key, table));
}

function appended(source: TomlSource, section: TomlSection, after: TomlEntry | undefined, line: string): Cut {
  const { text } = source;
  const newline = newlineOf(text);
  if (!after && section.key.length === 0) return atTop(source, line);
  const from = after ? after.value.end : section.header.end;
  const indent = after ? /[ \t]*$/.exec(text.slice(0, after.name.start))?.[0] ?? "" : "";
  const end = lineEnd(text, from);
  const isLast = end === text.length && !text.endsWith("\n");
  return insertion(end, isLast ? `${newline}${indent}${line}` : `${indent}${line}${newline}`);
}

/** The first key of the top: below the comments that start the text, above the first header and its comments. */
function atTop({ text }: TomlSource, line: string): Cut {
  const newline = newlineOf(text);
  const head = /^\uFEFF?(?:#[^\n]*(?:\n|$))*/.exec(text)?.[0] ?? "";
  const rest = text.slice(head.length);
  const isApart = rest.trim() === "" || /^[ \t]*\r?\n/.test(rest);
  const first = /^\uFEFF?(?:#:schema[^\n]*(?:\n|$))?/.exec(text)?.[0] ?? "";
  const at = isApart ? head.length : first.length;
  const before = at > 1 ? (text[at - 1] === "\n" ? newline : newline + newline) : "";
  const after = text.slice(at).trim() === "" || isApart ? newline : newline + newline;
  return insertion(at, `${before}${line}${after}`);
}

function newTable({ text }: TomlSource, table: Key, line: string): Cut {
  const newline = newlineOf(text);
  const isEmpty = text.replace("\uFEFF", "") === "";
  const before = isEmpty ? "" : text.endsWith("\n") ? newline : newline + newline;
  return insertion(text.length, `${before}[${keyText(table)}]${newline}${line}${newline}`);
}

function relative(key: Key, table: Key): string {
  return key.slice(table.length).map((part) => nameText(String(part))).join(".");
}
