import assert from "node:assert/strict";
import fc from "fast-check";
import { markedLines } from "../../../plugins/_process/marked_lines.ts";

async function pick(parts: readonly Uint8Array[], maxBytes?: number): Promise<string[]> {
  return await Array.fromAsync(markedLines(ReadableStream.from(parts), "@@", maxBytes));
}

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("markedLines() yields marked lines alone, however the stream is cut", async () => {
  const line = fc.oneof(
    fc.constant("@@"),
    fc.constant("@x"),
    fc.string().map((text) => text.replaceAll("\n", "")),
  )
    .chain((head) => fc.string().map((rest) => head + rest.replaceAll("\n", "é")));
  await fc.assert(fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
    const whole = bytes(lines.map((text) => text + "\n").join(""));
    const parts = [];
    for (let at = 0; at < whole.length; at += size) parts.push(whole.slice(at, at + size));
    const marked = lines.filter((text) => text.startsWith("@@"));
    assert.deepEqual(await pick(parts), marked.map((text) => text.slice(2)));
  }));
});

Deno.test("markedLines() drops a marked line that is too long and goes on", async () => {
  assert.deepEqual(await pick([bytes("@@123456789\n@@ok\n")], 6), ["ok"]);
});

Deno.test("markedLines() does not yield a line without an end", async () => {
  assert.deepEqual(await pick([bytes("@@cut")]), []);
});
