import assert from "node:assert/strict";
import { laterUses, typeTextOf } from "../../../plugins/typescript/later.ts";
import { parseFile, pathTo } from "../../../plugins/typescript/syntax.ts";

const HOLE = "hole()";

function usesIn(text: string) {
  const start = text.indexOf(HOLE);
  const span = { start, end: start + HOLE.length };
  const { members, isCalled, passed } = laterUses(pathTo(parseFile("a.ts", text).program, span));
  return { members, isCalled, passed: passed.map(({ start, end }) => text.slice(start - 2, end)) };
}

Deno.test("laterUses() tells members, calls and places where the variable is passed", () => {
  const text = "function f(g) { const row = hole(); row.name; g(row); row.size?.x; return row; }";
  assert.deepEqual(usesIn(text), { members: ["name", "size"], isCalled: false, passed: ["g(row", "n row"] });
});

Deno.test("laterUses() tells that the variable is called", () => {
  assert.equal(usesIn("const run = hole(); run(1);").isCalled, true);
});

Deno.test("laterUses() looks into functions, but not where a parameter has the name", () => {
  const text = "const row = hole(); one(() => row.a); two((row) => row.b); three(function (row) { row.c; });";
  assert.deepEqual(usesIn(text).members, ["a"]);
});

Deno.test("laterUses() takes nothing from what stands before the hole or outside the variable's scope", () => {
  const text = "row.before; { const row = hole(); row.inside; } row.outside;";
  assert.deepEqual(usesIn(text).members, ["inside"]);
});

Deno.test("laterUses() has nothing to say where the type is declared, or where no variable is", () => {
  for (
    const text of ["const row: Row = hole(); row.a;", "const { row } = hole(); row.a;", "f(hole()); row.a;"]
  ) {
    assert.deepEqual(usesIn(text), { members: [], isCalled: false, passed: [] }, text);
  }
});

Deno.test("typeTextOf() writes a type with what is read and called", () => {
  const uses = { passed: [], members: ["a", "b"], isCalled: true };
  assert.equal(typeTextOf(uses), "{ a: any; b: any } & ((...rest: any) => any)");
  assert.equal(typeTextOf({ passed: [], members: [], isCalled: false }), "");
});
