import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import {
  framed,
  packed,
  packedError,
  storable,
  stored,
  unpacked,
  unpackedError,
} from "../../../plugins/_isolated/wire.ts";

function sent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

Deno.test("framed() begins a line of its own", () => {
  assert.equal(new TextDecoder().decode(framed("mark", { id: 1 })), '\nmark{"id":1}\n');
});

Deno.test("unpacked() gives back what was packed, undefined too", () => {
  const args = [undefined, null, [], "a", { b: [1] }];
  assert.deepEqual(unpacked(sent(packed(args))), args);
});

Deno.test("stored() gives back bytes as bytes, and data as data", () => {
  for (const value of [new Uint8Array([0, 255]), { bytes: "AA==" }, null, "text", undefined]) {
    assert.deepEqual(stored(sent(storable(value))), value);
  }
});

const errors: readonly (readonly [Error, Readonly<Record<string, unknown>>])[] = [
  [new MazeError("Cannot", { code: "a/b", hint: "Try" }), {
    name: "MazeError",
    code: "a/b",
    hint: "Try",
    message: "Cannot",
  }],
  [new RangeError("far"), { name: "RangeError", message: "far" }],
  [new DOMException("stop", "AbortError"), { name: "AbortError", message: "stop" }],
  [new Deno.errors.NotCapable("no"), { name: "NotCapable", message: "no" }],
  [Object.assign(new Error("busy"), { status: 503, isRetryable: true }), {
    name: "Error",
    status: 503,
    isRetryable: true,
  }],
  [Object.assign(new Error("gone"), { code: "ENOENT" }), { name: "Error", code: "ENOENT" }],
];

for (const [error, kept] of errors) {
  Deno.test(`unpackedError() gives back a ${error.name} "${error.message}"`, () => {
    const given = unpackedError(sent(packedError(error)));
    assert.deepEqual(
      Object.fromEntries(Object.keys(kept).map((key) => [key, Reflect.get(given, key)])),
      kept,
    );
    assert.equal(given instanceof MazeError, error instanceof MazeError);
    assert.equal(given instanceof RangeError, error instanceof RangeError);
    assert.equal(given instanceof DOMException, error instanceof DOMException);
  });
}

Deno.test("packedError() takes whatever was thrown", () => {
  assert.equal(unpackedError(sent(packedError("just text"))).message, "just text");
  assert.equal(unpackedError(undefined).message, "undefined");
});
