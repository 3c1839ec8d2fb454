/**
 * What travels between Maze and the child of an isolated plugin: lines of JSON.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import { MazeError, ProviderError } from "../../core/kernel/plugin.ts";

/** The longest line that is sent, in bytes, its marker included. */
export const MAX_LINE_BYTES: number = 64 * 1024 * 1024;

/** Texts have at most three bytes for each UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/**
 * A message as bytes. It begins on a line of its own, whatever the plugin has printed before it.
 *
 * @throws {MazeError} `plugin/too-large`
 */
export function framed(marker: string, message: object): Uint8Array {
  const text = JSON.stringify(message);
  const bytes = new TextEncoder().encode(`\n${marker}${text}\n`);
  if (text.length * BYTES_PER_UNIT <= MAX_LINE_BYTES || bytes.length <= MAX_LINE_BYTES) return bytes;
  throw new MazeError(`Cannot send ${bytes.length} bytes: a message has at most ${MAX_LINE_BYTES}`, {
    code: "plugin/too-large",
    hint: "Hand over less at once",
  });
}

/** Arguments as JSON holds them: `undefined` is an empty list. */
export function packed(args: readonly unknown[]): readonly (readonly unknown[])[] {
  return args.map((arg) => arg === undefined ? [] : [arg]);
}

/** The arguments that were packed. */
export function unpacked(args: unknown): readonly unknown[] {
  return list(args).map((arg) => list(arg)[0]);
}

/** A list; an empty one where there is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value of the store as JSON holds it: bytes as base64. */
export function storable(value: unknown): object {
  return value instanceof Uint8Array ? { bytes: value.toBase64() } : { value };
}

/** The value that `storable` was given. */
export function stored(value: unknown): unknown {
  const bytes = dig(value, "bytes");
  return typeof bytes === "string" ? Uint8Array.fromBase64(bytes) : dig(value, "value");
}

/** An error as data: its name, message, stack, and its own plain properties, such as `code` and `hint`. */
export function packedError(error: unknown): object {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const isMaze = error instanceof MazeError;
  const { name, message, stack } = error;
  return { name, message, isMaze, ...(stack === undefined ? {} : { stack }), more: plain(error) };
}

/** The properties that are text, numbers or booleans, beside what every error has. */
function plain(value: object): Readonly<Record<string, unknown>> {
  const isKept = ([name, item]: readonly [string, unknown]) =>
    ["string", "number", "boolean"].includes(typeof item) &&
    !["name", "message", "stack", "__proto__"].includes(name);
  return Object.fromEntries(Object.entries(value).filter(isKept));
}

/** Classes of the platform that callers tell apart. */
const CLASSES: Readonly<Record<string, new (message: string) => Error>> = {
  TypeError,
  RangeError,
  SyntaxError,
};
const ABORTS: readonly string[] = ["AbortError", "TimeoutError"];

/** The error that was packed: a `MazeError`, or of one of the platform's own classes where it was. */
export function unpackedError(packed: unknown): Error {
  const [name, message] = [String(dig(packed, "name")), String(dig(packed, "message"))];
  const stack = dig(packed, "stack");
  const more = plain(Object(dig(packed, "more")));
  if (ABORTS.includes(name)) return new DOMException(message, name);
  const error = dig(packed, "isMaze") === true
    ? typeof more.isRetryable === "boolean"
      ? new ProviderError(message, { code: String(more.code), isRetryable: more.isRetryable })
      : new MazeError(message, { code: String(more.code) })
    : new (CLASSES[name] ?? Error)(message);
  Object.assign(error, more);
  if (error.name !== name) Object.defineProperty(error, "name", { value: name });
  if (typeof stack === "string") error.stack = stack;
  return error;
}
