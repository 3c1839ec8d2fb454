/**
 * One value given outside a file: `key=value` of `--set`, or the text of an environment variable.
 *
 * @module
 */

import { parse, TomlError } from "smol-toml";
import { ConfigError } from "./fault.ts";
import { shownValue } from "./describe.ts";
import type { Key } from "./key.ts";
import type { Origin } from "./origin.ts";
import { deepEntry, tomlPlaces } from "./places.ts";

/**
 * Reads a value as TOML; what is no TOML value is a string, as it stands.
 *
 * Text that starts a string, list or table (`"`, `'`, `[`, `{`) must be TOML, so that a missing bracket is an
 * error and not a strange string.
 *
 * @param text `3`, `true`, `"3"`, `["a", "b"]`, `debug`, `http://localhost:8080`.
 * @throws {ConfigError} `config/syntax` if a string, list or table does not end well.
 */
export function readValue(text: string, origin: Origin): unknown {
  const trimmed = text.trim();
  try {
    const { value } = parse(`value = ${trimmed}`, { unsafeKeyBehaviour: "throw" });
    const places = tomlPlaces(`value = ${trimmed}`);
    const span = places.sections[0]?.entries[0]?.value;
    if (span?.end === "value = ".length + trimmed.length && !deepEntry(places)) return value;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
  }
  if (/^["'[{]/.test(trimmed)) {
    throw syntaxFault("Cannot read value: it starts as a TOML value and does not end as one", origin);
  }
  return text;
}

/**
 * Reads `key=value`. The key is dotted as in TOML: `log.level`, `options."my-plugin".model`.
 *
 * @throws {ConfigError} `config/syntax` if there is no key or no `=`, or if the value is broken.
 */
export function readAssignment(text: string): { key: Key; value: unknown; origin: Origin } {
  const equals = equalsAfterKey(text);
  const key = equals === undefined ? undefined : readKey(text.slice(0, equals));
  if (equals === undefined || key === undefined) {
    const origin: Origin = { layer: "flag", name: "--set" };
    throw syntaxFault(`Cannot read assignment ${shownValue(text)}: it is not key=value`, origin);
  }
  const origin: Origin = { layer: "flag", name: `--set ${text.slice(0, equals).trim()}` };
  return { key, value: readValue(text.slice(equals + 1), origin), origin };
}

/**
 * Reads a dotted key as TOML does.
 *
 * @returns `undefined` if the text is no key.
 */
export function readKey(text: string): Key | undefined {
  if (/[\r\n]|^\s*\[/.test(text)) return undefined;
  const line = `${text} = 0`;
  try {
    parse(line, { unsafeKeyBehaviour: "throw" });
  } catch (error) {
    if (error instanceof TomlError) return undefined;
    throw error;
  }
  const places = tomlPlaces(line);
  const entry = places.sections[0]?.entries[0];
  const isKey = entry?.value.end === line.length && entry.value.start === line.length - 1 &&
    !deepEntry(places);
  return isKey ? entry.key : undefined;
}

/** Quoted parts of a key may hold `=`. */
function equalsAfterKey(text: string): number | undefined {
  const key = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'=])+(?==)/.exec(text);
  return key?.[0].length;
}

function syntaxFault(message: string, origin: Origin): ConfigError {
  const hint = 'Values are TOML: 3, true, "text", ["a", "b"]; plain words are text';
  return new ConfigError([{ code: "config/syntax", message, hint, origin }]);
}
