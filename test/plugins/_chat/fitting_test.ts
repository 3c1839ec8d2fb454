import assert from "node:assert/strict";
import type { HoleKind } from "../../../core/code/hole.ts";
import { Fitting, type FittingOptions } from "../../../plugins/_chat/fitting.ts";
import type { HolePlace } from "../../../plugins/_chat/place.ts";

interface Case extends FittingOptions {
  readonly kind?: HoleKind;
  readonly language?: string;
  readonly before?: string;
  readonly written?: string;
  readonly after?: string;
  readonly text: string;
  /** What belongs in the hole; all of it when absent. */
  readonly own?: string;
  /** True when the hole's end was seen. */
  readonly isOver?: boolean;
}

/** Where the hole ends. */
const ends: readonly Case[] = [
  { text: "a + b;\nfoo();", own: "a + b", isOver: true },
  { text: "a + b\nfoo();", own: "a + b", isOver: true },
  { text: "a + b // sum\nfoo();", own: "a + b", isOver: true },
  { text: "a + b // sum\n", own: "a + b" },
  { text: "a);", own: "a", isOver: true },
  { text: "a }", own: "a", isOver: true },
  { text: "{ a: 1;\n b }" },
  { text: "f(\n  a,\n  b\n)" },
  { text: "(a) => {\n  go(a);\n}\n);", own: "(a) => {\n  go(a);\n}", isOver: true },
  { text: "items\n  .map(f)\n  .filter(g);", own: "items\n  .map(f)\n  .filter(g)", isOver: true },
  { text: "items // all\n  .map(f)\nb", own: "items // all\n  .map(f)", isOver: true },
  { text: "a &&\n  b" },
  { text: "a\n  ? b\n  : c" },
  { text: "a =>\n  b" },
  { text: "a as\n  B" },
  { text: "i++\nj", own: "i++", isOver: true },
  { text: "a < b\nc", own: "a < b", isOver: true },
  { text: "// why\na;", own: "// why\na", isOver: true },
  { text: '"a;b" + `c;${d};`' },
  { text: "/;/.test(a)" },
  { text: "/a|/\nb", own: "/a|/", isOver: true },
  { written: "f(a, ", text: "b) + 1);", own: "b) + 1", isOver: true },
  { written: "`x ${", text: "a}; y`;", own: "a}; y`", isOver: true },
  { written: "a + ", text: "\n  b;", own: "\n  b", isOver: true },
  { written: "foo", text: "Bar;", own: "Bar", isOver: true },
  { written: '"a', text: ';"' },
  { text: "a,\n// more\nb: c", own: "a", isOver: true },
  { text: "new Map<string, number>(), b", own: "new Map<string, number>()", isOver: true },
  { text: "<A, B>(a: A, b: B) => a, c", own: "<A, B>(a: A, b: B) => a", isOver: true },
  { text: "f<Map<A, B>>(a), c", own: "f<Map<A, B>>(a)", isOver: true },
  { text: "a < b, c", own: "a < b", isOver: true },
  { language: "go", text: "a, b", own: "a", isOver: true },
  { language: "python", text: "a, b" },
  { language: "rust", text: "|a, b| a + b" },
  { kind: "type", text: "Map<A, B>, c", own: "Map<A, B>", isOver: true },
  { kind: "statements", text: "let a, b;" },
  { kind: "type", text: "A | B;\nlet c", own: "A | B", isOver: true },
  { kind: "type", text: "A\n  | B\nlet c", own: "A\n  | B", isOver: true },
  { kind: "statements", text: "a();\nb();\n" },
  { kind: "statements", text: "if (a) {\n  b();\n}\n}\nfoo", own: "if (a) {\n  b();\n}\n", isOver: true },
  { kind: "body", text: "return a;\n}\n\nfoo", own: "return a;\n", isOver: true },
  { kind: "body", text: 'return "}";' },
  { kind: "members", text: "a = 1;\nb() {}\n}", own: "a = 1;\nb() {}\n", isOver: true },
  { language: "python", text: "a + b\nreturn", own: "a + b", isOver: true },
  { language: "python", text: "[a\n for a in b]\nc", own: "[a\n for a in b]", isOver: true },
  { language: "python", text: "a  # sum\nb", own: "a", isOver: true },
  { language: "rust", text: "a\n    .iter()\n    .sum();", own: "a\n    .iter()\n    .sum()", isOver: true },
  { language: "go", text: "a\n.b", own: "a", isOver: true },
  { language: "go", text: "a.\n\tb()" },
  { language: "zig", text: "a\n    orelse b;", own: "a\n    orelse b", isOver: true },
];

