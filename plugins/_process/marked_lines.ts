/**
 * Lines with a marker, picked out of a stream that anyone may have written to.
 *
 * @module
 */

/**
 * Yields the rest of each line that begins with the marker. Everything else is dropped as it comes, so a flood costs
 * no memory; so is a marked line longer than `maxBytes`.
 *
 * @param marker ASCII, without a line end.
 * @param maxBytes Longest line, marker included.
 */
export async function* markedLines(
  stream: ReadableStream<Uint8Array>,
  marker: string,
  maxBytes = 1_000_000,
): AsyncGenerator<string> {
  const picker = new LinePicker(new TextEncoder().encode(marker), maxBytes);
  for await (const bytes of stream) yield* picker.take(bytes);
}

class LinePicker {
  readonly #marker: Uint8Array;
  readonly #maxBytes: number;
  readonly #decoder = new TextDecoder();
  /** The line so far; `undefined` once it is known to be noise. */
  #line: Uint8Array[] | undefined = [];
  #size = 0;

  constructor(marker: Uint8Array, maxBytes: number) {
    this.#marker = marker;
    this.#maxBytes = maxBytes;
  }

  *take(bytes: Uint8Array): Generator<string> {
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      this.#append(bytes.subarray(start, end));
      const line = this.#finish();
      if (line !== undefined) yield line;
      start = end + 1;
    }
    this.#append(bytes.slice(start));
  }

  #append(bytes: Uint8Array): void {
    if (this.#line === undefined || bytes.length === 0) return;
    this.#line.push(bytes);
    this.#size += bytes.length;
    if (this.#size > this.#maxBytes || !this.#mayBeMarked()) this.#line = undefined;
  }

  #mayBeMarked(): boolean {
    let at = 0;
    for (const part of this.#line ?? []) {
      for (let index = 0; index < part.length && at < this.#marker.length; index++, at++) {
        if (part[index] !== this.#marker[at]) return false;
      }
      if (at === this.#marker.length) return true;
    }
    return true;
  }

  #finish(): string | undefined {
    const parts = this.#line;
    const size = this.#size;
    this.#line = [];
    this.#size = 0;
    if (parts === undefined || size < this.#marker.length) return undefined;
    const whole = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return this.#decoder.decode(whole.subarray(this.#marker.length));
  }
}
