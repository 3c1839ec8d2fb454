import assert from "node:assert/strict";
import { isAround } from "../../../plugins/typescript/mendable.ts";
import { parseFile, pathTo } from "../../../plugins/typescript/syntax.ts";

const HOLE = "hole()";

/** Whether a fault that begins at a part of a text is one of what the hole is part of. */
function around(text: string, part: string): boolean {
  const [at, start] = [text.indexOf(part), text.indexOf(HOLE)];
  const path = pathTo(parseFile("a.ts", text).program, { start, end: start + HOLE.length });
  return isAround(
    { file: "", span: { start: at, end: at + 1 }, code: 2322, message: "", isError: true },
    path,
  );
}

Deno.test("isAround() takes in calls, members and declarations that the hole is part of, however far before it", () => {
  const text = "const layer = make({ one: () => { const other = 1; return pipe(other, hole()); } });\n";
  for (const part of ["layer", "make", "one:", "pipe", "other, hole"]) assert.ok(around(text, part), part);
});

Deno.test("isAround() leaves out statements beside the hole's own, parameters and tests", () => {
  const text = "before(); function f(a: A) { beside(); if (tested) { return pipe(hole()); } } after();\n";
  for (const part of ["before", "a: A", "beside", "tested", "after"]) assert.ok(!around(text, part), part);
});