/** What the answer repeats of the code before the hole. */
const echoes: readonly Case[] = [
  { before: "  const sum: number = ", text: "const sum: number = a + b;", own: "a + b", isOver: true },
  { before: "  const sum: number = ", text: "const sum = a + b", own: "a + b" },
  { before: "  const sum: number = ", text: "sum: a.map((b) => b.c === 1)", own: "a.map((b) => b.c === 1)" },
  { before: "  const sum: number = ", text: "sum === a ? b : c" },
  { before: "  const sum = ", text: "summed + 1" },
  { before: "  return ", text: "return a;", own: "a", isOver: true },
  { before: "  return ", text: "returned" },
  {
    before: "  return a.filter(",
    after: ");",
    text: "a.filter((b) => b.c);",
    own: "(b) => b.c",
    isOver: true,
  },
  { before: "  if (", after: ") {", text: "if (a && b) {", own: "a && b", isOver: true },
  { before: "  if (\n    ", after: "\n  ) {", text: "(a || b) && c" },
  { before: "  const a =\n    (", after: ");", text: "(b || c) && d" },
  { written: "foo", text: "fooBar" },
  {
    before: "{\n  name: a.name,\n  size: ",
    after: ",\n}",
    text: "size: a.size,",
    own: "a.size",
    isOver: true,
  },
  {
    kind: "body",
    before: "export function f(a: A): B {",
    text: "export function f(a: A): B {\n  return a.b;\n}",
    own: "return a.b;\n",
    isOver: true,
  },
  {
    kind: "body",
    before: "export function f(\n  a: A,\n): B {",
    text: "export function f(a: A) {\n  return a.b;\n}",
    own: "export function f(a: A) {\n  return a.b;\n}",
  },
  {
    kind: "statements",
    before: "f() {\n  const b = 1;\n  ",
    after: "\n  return b;\n}",
    text: "const b = 1;\ngo(b);\nreturn b;",
    own: "go(b);",
  },
  { kind: "statements", before: "f() {\n  const b = 1;\n  ", text: "const bs = 1;\n" },
  { before: "  const a = ", written: "f(b, ", text: "f(b, c)", own: "c)" },
];

/** How deep lines stand. */
const depths: readonly Case[] = [
  { kind: "body", text: "\n    a();\n      b();\n    c();", own: "a();\n  b();\nc();" },
  { kind: "body", text: "  a();\n\n  b();\n", own: "a();\n\nb();\n" },
  { kind: "body", text: "    a();\n  b();", own: "a();\nb();" },
  { kind: "body", text: "\ta();\n\tb();\r\n\tc();", own: "a();\nb();\r\nc();" },
  { kind: "body", text: "  // why\n  a();", own: "// why\na();" },
  { kind: "body", text: "  a(`\n  b\n  `);\n  c();", own: "a(`\n  b\n  `);\nc();" },
  { kind: "body", text: "a();\n  b();" },
  { kind: "body", indent: "  ", text: "a();\n  b();\n    c();", own: "a();\nb();\n  c();" },
  { kind: "body", indent: "  ", written: "a();\n", text: "  b();\n  c();", own: "b();\nc();" },
  { kind: "body", indent: "  ", written: "if (a) {\n  b", text: "();\n    c();\n  }", own: "();\n  c();\n}" },
  { language: "python", kind: "body", text: "    if a:\n        b()\n    c()", own: "if a:\n    b()\nc()" },
];

const groups = {
  "ends where the hole does": ends,
  "leaves out what stands before the hole": echoes,
  "takes lines from the left edge": depths,
};
for (const [group, cases] of Object.entries(groups)) {
  for (const { text, own = text, isOver = false, indent, mayEcho = cases === echoes, ...known } of cases) {
    const place: HolePlace = {
      kind: "expression",
      language: "typescript",
      before: "",
      written: "",
      after: "",
      ...known,
    };
    const options = { mayEcho, ...(indent === undefined ? {} : { indent }) };
    const name = `Fitting ${group}: ${place.language} ${place.kind} ${JSON.stringify(known)} ${
      JSON.stringify(text)
    }`;
    Deno.test(name, () => {
      const whole = new Fitting(place, options);
      assert.equal(whole.push(text) + whole.end(), own);
      const longer = new Fitting(place, options);
      longer.push(`${text} `);
      assert.equal(longer.isOver, isOver);
      const cut = new Fitting(place, options);
      assert.equal(text.split("").map((unit) => cut.push(unit)).join("") + cut.end(), own);
    });
  }
}

Deno.test("Fitting gives text out as soon as it is sure", () => {
  const place = { kind: "expression", language: "typescript", before: "", written: "", after: ";" } as const;
  const fitting = new Fitting(place);
  const given = ["f(", "a", ")", " ", "+", " b", "\n", "c"].map((part) => fitting.push(part));
  assert.deepEqual(given, ["f(", "", "a)", "", "", " +", " b", ""]);
  assert.ok(!fitting.isOver);
  fitting.push(" ");
  assert.ok(fitting.isOver);
});

Deno.test("Fitting waits only as long as an answer may repeat what stands before the hole", () => {
  const place = {
    kind: "expression",
    language: "typescript",
    before: "const sum = ",
    written: "",
    after: ";",
  } as const;
  const fitting = new Fitting(place, { mayEcho: true });
  assert.deepEqual(["co", "unt", " + 1"].map((part) => fitting.push(part)), ["", "", "count + 1"]);
});
