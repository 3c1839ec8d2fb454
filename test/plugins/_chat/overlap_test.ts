import assert from "node:assert/strict";
import { settledLength, trimOverlap } from "../../../plugins/_chat/overlap.ts";

interface Case {
  readonly text: string;
  readonly after: string;
  /** Absent where nothing is cut. */
  readonly own?: string;
  readonly written?: string;
  readonly language?: string;
}

const cases: readonly Case[] = [
  { text: "a + b;", after: ";\n}", own: "a + b" },
  { text: "f(a)", after: ");" },
  { text: "f(a))", after: ");", own: "f(a)" },
  { text: "f(a));", after: ");", own: "f(a)" },
  { text: "[1, 2]", after: "]" },
  { text: "a, b)", after: ", b);", own: "a" },
  { text: "a,\n  b: 2 }", after: ", b: 2 };", own: "a" },
  { text: "1,\n", after: ",\n  year: 2,\n}", own: "1" },
  { text: "a + b", after: " + b;", own: "a" },
  { text: "subtotal", after: "total;" },
  { text: "total", after: "totals;" },
  { text: "return a;\n}", after: "\n}\n\nfoo();", own: "return a;" },
  { text: "return a;\n}", after: "}", own: "return a;" },
  { text: "if (a) {\n  b();\n}", after: "\n}" },
  { text: "b();\n  return c;", after: "\n  return c;\n}", own: "b();" },
  { text: "b();\n  return c;\n}", after: "\n  return c;\n}", own: "b();" },
  { text: "const a = b;", after: "\n  b;" },
  { text: "if (a) {\n  return c;", after: "\n  return c;" },
  { text: '"a)', after: ")" },
  { text: '")"', after: '"' },
  { text: "Array<string>", after: "> {" },
  { text: "Array<string>>", after: "> {", own: "Array<string>" },
  { text: "}", after: "}" },
  { text: "a", after: "" },
  { text: "a  ", after: ";" },
  { text: "", after: ";" },
  { written: "f(", text: "a)", after: ");" },
  { written: "f(", text: "a));", after: ");", own: "a)" },
  { language: "python", text: "a))  # )", after: ")  # )", own: "a)", written: "(" },
];

for (const { text, after, own = text, written = "", language = "typescript" } of cases) {
  Deno.test(`trimOverlap() ${own === text ? "keeps" : "cuts"} ${JSON.stringify(text)} before ${JSON.stringify(after)}`, () => {
    assert.equal(trimOverlap(text, after, { language, written }), own);
  });
}

Deno.test("settledLength() ends where an overlap may begin", () => {
  const settled = (text: string, after: string) => text.slice(0, settledLength(text, after));
  assert.equal(settled("a + b", ";\n}"), "a + b");
  assert.equal(settled("a + b;", ";\n}"), "a + b");
  assert.equal(settled("a; b;\n}", ";\n}"), "a; b");
  assert.equal(settled("b();\n  ret", "\n  return c;"), "b();");
  assert.equal(settled("b();\n  ret ", "\n  return c;"), "b();\n  ret");
  assert.equal(settled("a ", ""), "a");
});
