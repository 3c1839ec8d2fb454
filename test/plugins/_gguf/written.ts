/**
 * Writes small GGUF files, for tests.
 *
 * @module
 */

/** A value with the number of its type: a text, a 32-bit number, a truth value, or a list of texts. */
export type WrittenValue = string | number | boolean | readonly string[];

/** What stands in a file. */
export interface WrittenModel {
  readonly version?: number;
  readonly values?: Readonly<Record<string, WrittenValue>>;
  /** Each with its shape; of type F32, one behind the other, each at a multiple of 32. */
  readonly tensors?: Readonly<Record<string, readonly number[]>>;
}

/** A whole file. */
export function gguf({ version = 3, values = {}, tensors = {} }: WrittenModel = {}): Uint8Array {
  const shapes = Object.entries(tensors);
  let offset = 0;
  const places = shapes.map(([, shape]) => {
    const place = offset;
    offset += padded(4 * shape.reduce((product, length) => product * length, 1));
    return place;
  });
  const header = joined([
    new TextEncoder().encode("GGUF"),
    u32(version),
    u64(shapes.length),
    u64(Object.keys(values).length),
    ...Object.entries(values).flatMap(([key, value]) => [text(key), ...typed(value)]),
    ...shapes.flatMap(([name, shape], at) => [
      ...[text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(places[at] ?? 0)],
    ]),
  ]);
  if (shapes.length === 0) return header;
  return joined([header, new Uint8Array(padded(header.length) - header.length + offset)]);
}

function typed(value: WrittenValue): Uint8Array[] {
  if (typeof value === "string") return [u32(8), text(value)];
  if (typeof value === "number") return [u32(4), u32(value)];
  if (typeof value === "boolean") return [u32(7), Uint8Array.of(value ? 1 : 0)];
  return [u32(9), u32(8), u64(value.length), ...value.map(text)];
}

function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  return joined([u64(bytes.length), bytes]);
}

function u32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

function u64(value: number): Uint8Array {
  return new Uint8Array(BigUint64Array.of(BigInt(value)).buffer);
}

function padded(length: number): number {
  return Math.ceil(length / 32) * 32;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
