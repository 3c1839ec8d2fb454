import assert from "node:assert/strict";
import type { Draft } from "../../../core/code/hole.ts";
import { asStatements, expressionPlace, neverEnds, returned } from "../../../plugins/typescript/bodies.ts";
import { parseFile, pathTo } from "../../../plugins/typescript/syntax.ts";

const text = "function twice(n: number): number {}";

function draft(kind: "body" | "expression"): Draft {
  const span = { start: text.length - 1, end: text.length - 1 };
  const hole = {
    id: "",
    file: "a.ts",
    span,
    snapshot: "",
    language: "typescript",
    kind,
    intent: "",
    examples: [],
  };
  return { hole, text: "", edits: [] };
}

Deno.test("expressionPlace() puts a returned hole into a body", () => {
  const place = expressionPlace(text, draft("body"));
  assert.equal(place.text, "function twice(n: number): number { return __maze_hole(); }");
  const { start, end } = place.draft.hole.span;
  assert.equal(place.text.slice(start, end), "__maze_hole()");
});

Deno.test("expressionPlace() leaves an expression's place as it is", () => {
  assert.deepEqual(expressionPlace(text, draft("expression")), { text, draft: draft("expression") });
});

Deno.test("asStatements() and returned() are each other's inverse", () => {
  const term = { parts: ["f(", ", ", ")"], slots: [], cost: 1, form: "", needs: [] };
  const [body] = asStatements([term], draft("body"));
  assert.deepEqual(body?.parts, ["return f(", ", ", ");"]);
  assert.equal(returned("return f(1, 2);", draft("body")), "f(1, 2)");
});

Deno.test("returned() knows no expression of a body in another form", () => {
  assert.equal(returned("const a = 1;\nreturn a;", draft("body")), undefined);
});

Deno.test("neverEnds() sees a call of the own function that no condition guards", () => {
  const place = expressionPlace(text, draft("body"));
  const path = pathTo(parseFile("a.ts", place.text).program, place.draft.hole.span);
  const cases: readonly (readonly [string, boolean])[] = [
    ["twice(n - 1)", true],
    ["1 + twice(n)", true],
    ["n === 0 ? 0 : twice(n - 1)", false],
    ["twice(n) ? 0 : 1", true],
    ["n > 0 && twice(n - 1)", false],
    ["[n].map((one) => twice(one))", false],
    ["other.twice(n)", false],
    ["thrice(n)", false],
  ];
  for (const [expression, expected] of cases) assert.equal(neverEnds(expression, path), expected, expression);
});

Deno.test("neverEnds() lets a function call itself after other statements", () => {
  const whole = "function twice(n: number): number { if (n > 9) return n; return hole(); }";
  const start = whole.indexOf("hole()");
  const path = pathTo(parseFile("a.ts", whole).program, { start, end: start + 6 });
  assert.equal(neverEnds("twice(n + 1)", path), false);
});
