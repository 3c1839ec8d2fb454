import assert from "node:assert/strict";
import { isStub } from "../../../bench/eval/stub.ts";

const stubs = [
  "",
  "// TODO",
  "return;",
  "return undefined;",
  "return -1;",
  'return "";',
  "return [];",
  "return {};",
  "return ``;",
  'throw new Error("not implemented");',
];
const fills = [
  "return n;",
  "return [n];",
  "return { n };",
  "return `${n}`;",
  "const two = 2;\nreturn two;",
  'throw new RangeError("n is below 0");',
  "if (n) return 0;",
  "return f();",
  "return await n;",
];

for (const text of stubs) {
  Deno.test(`isStub() sees that this says nothing: ${JSON.stringify(text)}`, () => assert(isStub(text)));
}

for (const text of fills) {
  Deno.test(`isStub() lets pass: ${JSON.stringify(text)}`, () => assert(!isStub(text)));
}
