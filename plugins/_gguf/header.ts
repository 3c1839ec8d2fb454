/**
 * Reads the beginning of a GGUF file: what is known of the model, and where its tensors lie. Of lists only the length is
 * kept, and of the vocabulary the tokens in angle brackets: a vocabulary of 150,000 texts takes 200 ms to build.
 *
 * `@huggingface/gguf` 0.4.6 runs in Deno and was tried first. It reads zeros behind the end of a file, so that one that
 * is cut short in its header comes back as whole with 272 nameless tensors; it does not know how large a tensor is; it
 * builds every list, which takes ten times as long; and it brings 6 MB with it that every user of Maze would have to
 * fetch.
 *
 * @see ggml-org/ggml:docs/gguf.md, versions 2 and 3
 *
 * @module
 */

import { BytesEnd, Cursor } from "./cursor.ts";

/** One value that is no list. */
export type GgufScalar = string | number | bigint | boolean;

/** Where one tensor lies. */
export interface GgufTensor {
  readonly name: string;
  /** Numbers in each dimension. */
  readonly shape: readonly number[];
  /** As `tensor_size.ts` numbers the types. */
  readonly type: number;
  /** From where tensors begin, bytes. */
  readonly offset: number;
}

/** What a GGUF file says before its tensors. */
export interface GgufHeader {
  readonly version: number;
  /** By key; without lists. */
  readonly values: ReadonlyMap<string, GgufScalar>;
  /** How long each list is, by key. */
  readonly lists: ReadonlyMap<string, number>;
  /** Tokens of the vocabulary that begin with `<`: most tokens with a meaning of their own do. */
  readonly marks: ReadonlySet<string>;
  readonly tensors: readonly GgufTensor[];
  /** Where the header ends, and the gap before the tensors begins. */
  readonly sizeBytes: number;
}

/** A header that can not be, and why. */
export class NoHeader extends Error {
  /** The class's name. */
  override readonly name = "NoHeader";
}

/**
 * Reads a header.
 *
 * @param bytes The file from its beginning, any number of bytes.
 * @returns `undefined` where the header goes on behind these bytes.
 * @throws {NoHeader} If no GGUF file begins so.
 */
export function readHeader(bytes: Uint8Array): GgufHeader | undefined {
  try {
    return headerOf(new Cursor(bytes), bytes);
  } catch (error) {
    if (error instanceof BytesEnd) return undefined;
    throw error;
  }
}

const MAGIC = "GGUF";
/** More entries, dimensions or tensors than any model has: the bytes are something else. */
const MOST = { values: 65_536, tensors: 1_048_576, dimensions: 8, depth: 4 };

function headerOf(cursor: Cursor, bytes: Uint8Array): GgufHeader {
  const magic = new TextDecoder("latin1").decode(bytes.subarray(0, MAGIC.length));
  if (!MAGIC.startsWith(magic)) throw new NoHeader('it does not begin with "GGUF"');
  cursor.skip(MAGIC.length);
  const version = cursor.u32();
  if (version >= 2 ** 24) throw new NoHeader("it is written for big-endian machines");
  if (version < 2 || version > 3) throw new NoHeader(`its version is ${version}, and 2 and 3 are known`);
  const tensorCount = atMost(cursor.u64(), MOST.tensors, "tensors");
  const valueCount = atMost(cursor.u64(), MOST.values, "values");
  const found: Found = { values: new Map(), lists: new Map(), marks: new Set() };
  for (let count = 0; count < valueCount; count++) readEntry(cursor, found);
  const tensors = Array.from({ length: tensorCount }, () => readTensor(cursor));
  return { version, ...found, tensors, sizeBytes: cursor.at };
}

/** What is being read. */
interface Found {
  readonly values: Map<string, GgufScalar>;
  readonly lists: Map<string, number>;
  readonly marks: Set<string>;
}

const VOCABULARY = "tokenizer.ggml.tokens";
const TEXT = 8;
const LIST = 9;
const OPENING = "<".charCodeAt(0);

function readEntry(cursor: Cursor, { values, lists, marks }: Found): void {
  const key = cursor.text();
  const type = cursor.u32();
  if (type !== LIST) {
    values.set(key, readScalar(cursor, type));
    return;
  }
  const each = key === VOCABULARY ? () => keepMark(cursor, marks) : undefined;
  lists.set(key, readList(cursor, { each, depth: 1 }));
}

function keepMark(cursor: Cursor, marks: Set<string>): void {
  const token = cursor.textFrom(OPENING);
  if (token !== undefined) marks.add(token);
}

/** Goes through a list; returns its length. */
function readList(
  cursor: Cursor,
  { each, depth }: { each?: (() => void) | undefined; depth: number },
): number {
  if (depth > MOST.depth) throw new NoHeader(`its lists lie more than ${MOST.depth} deep`);
  const type = cursor.u32();
  const length = cursor.u64();
  if (type !== TEXT && type !== LIST) {
    cursor.skip(length * scalarOf(type).sizeBytes);
    return length;
  }
  const one = type === LIST ? () => void readList(cursor, { depth: depth + 1 }) : each;
  for (let count = 0; count < length; count++) (one ?? (() => void cursor.skip(cursor.u64())))();
  return length;
}

function readScalar(cursor: Cursor, type: number): GgufScalar {
  if (type === TEXT) return cursor.text();
  const { sizeBytes, take } = scalarOf(type);
  return cursor.read(sizeBytes, take);
}

/** How a type is read that is neither text nor a list. */
interface ScalarType {
  readonly sizeBytes: number;
  take(view: DataView, at: number): number | bigint | boolean;
}

/** By the numbers of the format. */
const SCALARS: Readonly<Record<number, ScalarType>> = {
  0: { sizeBytes: 1, take: (view, at) => view.getUint8(at) },
  1: { sizeBytes: 1, take: (view, at) => view.getInt8(at) },
  2: { sizeBytes: 2, take: (view, at) => view.getUint16(at, true) },
  3: { sizeBytes: 2, take: (view, at) => view.getInt16(at, true) },
  4: { sizeBytes: 4, take: (view, at) => view.getUint32(at, true) },
  5: { sizeBytes: 4, take: (view, at) => view.getInt32(at, true) },
  6: { sizeBytes: 4, take: (view, at) => view.getFloat32(at, true) },
  7: { sizeBytes: 1, take: (view, at) => view.getUint8(at) !== 0 },
  10: { sizeBytes: 8, take: (view, at) => view.getBigUint64(at, true) },
  11: { sizeBytes: 8, take: (view, at) => view.getBigInt64(at, true) },
  12: { sizeBytes: 8, take: (view, at) => view.getFloat64(at, true) },
};

function scalarOf(type: number): ScalarType {
  const found = SCALARS[type];
  if (!found) throw new NoHeader(`a value has type ${type}, which is not known`);
  return found;
}

function readTensor(cursor: Cursor): GgufTensor {
  const name = cursor.text();
  const dimensions = atMost(cursor.u32(), MOST.dimensions, "dimensions");
  const shape = Array.from({ length: dimensions }, () => cursor.u64());
  return { name, shape, type: cursor.u32(), offset: cursor.u64() };
}

function atMost(count: number, most: number, what: string): number {
  if (count > most) throw new NoHeader(`it would have ${count} ${what}`);
  return count;
}
