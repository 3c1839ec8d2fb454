import assert from "node:assert/strict";
import type { Draft } from "../../../core/code/hole.ts";
import type { Scope } from "../../../core/code/scope.ts";
import { isConstant } from "../../../plugins/synth/constant.ts";

const scope: Scope = {
  bindings: [
    { name: "point", type: "Point", kind: "parameter", distance: 0 },
    { name: "ORIGIN", type: "Point", kind: "local", distance: 1 },
  ],
  isCapped: false,
};

function draft(kind: "body" | "expression", examples = 1): Draft {
  const span = { start: 0, end: 0 };
  const example = { call: "flip(a)", value: "b", file: "a", span };
  const all = Array.from({ length: examples }, () => example);
  return {
    hole: { id: "", file: "a", span, snapshot: "", language: "any", kind, intent: "", examples: all },
    text: "",
    edits: [],
  };
}

Deno.test("isConstant() sees a body that reads none of its parameters", () => {
  assert.equal(isConstant("return { x: 2, y: 1 };", draft("body"), scope), true);
  assert.equal(isConstant("return ORIGIN;", draft("body"), scope), true);
  assert.equal(isConstant("return { x: point.y, y: point.x };", draft("body"), scope), false);
  assert.equal(isConstant("return points;", draft("body"), scope), true);
});

Deno.test("isConstant() says nothing of an expression, or without examples", () => {
  assert.equal(isConstant("1", draft("expression"), scope), false);
  assert.equal(isConstant("return 1;", draft("body", 0), scope), false);
});

Deno.test("isConstant() sees a body that reads no name at all where there is no parameter", () => {
  const free = { ...scope, bindings: scope.bindings.filter(({ kind }) => kind !== "parameter") };
  assert.equal(isConstant("return 1 + 2;", draft("body"), free), true);
  assert.equal(isConstant("return ORIGIN;", draft("body"), free), false);
  assert.equal(isConstant("return 1;", draft("body"), { ...scope, bindings: [] }), true);
});
