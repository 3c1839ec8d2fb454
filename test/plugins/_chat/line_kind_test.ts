import assert from "node:assert/strict";
import { kindOfLine, type LineKind } from "../../../plugins/_chat/line_kind.ts";

const lines: Readonly<Record<LineKind, readonly string[]>> = {
  code: [
    ...[
      "const sum = a + b;",
      "let a",
      "return total;",
      "if (a) {",
      "for (const a of b) {",
      "}",
      "});",
      "foo(a, b)",
    ],
    ...[
      "await this.store.load(id)",
      "Math.max(1, 2)",
      "Ok(value)",
      "std::cmp::max(a, b)",
      "x = y + 1",
      "x += 1",
    ],
    ...[
      "// adds the two numbers",
      "/* Here is the code */",
      "export async function go() {",
      "items.filter((one) =>",
    ],
    ...[
      "const a = 'one two three four five';",
      "let mut a",
      "pub fn b() {",
      "name := value",
      "@cached(1)",
      "#[test]",
    ],
  ],
  words: [
    ...[
      "Sure! Here is the code:",
      "Here's the missing part",
      "To do this, use `filter`;",
      "Answer:",
      "The expression is:",
    ],
    ...[
      "# Solution",
      "1. Filter the list",
      "- a list",
      "> quoted",
      "**Code**",
      "Certainly, this works {",
      "OK, done.",
    ],
    ...["so the code that is missing is this one:", "You need to call `foo(a)`:"],
  ],
  unclear: ["a + b", "items", "return a", "", "   ", "`a`", "None", "person.name", "a === b", "Result<A, B>"],
};

for (const [kind, all] of Object.entries(lines)) {
  Deno.test(`kindOfLine() says ${kind}`, () => {
    for (const line of all) assert.equal(kindOfLine(line), kind, line);
  });
}
