import assert from "node:assert/strict";
import fc from "fast-check";
import { TokenText } from "../../../plugins/llama_local/token_text.ts";

/** A tokenizer whose tokens are bytes. */
const bytes = {
  detokenize: (tokens: readonly number[]) => new TextDecoder().decode(Uint8Array.from(tokens)),
};

function pieces(text: string): string[] {
  const reader = new TokenText(bytes, []);
  return [...Array.from(new TextEncoder().encode(text), (byte) => reader.push(byte)), reader.end()];
}

Deno.test("push() gives a character with the last of its tokens", () => {
  assert.deepEqual(pieces("aé"), ["a", "", "é", ""]);
  assert.deepEqual(pieces("😀"), ["", "", "", "😀", ""]);
});

Deno.test("push() gives every text whole", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(pieces(text).join(""), text)));
});

Deno.test("end() gives what is no character as what it is shown as", () => {
  const reader = new TokenText(bytes, []);
  assert.equal(reader.push(0xf0), "");
  assert.equal(reader.end(), "\ufffd");
});

Deno.test("push() tells the tokenizer which four tokens stand before", () => {
  const told: (readonly number[])[] = [];
  const model = {
    detokenize(tokens: readonly number[], _hasSpecial: boolean, before: readonly number[]) {
      told.push([...before]);
      return bytes.detokenize(tokens);
    },
  };
  const reader = new TokenText(model, [1, 2, 3, 4, 5]);
  for (const byte of new TextEncoder().encode("ab")) reader.push(byte);
  assert.deepEqual(told, [[2, 3, 4, 5], [3, 4, 5, 97]]);
});
