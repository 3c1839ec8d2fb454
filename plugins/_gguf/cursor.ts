/**
 * Reads numbers and texts one after the other from the beginning of a GGUF file. All of them are little-endian.
 *
 * @module
 */

/** The bytes at hand end before what is read does. */
export class BytesEnd extends Error {
  /** The class's name. */
  override readonly name = "BytesEnd";
}

/** A place in bytes that moves behind what is read. */
export class Cursor {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes read so far. */
  get at(): number {
    return this.#at;
  }

  /** A 32-bit number, 0 or more. */
  u32(): number {
    return this.#view.getUint32(this.skip(4), true);
  }

  /** A 64-bit number, 0 or more; what is above 2^53 is rounded, and larger than any file. */
  u64(): number {
    const at = this.skip(8);
    return this.#view.getUint32(at, true) + this.#view.getUint32(at + 4, true) * 2 ** 32;
  }

  /** A number or truth value of a type, as `scalar.ts` numbers them. */
  read<T>(sizeBytes: number, take: (view: DataView, at: number) => T): T {
    return take(this.#view, this.skip(sizeBytes));
  }

  /** A text behind its length. */
  text(): string {
    const sizeBytes = this.u64();
    const at = this.skip(sizeBytes);
    return UTF8.decode(this.#bytes.subarray(at, at + sizeBytes));
  }

  /** The text behind its length if it begins with this byte; only skipped if not. */
  textFrom(first: number): string | undefined {
    const sizeBytes = this.u64();
    const at = this.skip(sizeBytes);
    if (sizeBytes === 0 || this.#bytes[at] !== first) return undefined;
    return UTF8.decode(this.#bytes.subarray(at, at + sizeBytes));
  }

  /**
   * Goes on without reading.
   *
   * @returns Where it was.
   * @throws {BytesEnd} If fewer bytes are left.
   */
  skip(sizeBytes: number): number {
    const at = this.#at;
    if (at + sizeBytes > this.#bytes.length) throw new BytesEnd();
    this.#at = at + sizeBytes;
    return at;
  }
}

const UTF8 = new TextDecoder();
