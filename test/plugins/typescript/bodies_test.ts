import assert from "node:assert/strict";
import type { Draft, Example } from "../../../core/code/hole.ts";
import { asStatements, expressionPlace, returned } from "../../../plugins/typescript/bodies.ts";

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

Deno.test("expressionPlace() returns the hole where statements are missing at the end of a body that must give a value", () => {
  const place = (text: string, examples: readonly Example[] = []) => {
    const start = text.indexOf("//");
    const span = { start, end: text.indexOf("\n", start) };
    const hole = { ...draft("body").hole, kind: "statements" as const, span, examples };
    return expressionPlace(text, { hole, text: "", edits: [] });
  };
  const head = "function f(n: number): number {\n  if (n > 1) return 1;\n  ";
  const found = place(`${head}// ?? more\n}`);
  assert.equal(found.text, `${head} return __maze_hole(); \n}`);
  assert.equal(found.text.slice(found.draft.hole.span.start, found.draft.hole.span.end), "__maze_hole()");
  const example = { call: "f(1)", value: "2", file: "a.ts", span: { start: 0, end: 0 } };
  const maybe = head.replace(": number {", ": number | undefined {");
  assert.equal(place(`${maybe}// ?? more\n}`, [example]).text, `${maybe} return __maze_hole(); \n}`);
  const others = [
    `${maybe}// ?? more\n}`,
    `${head}// ?? more\n  return 2;\n}`,
    "function f(n: number) {\n  // ?? more\n  }",
    "function f(n: number): void { g();\n // ?? more\n}",
    "function f(n: number): number { if (n > 1) { g();\n // ?? more\n} return 1; }",
  ];
  for (const text of others) assert.equal(place(text).text, text);
});

Deno.test("expressionPlace() returns nothing from constructors and setters", () => {
  for (const head of ["constructor(n: number)", "set size(n: number)"]) {
    const text = `class C { ${head} {} }`;
    const at = text.indexOf("{}") + 1;
    const hole = { ...draft("body").hole, span: { start: at, end: at } };
    assert.equal(expressionPlace(text, { hole, text: "", edits: [] }).text, text);
  }
  const object = "const o = { get size(): number {} };";
  const at = object.indexOf("{}") + 1;
  const hole = { ...draft("body").hole, span: { start: at, end: at } };
  assert.match(expressionPlace(object, { hole, text: "", edits: [] }).text, /return __maze_hole/);
});

Deno.test("expressionPlace() puts the members of a class into a method, and a marker's own type around it", () => {
  const at = (text: string, kind: "members" | "expression", part: string) => {
    const start = text.indexOf(part);
    const hole = { ...draft("body").hole, kind, span: { start, end: start + part.length } };
    return expressionPlace(text, { hole, text: "", edits: [] }).text;
  };
  const comment = "/* ?? a getter */";
  assert.equal(
    at(`class C { ${comment} }`, "members", comment),
    "class C { __maze_member() { return __maze_hole(); } }",
  );
  assert.equal(
    at("const a = hole<Map<A, B>>();", "expression", "hole<Map<A, B>>()"),
    "const a = (hole<Map<A, B>>() satisfies Map<A, B>);",
  );
  for (const plain of ["hole()", "hole<any>()", "hole<unknown>()"]) {
    assert.equal(at(`const a = ${plain};`, "expression", plain), `const a = ${plain};`);
  }
  assert.equal(at("hole<void>();", "expression", "hole<void>()"), "hole<void>();");
});

Deno.test("asStatements() and returned() are each other's inverse", () => {
  const term = { parts: ["f(", ", ", ")"], slots: [], cost: 1, form: "", needs: [] };
  const [body] = asStatements([term], "returned");
  assert.deepEqual(body?.parts, ["return f(", ", ", ");"]);
  assert.equal(returned("return f(1, 2);", "returned"), "f(1, 2)");
  assert.deepEqual(asStatements([term], "value"), [term]);
  assert.equal(returned("f(1)", "value"), "f(1)");
});

Deno.test("returned() knows no expression of a text in another form", () => {
  assert.equal(returned("const a = 1;\nreturn a;", "returned"), undefined);
  assert.equal(returned("return a;", "other"), undefined);
});
