/**
 * Where every key and value of a TOML text stands. Parsers of TOML tell places only in their errors.
 *
 * @module
 */

import type { Span } from "@maze/maze/plugin";
import type { Key } from "./key.ts";
import { type KeyPart, Scanner } from "./scan.ts";

/** Parts that a key may have. No schema nests deeper, and what walks down a key must come to an end. */
export const MAX_PARTS = 100;

/** One key of the text, or one item of a list, and what lies below it. */
export interface TomlNode {
  /** The name where it first stands; for items of a list the item itself. */
  readonly name: Span;
  /** The value; `undefined` for tables that headers or dotted keys make. */
  readonly value: Span | undefined;
  readonly children: ReadonlyMap<string | number, TomlNode>;
}

/** One `key = value`. */
export interface TomlEntry {
  readonly key: Key;
  readonly name: Span;
  readonly value: Span;
  /** The entries of the value, if it is an inline table. */
  readonly inner: readonly TomlEntry[];
}

/** The entries below one header. */
export interface TomlSection {
  readonly key: Key;
  /** From `[` to `]`; empty, at the start of the text, for what stands above the first header. */
  readonly header: Span;
  readonly entries: readonly TomlEntry[];
}

/** All places of a text: as a tree of keys, and in order of the text. */
export interface TomlPlaces {
  readonly root: TomlNode;
  readonly sections: readonly TomlSection[];
}

/** A node while it is being made. */
interface Making extends TomlNode {
  name: Span;
  value: Span | undefined;
  readonly children: Map<string | number, Making>;
}

interface Reached {
  readonly node: Making;
  readonly key: Key;
}

/**
 * Finds the places of all keys and values.
 *
 * @param text TOML that a parser has accepted.
 * @throws {SyntaxError} If the text is no TOML; not every fault is found.
 */
export function tomlPlaces(text: string): TomlPlaces {
  const scanner = new Scanner(text);
  const root: Making = { name: { start: 0, end: 0 }, value: undefined, children: new Map() };
  let entries: TomlEntry[] = [];
  let table: Reached = { node: root, key: [] };
  const sections: TomlSection[] = [{ key: [], header: root.name, entries }];
  for (scanner.skipVoid(); scanner.next !== ""; scanner.skipVoid()) {
    if (scanner.next === "[") {
      const header = readHeader(scanner, root);
      table = header.table;
      entries = [];
      sections.push({ key: table.key, header: header.span, entries });
    } else {
      entries.push(readEntry(scanner, table));
    }
  }
  return { root, sections };
}

/** The node at a key; `undefined` where the text has none. */
export function nodeAt(places: TomlPlaces, key: Key): TomlNode | undefined {
  let node: TomlNode | undefined = places.root;
  for (const part of key) node = node?.children.get(part);
  return node;
}

/** The first header or entry whose key has more parts than any may have. */
export function deepEntry({ sections }: TomlPlaces): Pick<TomlEntry, "key" | "name"> | undefined {
  for (const { key, header, entries } of sections) {
    if (key.length > MAX_PARTS) return { key, name: header };
    const deep = deepIn(entries);
    if (deep) return deep;
  }
  return undefined;
}

function deepIn(entries: readonly TomlEntry[]): TomlEntry | undefined {
  for (const entry of entries) {
    const deep = entry.key.length > MAX_PARTS ? entry : deepIn(entry.inner);
    if (deep) return deep;
  }
  return undefined;
}

function readHeader(scanner: Scanner, root: Making): { table: Reached; span: Span } {
  const start = scanner.at;
  scanner.expect("[");
  const isList = scanner.next === "[";
  if (isList) scanner.expect("[");
  const parts = scanner.key();
  scanner.expect(isList ? "]]" : "]");
  const target = descend({ node: root, key: [] }, parts);
  const table = isList ? addItem(target, spanOf(parts.slice(-1))) : lastItem(target);
  return { table, span: { start, end: scanner.at } };
}

function readEntry(scanner: Scanner, table: Reached): TomlEntry {
  const parts = scanner.key();
  scanner.expect("=");
  scanner.skipVoid();
  const target = descend(table, parts);
  const inner: TomlEntry[] = [];
  const value = readValue(scanner, target, inner);
  target.node.value = value;
  return { key: target.key, name: spanOf(parts), value, inner };
}

function readValue(scanner: Scanner, into: Reached, inner: TomlEntry[] = []): Span {
  const start = scanner.at;
  if (scanner.next === "[") readItems(scanner, "[", "]", () => readItem(scanner, into));
  else if (scanner.next === "{") readItems(scanner, "{", "}", () => inner.push(readEntry(scanner, into)));
  else return scanner.scalar();
  return { start, end: scanner.at };
}

function readItems(scanner: Scanner, open: string, close: string, readOne: () => unknown): void {
  scanner.expect(open);
  for (scanner.skipVoid(); scanner.next !== close; scanner.skipVoid()) {
    readOne();
    scanner.skipVoid();
    if (scanner.next === ",") scanner.expect(",");
  }
  scanner.expect(close);
}

function readItem(scanner: Scanner, list: Reached): void {
  const index = list.node.children.size;
  const item: Making = { name: { start: 0, end: 0 }, value: undefined, children: new Map() };
  list.node.children.set(index, item);
  item.value = item.name = readValue(scanner, { node: item, key: [...list.key, index] });
}

/** Goes down a dotted key; a part before the last that names a list of tables means its last table. */
function descend(from: Reached, parts: readonly KeyPart[]): Reached {
  let reached = from;
  for (const part of parts) reached = child(lastItem(reached), part);
  return reached;
}

function child(parent: Reached, part: KeyPart): Reached {
  const known = parent.node.children.get(part.name);
  const node: Making = known ?? { name: part.span, value: undefined, children: new Map() };
  parent.node.children.set(part.name, node);
  return { node, key: [...parent.key, part.name] };
}

function lastItem(reached: Reached): Reached {
  const index = reached.node.children.size - 1;
  const item = reached.node.children.get(index);
  return item ? { node: item, key: [...reached.key, index] } : reached;
}

function addItem(list: Reached, name: Span): Reached {
  const index = list.node.children.size;
  const node: Making = { name, value: undefined, children: new Map() };
  list.node.children.set(index, node);
  return { node, key: [...list.key, index] };
}

function spanOf(parts: readonly KeyPart[]): Span {
  return { start: parts.at(0)?.span.start ?? 0, end: parts.at(-1)?.span.end ?? 0 };
}
