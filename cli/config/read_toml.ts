/**
 * Reads one TOML text with the places of its keys and values.
 *
 * @module
 */

import { parse, TomlError } from "smol-toml";
import { ConfigError } from "./fault.ts";
import { type Key, type Table, valueAt } from "./key.ts";
import { type LayerName, linesOf, type Origin, originAt } from "./origin.ts";
import { deepEntry, MAX_PARTS, nodeAt, type TomlPlaces, tomlPlaces } from "./places.ts";

/** A file's text, its values and their places. */
export interface TomlSource {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  /** Where its lines start. */
  readonly lines: readonly number[];
  readonly value: Table;
  readonly places: TomlPlaces;
}

/** One layer of the config: values, and where each was written. */
export interface Layer {
  readonly name: LayerName;
  readonly value: Table;
  /** The origin of a key that the layer holds; of its nearest table when the place itself is not known. */
  origin(key: Key): Origin;
}

/**
 * Parses a text.
 *
 * @param source `file` is only named in errors and origins.
 * @throws {ConfigError} `config/syntax`, with line and column, if the text is no TOML.
 */
export function readToml(source: { file: string; text: string; layer: LayerName }): TomlSource {
  const { file, text, layer } = source;
  const value = parseAt(source);
  const [lines, places] = [linesOf(text), tomlPlaces(text)];
  const deep = deepEntry(places);
  if (!deep) return { file, text, lines, value, places };
  const message = `Cannot read TOML: the key has more than ${MAX_PARTS} parts`;
  const origin = originAt(layer, { file, lines }, deep.name.start);
  throw new ConfigError([{ code: "config/syntax", message, origin }]);
}

/** Makes a layer of a file. */
export function fileLayer(name: LayerName, source: TomlSource): Layer {
  return { name, value: source.value, origin: (key) => originOfKey(name, source, key) };
}

/** The place of a key's name, or of a list's item. */
function originOfKey(layer: LayerName, source: TomlSource, key: Key): Origin {
  for (let length = key.length; length > 0; length--) {
    const node = nodeAt(source.places, key.slice(0, length));
    if (node) return originAt(layer, source, node.name.start);
  }
  return { layer, file: source.file };
}

function parseAt({ file, text, layer }: { file: string; text: string; layer: LayerName }): Table {
  try {
    return parse(text, { unsafeKeyBehaviour: "throw" });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line } = error;
    // The parser counts a byte order mark as a letter.
    const column = line === 1 && text.startsWith("\uFEFF") ? Math.max(1, error.column - 1) : error.column;
    // The parser's message ends with the lines around the place, which may hold a secret.
    const reason = error.message.split("\n")[0]?.replace("Invalid TOML document: ", "");
    const origin = { layer, file, line, column };
    throw new ConfigError([{ code: "config/syntax", message: `Cannot read TOML: ${reason}`, origin }]);
  }
}

/** True when a layer holds a value at a key. */
export function hasKey(layer: Layer, key: Key): boolean {
  return valueAt(layer.value, key) !== undefined;
}
