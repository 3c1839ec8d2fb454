import assert from "node:assert/strict";
import { fileTypeName } from "../../../plugins/_gguf/file_type.ts";
import type { GgufHeader, GgufTensor } from "../../../plugins/_gguf/header.ts";
import { modelOf } from "../../../plugins/_gguf/model.ts";
import { sizeOfTensor } from "../../../plugins/_gguf/tensor_size.ts";

function header(more: Partial<GgufHeader>): GgufHeader {
  return {
    ...{ version: 3, values: new Map(), lists: new Map(), marks: new Set(), tensors: [], sizeBytes: 100 },
    ...more,
  };
}

const tensor: GgufTensor = { name: "a", shape: [64], type: 2, offset: 0 };

Deno.test("sizeOfTensor() counts whole blocks: 64 numbers of Q4_0 are two of 18 bytes", () => {
  assert.equal(sizeOfTensor(tensor), 36);
  assert.equal(sizeOfTensor({ shape: [65], type: 2 }), 54);
  assert.equal(sizeOfTensor({ shape: [256, 3], type: 12 }), 432);
  assert.equal(sizeOfTensor({ shape: [], type: 0 }), 4);
});

Deno.test("modelOf() needs the bytes up to the end of the tensor that lies last, from a multiple of the alignment", () => {
  const tensors = [{ ...tensor, offset: 64 }, tensor];
  assert.equal(modelOf(header({ tensors })).neededBytes, 128 + 64 + 36);
  const values = new Map([["general.alignment", 64]]);
  assert.equal(modelOf(header({ tensors, values, sizeBytes: 130 })).neededBytes, 192 + 64 + 36);
});

Deno.test("modelOf() needs of a tensor whose type is newer than the table at least its beginning", () => {
  assert.equal(modelOf(header({ tensors: [{ ...tensor, type: 99, offset: 320 }] })).neededBytes, 128 + 320);
});

Deno.test("modelOf() takes tokens to fill in only as a whole family", () => {
  const infillOf = (...marks: readonly string[]) => modelOf(header({ marks: new Set(marks) })).infill;
  assert.deepEqual(infillOf("<PRE>", "<MID>", "<SUF>", "<s>"), {
    ...{ prefix: "<PRE>", suffix: "<SUF>", middle: "<MID>" },
  });
  assert.equal(infillOf("<PRE>", "<MID>", "<fim_suffix>"), undefined);
});

Deno.test("fileTypeName() names a type that is newer than the table by its number", () => {
  assert.deepEqual([15, 3, 77].map(fileTypeName), ["Q4_K_M", "Q4_1", "type 77"]);
});
