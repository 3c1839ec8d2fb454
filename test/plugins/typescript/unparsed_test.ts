import assert from "node:assert/strict";
import { unparsed } from "../../../plugins/typescript/unparsed.ts";

const place = (text: string, file = "a.ts") => unparsed(file, text)?.span.start;

Deno.test("unparsed() names the first fault of a file that may have holes", () => {
  const text = 'const a = = 3;\nexport const b = hole("b") );\n';
  assert.deepEqual(unparsed("a.ts", text), {
    ...{ file: "a.ts", span: { start: 10, end: 11 }, severity: "error", code: "syntax" },
    ...{ message: "Unexpected token", source: "typescript" },
  });
  assert.equal(place("/** @returns {number} */\nfunction f(n) {}\nconst <b>x</b>;\n", "a.js"), 48);
});

Deno.test("unparsed() blames no comment in the place of an expression", () => {
  assert.equal(place("const a: number = /* ?? */;\nconst b = ;\n"), 38);
  assert.equal(place("const a: number = /* ?? */;\n"), undefined);
});

Deno.test("unparsed() says nothing of what the parser reads all the same, and of files without holes", () => {
  assert.equal(place('const a = hole("a"); const a = 1;'), undefined);
  assert.equal(place("const a = = 3;"), undefined);
});
