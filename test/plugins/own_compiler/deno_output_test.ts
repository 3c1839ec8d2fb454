import assert from "node:assert/strict";
import { readDenoCheck } from "../../../plugins/own_compiler/deno_output.ts";

/** As Deno 2.9.6 prints it, with a message of two lines and a related place. */
const PRINTED = `Check src/a.ts
TS2322 [ERROR]: Type '{ b: string; }' is not assignable to type '{ b: number; }'.
  Types of property 'b' are incompatible.
const a: { b: number } = { b: "x" };
                           ~
    at file:///p/src/a.ts:3:28

    The expected type comes from property 'b'
    const a: { b: number } = { b: "x" };
               ^
        at file:///p/src/a.ts:3:12

TS2688 [ERROR]: Cannot find type definition file for 'none'.

TS1005 [ERROR]: ';' expected.
let x y
      ^
    at file:///p/with%20space.ts:1:7

Found 3 errors.

error: Type checking failed.

Stack backtrace:
   0: <unknown>
`;

Deno.test("readDenoCheck() reads places, codes and messages, without what is related", () => {
  const { faults, reason } = readDenoCheck({ isSuccess: false, stderr: PRINTED });
  assert.equal(reason, "");
  assert.deepEqual(faults, [
    {
      place: "/p/src/a.ts",
      ...{ line: 2, column: 27, length: 1, code: "TS2322" },
      message:
        "Type '{ b: string; }' is not assignable to type '{ b: number; }'.\n  Types of property 'b' are incompatible.",
    },
    {
      place: "",
      ...{ line: 0, column: 0, length: 0, code: "TS2688" },
      message: "Cannot find type definition file for 'none'.",
    },
    {
      place: "/p/with space.ts",
      ...{ line: 0, column: 6, length: 1, code: "TS1005" },
      message: "';' expected.",
    },
  ]);
});

Deno.test("readDenoCheck() gives the line that tells why nothing was checked", () => {
  const read = (stderr: string) => readDenoCheck({ isSuccess: false, stderr });
  const uncached = 'error: Specifier not found in cache: "npm:x"\n    at file:///a.ts:1:1\n';
  assert.deepEqual(read(uncached), { faults: [], reason: 'Specifier not found in cache: "npm:x"' });
  assert.deepEqual(read("Check a.ts\n"), { faults: [], reason: "it gives no reason" });
  assert.deepEqual(readDenoCheck({ isSuccess: true, stderr: "" }), { faults: [], reason: "" });
});
