/**
 * What a process says, while it runs.
 *
 * @module
 */

import assert from "node:assert/strict";

/** A stream that is read in parts: until it has said something, then to its end. */
export function reading(stream: ReadableStream<Uint8Array>) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  const more = async () => {
    const { done, value = "" } = await reader.read();
    said += value;
    return !done;
  };
  return {
    async until(words: string): Promise<void> {
      while (!said.includes(words)) assert.ok(await more(), `it ended without "${words}": ${said}`);
    },
    /** All that was said. */
    async end(): Promise<string> {
      while (await more());
      return said;
    },
  };
}
