import assert from "node:assert/strict";
import { isSameCode, seeded, sitesOf } from "../../../bench/synth/sites.ts";

function sites(text: string): string[] {
  return sitesOf("a.ts", text, 5).map(({ kind, text, size }) => `${kind} ${text} ${size}`);
}

Deno.test("sitesOf() finds arguments, returns, initialisers, properties and elements with their sizes", () => {
  assert.deepEqual(sites("function f(a) { const b = a.c; return g(b, [a], { k: b }); }"), [
    "initialiser a.c 3",
    "argument b 1",
    "argument [a] 2",
    "element a 1",
    "argument { k: b } 4",
    "property b 1",
  ]);
});

Deno.test("sitesOf() leaves patterns alone: their names are declared, not used", () => {
  assert.deepEqual(sites("const { a: b, [k]: c } = d; const [e] = f;"), [
    "initialiser d 1",
    "initialiser f 1",
  ]);
});

Deno.test("sitesOf() marks function literals and free literals", () => {
  const [first, second] = sitesOf("a.ts", "f(function () {}, () => 1, 'b' + c)", 5).filter((one) =>
    one.kind === "argument"
  );
  assert.deepEqual([first?.isFlat, second?.isFlat, second?.hasLiteral], [false, true, true]);
});

Deno.test("isSameCode() ignores spaces, quotes and parentheses, and nothing else", () => {
  assert.ok(isSameCode("f( 'a',(b) )", 'f("a", b)'));
  assert.ok(!isSameCode("f(a, b)", "f(b, a)"));
  assert.ok(!isSameCode("a?.b", "a.b"));
});

Deno.test("seeded() repeats itself for a seed and stays below one", () => {
  const [one, two, other] = [seeded(7), seeded(7), seeded(8)];
  const numbers = Array.from({ length: 20 }, one);
  assert.deepEqual(numbers, Array.from({ length: 20 }, two));
  assert.notDeepEqual(numbers, Array.from({ length: 20 }, other));
  assert.ok(numbers.every((number) => number >= 0 && number < 1));
});
