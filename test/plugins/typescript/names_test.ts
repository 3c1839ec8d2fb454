import assert from "node:assert/strict";
import { visibleNames } from "../../../plugins/typescript/names.ts";
import { parseFile, pathTo } from "../../../plugins/typescript/syntax.ts";

function visible(text: string): string[] {
  const start = text.indexOf("hole()");
  const span = { start, end: start + "hole()".length };
  return visibleNames(pathTo(parseFile("a.ts", text).program, span), span).map(({ name }) => name);
}

Deno.test("visibleNames() gives the nearest first, and a shadowed name once", () => {
  assert.deepEqual(visible("const a = 1, b = 2; function f(a) { const c = 3; hole(); }"), [
    "c",
    "a",
    "f",
    "b",
  ]);
});

Deno.test("visibleNames() leaves out what is declared later in the same function", () => {
  assert.deepEqual(visible("function f() { hole(); const late = 1; var old = 2; }"), ["old", "f"]);
});

Deno.test("visibleNames() keeps what is declared later when the place runs later", () => {
  assert.deepEqual(visible("const f = () => hole(); const late = 1;"), ["late", "f"]);
});

Deno.test("visibleNames() leaves out the variable whose initialiser holds the place", () => {
  assert.deepEqual(visible("const a = hole();"), []);
  assert.deepEqual(visible("const a = () => hole();"), ["a"]);
});

Deno.test("visibleNames() knows destructuring, loops, catch and imports, and no types", () => {
  assert.deepEqual(
    visible(
      "import d, { e, type T } from 'x'; import type { U } from 'y';\n" +
        "for (const [a, { b }] of []) { try {} catch (c) { hole(); } }",
    ),
    ["c", "a", "b", "d", "e"].sort((x, y) => "cabed".indexOf(x) - "cabed".indexOf(y)),
  );
});

Deno.test("visibleNames() offers this inside methods and not inside plain functions", () => {
  assert.ok(visible("class C { m() { hole(); } }").includes("this"));
  assert.ok(visible("class C { m() { [].map(() => hole()); } }").includes("this"));
  assert.ok(!visible("class C { m() { return function () { hole(); }; } }").includes("this"));
});
