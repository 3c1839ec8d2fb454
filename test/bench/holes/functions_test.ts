import assert from "node:assert/strict";
import { callablesIn } from "../../../bench/holes/functions.ts";

Deno.test("callablesIn() finds what can be called from a file's end, with its body", () => {
  const text = `function a(n: number): number;
function a(n: number) { return n; }
export const b = (n: number) => { return n + 1; }, c = (n: number) => n;
export default function d() { 4; }
class E { constructor(private x?: number) {} f() { 6; } static g() { 7; } #h() { 8; } get i() { return 9; } [j]() { 10; } }
class K { constructor(x: number) {} l() { 12; } static m() { 13; } }
abstract class N { o() { 15; } }
function outer() { function inner() { 17; } }
`;
  const found = callablesIn("a.ts", text).map(({ name, on = "", callee, body, at }) => {
    assert.ok(text.startsWith(callee, at));
    return [name, on, text.slice(body.start, body.end).trim()].join(" | ");
  });
  assert.deepEqual(found, [
    "a |  | return n;",
    "b |  | return n + 1;",
    "d |  | 4;",
    "E.f | new E() | 6;",
    "E.g | E | 7;",
    "K.m | K | 13;",
    "outer |  | function inner() { 17; }",
  ]);
});

Deno.test("callablesIn() takes a declaration with its doc comment and its export, and no comment of another one", () => {
  const text = `// Not of a.

const zero = 0;
/** Of a. */
export function a() { return 1; }

export class B {
  /** Of b. */
  b() { return 2; }
  c() { return 3; }
}
`;
  const found = callablesIn("a.ts", text).map(({ whole }) => text.slice(whole.start, whole.end));
  assert.deepEqual(found, [
    "/** Of a. */\nexport function a() { return 1; }",
    "/** Of b. */\n  b() { return 2; }",
    "c() { return 3; }",
  ]);
});
