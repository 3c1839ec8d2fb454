import assert from "node:assert/strict";
import { promptFor } from "../../../core/fill/request.ts";
import { hole } from "../kernel/toy.ts";

const scope = { bindings: [], isCapped: false };
const known = { text: "f(x) = ???", related: [] };

Deno.test("promptFor() tells the examples that must hold, with what runs before them", () => {
  const example = { call: "f(1)", value: "2", code: "reset();", file: "a.toy", span: { start: 0, end: 1 } };
  const { instruction } = promptFor({ ...hole, examples: [example] }, scope, known);
  assert.ok(
    instruction.some((line) => line.includes("this must hold:\nreset();\nf(1) // => 2")),
    instruction.join(),
  );
  assert.ok(!promptFor(hole, scope, known).instruction.some((line) => line.includes("must hold")));
});
