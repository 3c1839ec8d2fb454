/**
 * Keys of the config: the way from its top to one value.
 *
 * @module
 */

/** The parts of a key from the top: names of tables, 0-based places in lists. */
export type Key = readonly (string | number)[];

/** A table of the config. Values are strings, numbers, booleans, dates, lists and tables. */
export type Table = { readonly [name: string]: unknown };

const BARE = /^[A-Za-z0-9_-]+$/;

/**
 * Writes a key as TOML does; places in lists in brackets.
 *
 * @example
 * ```ts ignore
 * keyText(["options", "my.plugin", "models", 2]); // options."my.plugin".models[2]
 * ```
 */
export function keyText(key: Key): string {
  let text = "";
  for (const part of key) {
    if (typeof part === "number") text += `[${part}]`;
    else text += (text === "" ? "" : ".") + (BARE.test(part) ? part : quoted(part));
  }
  return text;
}

/**
 * Writes a text as a TOML string, quotes included.
 *
 * @throws {TypeError} If the text holds a lone surrogate, which UTF-8 can not carry.
 */
export function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("Cannot write text as TOML: it holds a lone surrogate");
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}

/** True for tables: neither a list nor a date nor `null`. */
export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The value at a key; `undefined` where there is none. */
export function valueAt(value: unknown, key: Key): unknown {
  let at = value;
  for (const part of key) {
    if (typeof part === "number" ? !Array.isArray(at) : !isTable(at)) return undefined;
    at = Object.hasOwn(Object(at), part) ? Reflect.get(Object(at), part) : undefined;
  }
  return at;
}

/** Every value below `value` that is no table and no list, and every empty one, with its key, in order. */
export function* leaves(value: unknown, key: Key = []): Generator<{ key: Key; value: unknown }> {
  const inner: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isTable(value)
    ? Object.entries(value)
    : [];
  if (inner.length === 0) yield { key, value };
  for (const [part, item] of inner) yield* leaves(item, [...key, part]);
}

/** True when `key` lies at or below `above`. */
export function isWithin(key: Key, above: Key): boolean {
  return key.length >= above.length && above.every((part, index) => part === key[index]);
}
