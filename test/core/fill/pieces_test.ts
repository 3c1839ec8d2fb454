import assert from "node:assert/strict";
import { groupsOf } from "../../../core/fill/pieces.ts";

const shown = (text: string) =>
  groupsOf(text).map((
    { bracket, items },
  ) => [bracket, ...items.map(({ start, end }) => text.slice(start, end))]);

Deno.test("groupsOf() tells what stands between brackets and commas, outer groups first", () => {
  assert.deepEqual(shown('f([1, g(2, 3)], { a: "x" })'), [
    ["(", "[1, g(2, 3)]", '{ a: "x" }'],
    ["[", "1", "g(2, 3)"],
    ["(", "2", "3"],
    ["{", 'a: "x"'],
  ]);
});

Deno.test("groupsOf() sees nothing in quotes, and no empty items", () => {
  assert.deepEqual(shown(`f("a, (b", '\\'[', [])`), [["(", '"a, (b"', "'\\'['", "[]"], ["["]]);
  assert.deepEqual(shown("f(1"), []);
});
