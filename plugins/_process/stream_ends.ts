/**
 * The two ends of a stream, whatever lies between.
 *
 * @module
 */

/**
 * Reads a stream to its end and keeps only its first and last parts, so that a flood costs no memory.
 *
 * @param keepBytes How much of each end is kept.
 */
export async function streamEnds(stream: ReadableStream<Uint8Array>, keepBytes = 8192): Promise<string> {
  let head = new Uint8Array();
  let tail = new Uint8Array();
  for await (const bytes of stream) {
    const room = keepBytes - head.length;
    if (room > 0) head = join(head, bytes.subarray(0, room));
    tail = join(tail, bytes.subarray(Math.max(0, room))).slice(-keepBytes);
  }
  const decoder = new TextDecoder();
  return decoder.decode(head) + decoder.decode(tail);
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
