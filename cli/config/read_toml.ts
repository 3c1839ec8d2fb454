/**
 * Reads one TOML text with the places of its keys and values.
 *
 * @module
 */

import { parse, TomlError } from "smol-toml";
import { ConfigError } from "./fault.ts";
import { type Key, type Table, valueAt } from "./key.ts";
import { type LayerName, type Origin, originIn } from "./origin.ts";
import { nodeAt, type TomlPlaces, tomlPlaces } from "./places.ts";

/** A file's text, its values and their places. */
export interface TomlSource {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
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
  const { file, text } = source;
  return { file, text, value: parseAt(source), places: tomlPlaces(text) };
}

/** Makes a layer of a file. */
export function fileLayer(name: LayerName, source: TomlSource): Layer {
  return { name, value: source.value, origin: (key) => originOfKey(name, source, key) };
}

/** The place of a key's name, or of a list's item. */
function originOfKey(layer: LayerName, source: TomlSource, key: Key): Origin {
  for (let length = key.length; length > 0; length--) {
    const node = nodeAt(source.places, key.slice(0, length));
    if (node) return originIn(layer, source, node.name);
  }
  return { layer, file: source.file };
}

function parseAt({ file, text, layer }: { file: string; text: string; layer: LayerName }): Table {
  try {
    return parse(text, { unsafeKeyBehaviour: "throw" });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column } = error;
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
