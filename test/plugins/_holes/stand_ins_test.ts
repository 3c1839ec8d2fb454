import assert from "node:assert/strict";
import {
  asProgram,
  asRunnable,
  isStandIn,
  standInsOf,
  withStandIns,
} from "../../../plugins/_holes/stand_ins.ts";

/** Each comment that may stand for an expression, and whether that is sure and whether one is required. */
function found(text: string): string[] {
  return standInsOf(text).map(({ start, end, isSure, isRequired }) =>
    `${text.slice(start, end)}${isSure ? "" : " unsure"}${isRequired ? " required" : ""}`
  );
}

Deno.test("standInsOf() tells by their neighbours which comments may stand for an expression", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["const a = /* ?? b */;", ["/* ?? b */ required"]],
    ["const a = // ?? b\nconst c = 1;", ["// ?? b unsure required"]],
    ["const a = // ?? b\n;", ["// ?? b required"]],
    ["const a = /* why */ /* ?? b */ // more\n;", ["/* ?? b */ required"]],
    ["f(/* ?? b */)", ["/* ?? b */"]],
    ["f(1, /* ?? b */, 2)", ["/* ?? b */"]],
    ["return /* ?? b */;", ["/* ?? b */"]],
    ["`${/* ?? b */}`", ["/* ?? b */ required"]],
    ["a ? /* ?? b */ : 1", ["/* ?? b */ required"]],
    ["x.return /* ?? b */;", []],
    ["a /* ?? b */ + 1", []],
    ["const a = 1; /* ?? b */", []],
    ["{ /* ?? b */ }", ["/* ?? b */"]],
    ["const a = /* b ?? c */;", []],
  ];
  for (const [text, comments] of cases) assert.deepEqual(found(text), comments, text);
});

Deno.test("withStandIns() keeps every offset, and gives names that isStandIn() knows", () => {
  const text = "const a = /* ?? b */;\nconst c = 1;";
  const named = withStandIns(text, standInsOf(text));
  assert.equal(named, `const a = ${"_".repeat(10)};\nconst c = 1;`);
  assert.ok(isStandIn("_".repeat(10)));
  for (const name of ["_", "__", "a____", ""]) assert.ok(!isStandIn(name), name);
});

Deno.test("asProgram() changes only what keeps a text from being a program", () => {
  assert.equal(asProgram("const a = /* ?? b */;"), `const a = ${"_".repeat(10)};`);
  for (
    const text of ["f(/* ?? b */);", "const a = 1; // ?? b", "const a =\n  // ?? why\n  b;", "const s = 1;"]
  ) {
    assert.equal(asProgram(text), text);
  }
});

Deno.test("asRunnable() calls the marker in each place, at the same length", () => {
  assert.equal(asRunnable("const a = /* ?? b */;"), "const a = hole()    ;");
  assert.equal(asRunnable("const a = /*??*/;"), "const a = hole();");
  assert.equal(asRunnable("const a = //??\n;"), "const a = ____\n;");
});
