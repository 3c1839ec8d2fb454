import assert from "node:assert/strict";
import fc from "fast-check";
import { NoHeader, readHeader } from "../../../plugins/_gguf/header.ts";
import { gguf, type WrittenValue } from "./written.ts";

const value: fc.Arbitrary<WrittenValue> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.nat(0xffff_ffff),
  fc.boolean(),
  fc.array(fc.string()),
);
const written = fc.record({
  version: fc.constantFrom(2, 3),
  values: fc.dictionary(fc.string({ minLength: 1 }), value, { noNullPrototype: true }),
  tensors: fc.dictionary(
    fc.string({ minLength: 1 }),
    fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
    {
      noNullPrototype: true,
    },
  ),
}, { noNullPrototype: true });

Deno.test("readHeader() reads what was written: values, lengths of lists, tensors", () => {
  fc.assert(fc.property(written, (model) => {
    const header = readHeader(gguf(model));
    assert.ok(header);
    const isList = (given: WrittenValue) => Array.isArray(given);
    const entries = Object.entries(model.values);
    assert.equal(header.version, model.version);
    assert.deepEqual([...header.values], entries.filter(([, given]) => !isList(given)));
    assert.deepEqual(
      [...header.lists],
      entries.flatMap(([key, given]) => Array.isArray(given) ? [[key, given.length]] : []),
    );
    assert.deepEqual(
      header.tensors.map(({ name, shape }) => [name, shape]),
      Object.entries(model.tensors),
    );
  }));
});

Deno.test("readHeader() says of every beginning of a header that it goes on, and of no more than that", () => {
  fc.assert(fc.property(written, fc.nat(), (model, cut) => {
    const bytes = gguf(model);
    const { sizeBytes } = readHeader(bytes) ?? assert.fail("it is whole");
    const length = cut % (bytes.length + 1);
    assert.equal(readHeader(bytes.subarray(0, length)) === undefined, length < sizeBytes);
  }));
});

Deno.test("readHeader() throws nothing but NoHeader on bytes that are none", () => {
  const start = gguf({ values: { "general.name": "a" }, tensors: { one: [2] } });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(24), (noise, kept) => {
    try {
      readHeader(Uint8Array.of(...start.subarray(0, kept), ...noise));
    } catch (error) {
      assert.ok(error instanceof NoHeader, String(error));
    }
  }));
});

Deno.test("readHeader() keeps the tokens of a vocabulary that begin with `<`", () => {
  const tokens = ["a", "<|fim_prefix|>", "b<", "", "<s>"];
  const header = readHeader(gguf({ values: { "tokenizer.ggml.tokens": tokens, "other.list": ["<x>"] } }));
  assert.deepEqual([...header?.marks ?? []], ["<|fim_prefix|>", "<s>"]);
  assert.equal(header?.lists.get("tokenizer.ggml.tokens"), 5);
});

Deno.test("readHeader() refuses another magic, another version and the other order of bytes, each by name", () => {
  const refused = (bytes: Uint8Array) => {
    try {
      readHeader(bytes);
      return "nothing";
    } catch (error) {
      return error instanceof NoHeader ? error.message : `${error}`;
    }
  };
  assert.equal(refused(new TextEncoder().encode("GGML and more")), 'it does not begin with "GGUF"');
  assert.equal(refused(gguf({ version: 1 })), "its version is 1, and 2 and 3 are known");
  assert.equal(refused(gguf({ version: 3 << 24 })), "it is written for big-endian machines");
});

Deno.test("readHeader() refuses a value of a type that is not known", () => {
  const bytes = gguf({ values: { a: true } });
  const type = 4 + 4 + 8 + 8 + 8 + 1; // behind magic, version, two counts, and the key "a" with its length
  bytes[type] = 13;
  assert.throws(() => readHeader(bytes), /a value has type 13/);
});
