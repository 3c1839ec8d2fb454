/**
 * Edits one key of a TOML text and leaves every other byte as it is.
 *
 * Edits are cut at the places that `places.ts` finds. `@decimalturn/toml-patch` 3.3.0 was tried first: it drops white
 * space at the ends of lines it does not touch, and puts a new table next to `[options.a]` as an inline table at the
 * top.
 *
 * @module
 */

import { isDeepStrictEqual } from "node:util";
import { withValue } from "./assigned.ts";
import { applied, type Cut, refused } from "./cut.ts";
import { editList } from "./edit_list.ts";
import { insertKey } from "./insert_key.ts";
import { type Key, keyText, valueAt } from "./key.ts";
import { nodeAt } from "./places.ts";
import { readToml, type TomlSource } from "./read_toml.ts";
import { removeKey } from "./remove_key.ts";
import { valueText } from "./value_text.ts";

/** A config file's text; the name is for errors only. */
export interface ConfigFile {
  readonly file: string;
  readonly text: string;
}

/**
 * The value at a key and its text as written.
 *
 * @returns `undefined` when the key is not there. `text` is `undefined` for tables that headers or dotted keys make.
 * @throws {ConfigError} `config/syntax`, with line and column, if the text is no TOML.
 */
export function getKey(
  config: ConfigFile,
  key: Key,
): { value: unknown; text: string | undefined } | undefined {
  const source = read(config);
  const node = nodeAt(source.places, key);
  if (!node) return undefined;
  const text = node.value && config.text.slice(node.value.start, node.value.end);
  return { value: valueAt(source.value, key), text };
}

/**
 * Sets the value at a key: in its place where it stands, else at the end of its table, else in a new table at the
 * end of the text. Of a list only the items that differ are written anew.
 *
 * @returns The new text; comments and all other lines are the old ones, byte for byte. The old text when the key has
 * this value already.
 * @throws {ConfigError} `config/syntax`, with line and column, if the text is no TOML.
 * @throws {MazeError} `config/edit` if the key is a table with headers, or something on its way is no table.
 */
export function setKey(config: ConfigFile, key: Key, value: unknown): string {
  const source = read(config);
  refuseLists(source, key);
  if (hasValue(source, key, value)) return config.text;
  const cut = replaced(source, key, value) ?? insertKey(source, key, value);
  const text = applied(config.text, cut);
  const wanted = withValue(source.value, key, value);
  if (!isSame(read({ ...config, text }).value, wanted)) {
    throw refused("set", key, "its table can not be extended");
  }
  return text;
}

/**
 * Removes a key and all below it, with the comments on the same lines. Comments on lines of their own stay.
 *
 * @returns The new text; the old one when the key is not there.
 * @throws {ConfigError} `config/syntax`, with line and column, if the text is no TOML.
 * @throws {MazeError} `config/edit` if the key is an item of a list.
 */
export function unsetKey(config: ConfigFile, key: Key): string {
  let { text } = config;
  for (let source = read(config); nodeAt(source.places, key); source = read({ ...config, text })) {
    const cut = removeKey(source, key);
    if (!cut) throw refused("unset", key, "it is part of a list");
    text = applied(text, cut);
  }
  return text;
}

function read(config: ConfigFile): TomlSource {
  return readToml({ ...config, layer: "project" });
}

function refuseLists(source: TomlSource, key: Key): void {
  for (let length = 1; length < key.length; length++) {
    const above = key.slice(0, length);
    if (nodeAt(source.places, above)?.children.has(0)) {
      throw refused("set", key, `${keyText(above)} is a list`);
    }
  }
}

function replaced(source: TomlSource, key: Key, value: unknown): Cut | undefined {
  const node = nodeAt(source.places, key);
  if (!node) return undefined;
  if (!node.value) throw refused("set", key, "it is a table with keys of its own");
  const list = Array.isArray(value) ? editList(source, key, value) : undefined;
  return list ?? { span: node.value, text: valueText(value) };
}

/** Headers make tables that have a value and no text of their own. */
function hasValue(source: TomlSource, key: Key, value: unknown): boolean {
  return nodeAt(source.places, key)?.value !== undefined && isSame(valueAt(source.value, key), value);
}

/** Parsers make tables without a prototype. */
function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(structuredClone(a), structuredClone(b));
}
