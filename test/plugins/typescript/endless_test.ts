import assert from "node:assert/strict";
import { neverEnds } from "../../../plugins/typescript/endless.ts";
import { parseFile, pathTo } from "../../../plugins/typescript/syntax.ts";

/** What is said of an expression where `hole()` stands. */
function said(text: string, expression: string): boolean {
  const start = text.indexOf("hole()");
  return neverEnds(expression, pathTo(parseFile("a.ts", text).program, { start, end: start + 6 }));
}

const TWICE = "function twice(n: number): number { return hole(); }";

const EXPRESSIONS: readonly (readonly [string, boolean])[] = [
  ["twice(n - 1)", true],
  ["1 + twice(n)", true],
  ["n === 0 ? 0 : twice(n - 1)", false],
  ["twice(n) ? 0 : 1", true],
  ["n ? twice(n) : twice(n)", true],
  ["n ? twice(1) : n > 2 ? twice(2) : 1 + twice(3)", true],
  ["n ? twice(1) : n > 2 ? twice(2) : 3", false],
  ["n > 0 && twice(n - 1)", false],
  ["twice(n) || n", true],
  ["twice(n) ?? twice(n)", true],
  ["n ?? twice(n)", false],
  ["n?.at(twice(n))", false],
  ["twice(n)?.at(1)", true],
  ["(n ||= twice(n))", false],
  ["[n].map((one) => twice(one))", false],
  ["other.twice(n)", false],
  ["thrice(n)", false],
];

for (const [expression, expected] of EXPRESSIONS) {
  Deno.test(`neverEnds() ${expected ? "sees" : "allows"} ${expression} in twice`, () => {
    assert.equal(said(TWICE, expression), expected);
  });
}

const PLACES: readonly (readonly [string, string, boolean])[] = [
  ["const twice = (n: number): number => hole();", "twice(n)", true],
  ["const twice = (n: number): number => { return hole(); };", "twice(n)", true],
  ["const twice = function (n: number): number { return hole(); };", "twice(n)", true],
  ["const twice = (twice: () => number): number => hole();", "twice()", false],
  ["class K { area(): number { return hole(); } }", "this.area()", true],
  ["class K { area(): number { return hole(); } }", "this.size()", false],
  ["class K { area(): number { return hole(); } }", "this.inner.area()", false],
  ["class K { #area(): number { return hole(); } }", "this.#area()", true],
  ["class K { get area(): number { return hole(); } }", "this.area * 2", true],
  ["class K { area = (): number => hole(); }", "this.area()", true],
  ["class K { area(): number { return hole(); } }", "K.prototype.area()", true],
  ["class K { area(): number { return hole(); } }", "new K().area()", true],
  ["class K { area(): number { return hole(); } }", "new L().area()", false],
  ["class K { static make(): K { return hole(); } }", "K.make()", true],
  ["class K { static make(): K { return hole(); } }", "this.make()", true],
  ["class K { make(): K { return hole(); } }", "K.make()", false],
  ["const k = { area(): number { return hole(); } };", "this.area()", true],
  ["function* twice(n: number) { return hole(); }", "twice(n)", false],
  ["function twice(n: number): number { if (n > 9) return n; return hole(); }", "twice(n + 1)", false],
  ["function twice(n: number): number { return n > 9 ? n : hole(); }", "twice(n + 1)", false],
  ["function twice(n: number): number { return 1 + hole(); }", "twice(n + 1)", true],
];

for (const [text, expression, expected] of PLACES) {
  Deno.test(`neverEnds() ${expected ? "sees" : "allows"} ${expression} in ${text}`, () => {
    assert.equal(said(text, expression), expected);
  });
}
