import assert from "node:assert/strict";
import { type HolePlace, indentationOf, indented, placeOf } from "../../../plugins/_chat/place.ts";
import { requestFor } from "./requests.ts";

const PLACE: HolePlace = { language: "typescript", kind: "body", before: "", written: "", after: "" };

Deno.test("indentationOf() goes one step deeper where the hole's lines begin behind its line", () => {
  const own = (known: Partial<HolePlace>) => indentationOf({ ...PLACE, ...known }).own;
  assert.equal(own({ before: "  go() {" }), "    ");
  assert.equal(own({ before: "class A {\n\tgo() {" }), "\t\t");
  assert.equal(own({ before: "    go() {", after: "}\n" }), "        ");
  assert.equal(own({ before: "go() {", language: "python" }), "    ");
  assert.equal(own({ before: "func Go() {", language: "go" }), "\t");
  assert.equal(own({ before: "a();\n  ", kind: "statements" }), "  ");
  assert.equal(own({ before: "  const a = ", kind: "expression" }), "  ");
});

Deno.test("indentationOf() takes no comment's edge for a step", () => {
  assert.equal(indentationOf({ ...PLACE, before: "/**\n * Goes.\n */\ngo() {" }).own, "  ");
});

Deno.test("indented() leaves the first line, and lines without code", () => {
  assert.equal(indented("a\n\nb\n  c\n", "  "), "a\n\n  b\n    c\n");
});

Deno.test("placeOf() takes a request's hole with what is written in it", () => {
  const request = requestFor({ before: "a(", after: ")", written: "b", language: "rust", kind: "range" });
  assert.deepEqual(placeOf(request), {
    language: "rust",
    kind: "range",
    before: "a(",
    written: "b",
    after: ")",
  });
});
