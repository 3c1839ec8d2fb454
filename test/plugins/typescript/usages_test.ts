import assert from "node:assert/strict";
import { parseFile } from "../../../plugins/typescript/syntax.ts";
import { arrowsOf, fileUsagesOf, usagesOf } from "../../../plugins/typescript/usages.ts";

function usages(text: string): string[] {
  return usagesOf(parseFile("a.ts", text)).map(({ keys, text }) => `${keys[0]} ${text}`);
}

Deno.test("usagesOf() names the role of each expression", () => {
  assert.deepEqual(usages("const a = b; f(c); return1: while (d) {}"), [
    "init:a b",
    "callee#1 f",
    "arg:f#0 c",
    "test:WhileStatement d",
  ]);
  assert.deepEqual(usages("x.y = { k: z };").slice(-2), ["prop:k z", "set:y { k: z }"]);
  assert.deepEqual(usages("function g() { return a + 1; }"), ["left+:1 a", "right+:a 1", "return:g a + 1"]);
});

Deno.test("usagesOf() gives a method's receiver and its callee", () => {
  assert.deepEqual(usages("a.b.c(d);"), ["of:b a", "of:c a.b", "callee#1 a.b.c", "arg:c#0 d"]);
});

Deno.test("usagesOf() leaves out functions, and what is larger than a phrase", () => {
  assert.ok(!usages("f(() => a);").some((one) => one.includes("=>")));
  assert.ok(!usages("f(a + b + c + d + e + f);").some((one) => one.startsWith("arg")));
});

Deno.test("fileUsagesOf() tells globals from what the file declares", () => {
  const { globals } = fileUsagesOf(
    parseFile("a.ts", "import { a } from 'x'; function f(b) { const c = a; g(b, c, JSON); }"),
  );
  assert.deepEqual(globals.sort(), ["JSON", "g"]);
});

Deno.test("arrowsOf() gives parameters with the role of the literal", () => {
  const found = arrowsOf(parseFile("a.ts", "rows.map((row, at) => row); f(({ x }) => x); g(() => 1);"));
  assert.deepEqual(found.map(({ keys, parameters }) => [keys[0], ...parameters]), [
    ["arg:map#0", "row", "at"],
    ["arg:g#0"],
  ]);
});
