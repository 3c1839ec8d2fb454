import assert from "node:assert/strict";
import fc from "fast-check";
import { readAnswer } from "../../../plugins/_chat/answer.ts";
import type { Reader } from "../../../plugins/_openai_wire/chunks.ts";
import { goingOn } from "../../../plugins/_openai_wire/going_on.ts";

const place = {
  language: "typescript",
  kind: "body",
  before: "function f() {",
  written: "",
  after: "}\n",
} as const;

function read(reader: Reader, text: string): string {
  const pieces = [...reader.push(text), ...reader.end()];
  return pieces.map((piece) => piece.kind === "text" ? piece.text : "").join("");
}

Deno.test("goingOn() gives the rest of an answer as if it had not been left, wherever that was", () => {
  const answers = [
    "  if (a) {\n    b();\n  }\n  return c;\n```\nDone.",
    "<think>Hm.</think>\n```ts\n    const a = `\n  x`;\n    return a;\n```",
    "function f() {\n  return 1;\n}\n```",
    "return 1;\n}\nmore",
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...answers),
      fc.nat(70),
      fc.nat(12),
      fc.boolean(),
      (answer, at, back, isInside) => {
        const fresh = () => readAnswer({ isInside, place });
        const whole = read(fresh(), answer);
        const first = answer.slice(0, at);
        const told = fresh().push(first).map((piece) => piece.kind === "text" ? piece.text : "").join("");
        const code = told.slice(0, Math.max(0, told.length - back));
        assert.equal(code + read(goingOn(fresh(), { ids: [], text: first }, code), answer.slice(at)), whole);
      },
    ),
  );
});

Deno.test("goingOn() does not tell again what was code before the reader was sure of it", () => {
  const reader = goingOn(readAnswer({ isInside: true, place }), { ids: [], text: "a();\n" }, "a();\n");
  assert.equal(read(reader, "b();\n```"), "b();");
});
