import assert from "node:assert/strict";
import fc from "fast-check";
import type { ImportNeed } from "../../../core/code/scope.ts";
import { applyEdits } from "../../../core/code/text.ts";
import { editsFor } from "../../../plugins/typescript/edits.ts";
import { holesIn } from "../../../plugins/typescript/holes.ts";
import { saidBy } from "../../../plugins/typescript/said.ts";
import type { Style } from "../../../plugins/typescript/style.ts";
import { parseFile } from "../../../plugins/typescript/syntax.ts";

const IMPORT = 'import { hole } from "@maze/maze/hole";\n';

interface Fill {
  readonly text: string;
  readonly needs?: readonly ImportNeed[];
  readonly file?: string;
  /** Which of the file's holes. */
  readonly at?: number;
  readonly usual?: Partial<Style>;
}

/** The file after its hole is filled. */
async function filled(
  text: string,
  { text: fill, needs = [], file = "a.ts", at = 0, usual = {} }: Fill,
): Promise<string> {
  const syntax = parseFile(file, text);
  const hole = holesIn(syntax, await saidBy(syntax))[at];
  assert.ok(hole, `a hole in ${text}`);
  return applyEdits(text, editsFor(text, { hole, text: fill, edits: [] }, needs, { usual }));
}

async function line(text: string, fill: string, file = "a.ts"): Promise<string> {
  return await filled(text, { text: fill, file });
}

const named = (name: string, from: string): ImportNeed => ({ name, from, kind: "named" });

Deno.test("editsFor() puts parentheses only where the neighbours need them", async () => {
  assert.equal(await line("const a = hole();", "b ?? c"), "const a = b ?? c;");
  assert.equal(await line("const a = hole() * 2;", "b + c"), "const a = (b + c) * 2;");
  assert.equal(await line("const a = 1 - hole();", "b - c"), "const a = 1 - (b - c);");
  assert.equal(await line("const a = hole().d;", "b?.c"), "const a = (b?.c).d;");
  assert.equal(await line("const a = hole() ** 2;", "-b"), "const a = (-b) ** 2;");
  assert.equal(await line("f(hole());", "x => x"), "f(x => x);");
  assert.equal(await line("f(hole());", "a, b"), "f((a, b));");
  assert.equal(await line("const a = await hole();", "b || c"), "const a = await (b || c);");
  assert.equal(await line("const a = <p>{hole()}</p>;", "b && c", "a.tsx"), "const a = <p>{b && c}</p>;");
});

Deno.test("editsFor() keeps an object literal and a function from reading as a block or a declaration", async () => {
  assert.equal(await line("const f = () => hole();", "{ a: 1 }"), "const f = () => ({ a: 1 });");
  assert.equal(await line("const f = () => hole();", "{}"), "const f = () => ({});");
  assert.equal(await line("hole();", "function () { return 1; }"), "(function () { return 1; });");
});

Deno.test("editsFor() keeps a text that starts with a bracket apart from the line before", async () => {
  assert.equal(await line("const a = b\nhole()\n", "[1].map(f)"), "const a = b\n;[1].map(f)\n");
});

Deno.test("editsFor() writes a property short, unless the file writes it long", async () => {
  assert.equal(await line("f({ a: hole(), b: 1 });", "a"), "f({ a, b: 1 });");
  assert.equal(await line("f({ a: hole(), b: b });", "a"), "f({ a: a, b: b });");
  assert.equal(await line("f({ a: hole() });", "b"), "f({ a: b });");
});

Deno.test("editsFor() indents a text of several lines, template strings aside", async () => {
  assert.equal(
    await line("{\n\tconst a = hole();\n}", "{\n\tb: `x\n  y`,\n}"),
    "{\n\tconst a = {\n\t\tb: `x\n  y`,\n\t};\n}",
  );
});

Deno.test("editsFor() writes the file's own line ends", async () => {
  const text =
    'import { hole } from "@maze/maze/hole";\r\nimport { b } from "./b";\r\n\r\nconst a = hole();\r\n';
  assert.equal(
    await filled(text, { text: "[\n  c,\n]", needs: [named("c", "./c")] }),
    'import { b } from "./b";\r\nimport { c } from "./c";\r\n\r\nconst a = [\r\n  c,\r\n];\r\n',
  );
});

Deno.test("editsFor() adds a name to the import of its module, in its place when they are sorted", async () => {
  const rest = "const x = hole();\n";
  const join = async (head: string, need: ImportNeed) =>
    (await filled(head + rest, { text: need.name, needs: [need] })).slice(
      0,
      -`const x = ${need.name};\n`.length,
    );
  assert.equal(await join('import { a, c } from "m";\n', named("b", "m")), 'import { a, b, c } from "m";\n');
  assert.equal(await join('import { c, a } from "m";\n', named("b", "m")), 'import { c, a, b } from "m";\n');
  assert.equal(
    await join('import {\n  a,\n  c,\n} from "m";\n', named("b", "m")),
    'import {\n  a,\n  b,\n  c,\n} from "m";\n',
  );
  assert.equal(
    await join('import {\n  a,\n} from "m";\n', named("b", "m")),
    'import {\n  a,\n  b,\n} from "m";\n',
  );
  assert.equal(await join('import d from "m";\n', named("b", "m")), 'import d, { b } from "m";\n');
  assert.equal(
    await join('import { a } from "m";\n', { name: "d", from: "m", kind: "default" }),
    'import d, { a } from "m";\n',
  );
  assert.equal(await join('import { b } from "m";\n', named("b", "m")), 'import { b } from "m";\n');
});

Deno.test("editsFor() gives a name that was a type only its value", async () => {
  const rest = "const x = hole();\n";
  const fill = { text: "new A()", needs: [named("A", "m")] };
  const after = "const x = new A();\n";
  assert.equal(
    await filled(`import type { A } from "m";\n${rest}`, fill),
    `import { A } from "m";\n${after}`,
  );
  assert.equal(
    await filled(`import type { A, B } from "m";\n${rest}`, fill),
    `import { A, type B } from "m";\n${after}`,
  );
  assert.equal(
    await filled(`import { type A, b } from "m";\n${rest}`, fill),
    `import { A, b } from "m";\n${after}`,
  );
});

Deno.test("editsFor() imports beside type-only imports in the file's own style", async () => {
  const text = "import type { T } from './t'\n\nexport const x: T = hole()\n";
  assert.equal(
    await filled(text, { text: "make()", needs: [named("make", "./t")] }),
    "import type { T } from './t'\nimport { make } from './t'\n\nexport const x: T = make()\n",
  );
});

Deno.test("editsFor() puts a new import in its place among sorted ones, packages before files", async () => {
  const text = 'import a from "a";\nimport c from "c";\nimport d from "./d";\n\nconst x = hole();\n';
  assert.equal(
    await filled(text, { text: "b(e, f)", needs: [named("b", "b"), named("f", "./e"), named("e", "./e")] }),
    'import a from "a";\nimport { b } from "b";\nimport c from "c";\nimport d from "./d";\n' +
      'import { e, f } from "./e";\n\nconst x = b(e, f);\n',
  );
  assert.equal(
    await filled('import d from "./d";\nconst x = hole();\n', { text: "b", needs: [named("b", "b")] }),
    'import { b } from "b";\nimport d from "./d";\nconst x = b;\n',
  );
});

Deno.test("editsFor() keeps hashbang, directives and leading comments above a first import", async () => {
  const fill = { text: "b", needs: [named("b", "./b")] };
  const lines = 'import { b } from "./b";\n\n';
  for (
    const head of ["#!/usr/bin/env node\n", '"use strict";\n', "/** @license MIT */\n\n", "// what it is\n\n"]
  ) {
    assert.equal(await filled(`${head}const x = hole();\n`, fill), `${head}${lines}const x = b;\n`);
  }
  assert.equal(
    await filled("/** Of x. */\nexport const x = hole();\n", fill),
    `${lines}/** Of x. */\nexport const x = b;\n`,
  );
});

Deno.test("editsFor() requires in a CommonJS file", async () => {
  const text = "const a = require('./a')\nmodule.exports = hole()\n";
  const after = await filled(text, { text: "b", needs: [named("b", "./b")], file: "a.cjs" });
  assert.match(after, /const \{ b \} = require\('\.\/b'\)\n/);
});

Deno.test("editsFor() takes the marker's import out with the last hole only", async () => {
  const two = `${IMPORT}\nconst a = hole(), b = hole();\n`;
  assert.equal(await filled(two, { text: "1" }), `${IMPORT}\nconst a = 1, b = hole();\n`);
  assert.equal(await filled(`${IMPORT}\nconst a = hole();\n`, { text: "1" }), "const a = 1;\n");
  assert.equal(
    await filled(`// head\n\n${IMPORT}\nconst a = hole();\n`, { text: "1" }),
    "// head\n\nconst a = 1;\n",
  );
  assert.equal(
    await filled(`${IMPORT}\nconst a = hole();\n`, { text: "b", needs: [named("b", "./b")] }),
    'import { b } from "./b";\n\nconst a = b;\n',
  );
});

Deno.test("editsFor() takes out with the marker's import what belongs to it alone, and nothing else", async () => {
  const head = 'import { hole } from "@maze/maze/hole";';
  const rest = "const a = hole();\n";
  const after = async (text: string) => {
    const whole = await filled(text + rest, { text: "1" });
    assert.ok(whole.endsWith("const a = 1;\n"), whole);
    return whole.slice(0, -"const a = 1;\n".length);
  };
  assert.equal(await after(`${head} // marker\n`), "");
  assert.equal(await after(`${head} /* marker */ // of holes\n`), "");
  const zeta = 'import { zeta } from "./z";';
  assert.equal(await after(`${head} ${zeta}\n`), `${zeta}\n`);
  assert.equal(await after(`${zeta} ${head}\n`), `${zeta}\n`);
  assert.equal(await after(`${zeta} ${head} // both\n`), `${zeta} // both\n`);
  for (
    const directive of [
      "// eslint-disable-next-line import/no-unresolved",
      "/* eslint-disable-next-line import/no-unresolved -- not installed */",
      "// @ts-ignore",
      "// deno-lint-ignore no-import-prefix",
      "// biome-ignore lint/x: y",
    ]
  ) {
    assert.equal(await after(`${zeta}\n${directive}\n${head}\n`), `${zeta}\n`, directive);
    assert.equal(await after(`${directive}\n${head} ${zeta}\n`), `${directive}\n${zeta}\n`, directive);
  }
  for (const comment of ["// what it is", "// deno-lint-ignore-file", "/* eslint-disable no-console */"]) {
    assert.equal(await after(`${comment}\n${head}\n`), `${comment}\n`, comment);
  }
  assert.equal(await after(`// @ts-ignore\n\n${head}\n`), "// @ts-ignore\n\n");
});

Deno.test("editsFor() puts a new import between lines, with the comments that belong to its neighbours", async () => {
  const fill = { text: "b", needs: [named("b", "./b")] };
  assert.equal(
    await filled('import { d } from "./d"; // last\nconst a = hole();\n', fill),
    'import { d } from "./d"; // last\nimport { b } from "./b";\nconst a = b;\n',
  );
  const sorted = 'import { a } from "./a";\n// @ts-ignore\nimport { c } from "./c";\n';
  assert.equal(
    await filled(`${sorted}const x = hole();\n`, fill),
    'import { a } from "./a";\nimport { b } from "./b";\n// @ts-ignore\nimport { c } from "./c";\nconst x = b;\n',
  );
  assert.equal(
    await filled(`// @ts-ignore\n${IMPORT}const x = hole();\n`, fill),
    'import { b } from "./b";\nconst x = b;\n',
  );
});

Deno.test("editsFor() leaves what stands beside the marker in its import", async () => {
  const alone = async (clause: string) =>
    await filled(`import ${clause} from "@maze/maze/hole";\nconst a = hole();\n`, { text: "1" });
  assert.equal(await alone("{ hole, other }"), 'import { other } from "@maze/maze/hole";\nconst a = 1;\n');
  assert.equal(await alone("{ other, hole }"), 'import { other } from "@maze/maze/hole";\nconst a = 1;\n');
  assert.equal(await alone("all, { hole }"), 'import all from "@maze/maze/hole";\nconst a = 1;\n');
  assert.equal(
    await alone("{\n  other,\n  hole,\n}"),
    'import {\n  other,\n} from "@maze/maze/hole";\nconst a = 1;\n',
  );
});

Deno.test("editsFor() keeps an import that something else reads, and one that is no marker", async () => {
  const text = `${IMPORT}const a = hole();\nexport { hole };\n`;
  assert.equal(await filled(text, { text: "1" }), `${IMPORT}const a = 1;\nexport { hole };\n`);
  const golf = 'import { hole as cup } from "./golf";\nconst a = hole() + golf.hole;\n';
  assert.equal(
    await filled(golf, { text: "1" }),
    'import { hole as cup } from "./golf";\nconst a = 1 + golf.hole;\n',
  );
});

Deno.test("editsFor() lays a body on lines of its own", async () => {
  assert.equal(
    await line("class A {\n    f(): number {}\n}\n", "const a = 1;\nreturn a;"),
    "class A {\n    f(): number {\n        const a = 1;\n        return a;\n    }\n}\n",
  );
  assert.equal(
    await line('function f() {\n\tthrow new Error("not implemented");\n}\n', "return 1;"),
    "function f() {\n\treturn 1;\n}\n",
  );
});

Deno.test("editsFor() leaves a body's semicolon out where the file writes none", async () => {
  const text = "const one = 1\nconst two = 2\nfunction f(): number {}\n";
  assert.match(await line(text, "return one + two;"), /\{\n {2}return one \+ two\n\}/);
  assert.match(await line(text, 'return ";";'), /return ";"\n/);
});

Deno.test("editsFor() writes semicolons of every kind of text as the file does", async () => {
  const bare = "begin()\nconst one = 1\n";
  const closed = "begin();\nconst one = 1;\n";
  const places: readonly (readonly [place: string, fill: string, bare: string, closed: string])[] = [
    ["// ?? go\n", "a();\nb()", "a()\nb()\n", "a();\nb();\n"],
    [
      "function f(): number {}\n",
      "const a = 1;\nif (a) { b() }\nreturn a;",
      "function f(): number {\n  const a = 1\n  if (a) { b() }\n  return a\n}\n",
      "function f(): number {\n  const a = 1;\n  if (a) { b(); }\n  return a;\n}\n",
    ],
    ["f(hole())\n", "(x) => { return x; }", "f((x) => { return x })\n", "f((x) => { return x; })\n"],
    [
      "class A {\n  // ?? more\n}\n",
      "b = 1;\nc;",
      "class A {\n  b = 1\n  c\n}\n",
      "class A {\n  b = 1;\n  c;\n}\n",
    ],
    [
      "// ?? go\n",
      'for (let a = 1; a < 2; a++) b(";");',
      'for (let a = 1; a < 2; a++) b(";")\n',
      'for (let a = 1; a < 2; a++) b(";");\n',
    ],
  ];
  for (const [place, fill, without, withEach] of places) {
    assert.equal(await line(bare + place, fill), bare + without);
    assert.equal(await line(closed + place, fill), closed + withEach);
  }
});

Deno.test("editsFor() keeps a semicolon that the next line needs, and begins with one where the line before does", async () => {
  const bare = "begin()\nconst one = 1\n";
  for (const next of ["[1].map(f)", "(f)()", "`a`.trim()", "/a/.test(b)", "+a", "-a"]) {
    assert.equal(await line(`${bare}// ?? go\n`, `a();\n${next};`), `${bare}a();\n${next}\n`);
    assert.equal(
      await line(`${bare}if (a) {}\n// ?? go\n${next}\n`, "a();"),
      `${bare}if (a) {}\na();\n${next}\n`,
    );
  }
  assert.equal(await line(`${bare}// ?? go\n`, "[1].map(f);"), `${bare};[1].map(f)\n`);
  assert.equal(
    await line("function f() {\n  a()\n  b() // ?? go\n}\n", "(c)();"),
    "function f() {\n  a()\n  b() \n  ;(c)()\n}\n",
  );
  assert.equal(await line(`${bare}// ?? go\n`, "a(); b();"), `${bare}a(); b()\n`);
  assert.equal(
    await line(`${bare}class A {\n  // ?? more\n}\n`, "get;\nb() {}"),
    `${bare}class A {\n  get;\n  b() {}\n}\n`,
  );
});

Deno.test("editsFor() writes as the project does where the file shows no style", async () => {
  const text = "export function f(): number {}\n";
  const fill = { text: "b();\nreturn c;", needs: [named("b", "./b")] };
  assert.equal(
    await filled(text, fill),
    'import { b } from "./b";\n\nexport function f(): number {\n  b();\n  return c;\n}\n',
  );
  const usual = { quote: "'", hasSemicolons: false, indent: "\t" } as const;
  assert.equal(
    await filled(text, { ...fill, usual }),
    "import { b } from './b'\n\nexport function f(): number {\n\tb()\n\treturn c\n}\n",
  );
  const own = 'a("x");\nif (a) {\n    a();\n}\n';
  assert.match(
    await filled(own + text, { ...fill, usual }),
    /^import \{ b \} from ".\/b";\n[^]*\n {4}return c;\n/,
  );
});

Deno.test("editsFor() puts statements where the comment was, in braces under an if", async () => {
  assert.equal(await line("{\n  // ?? go\n  f();\n}", "a();\nb();"), "{\n  a();\n  b();\n  f();\n}");
  assert.equal(await line("{\n  f(); // ?? go\n}", "a();"), "{\n  f(); \n  a();\n}");
  assert.equal(
    await line('if (a) throw new Error("TODO");\n', "b();\nc();"),
    "if (a) {\n  b();\n  c();\n}\n",
  );
});

Deno.test("editsFor() gives text that parses and holds the fill as one expression", async () => {
  const places = [
    "x = ⟨⟩",
    "f(⟨⟩)",
    "a + ⟨⟩",
    "⟨⟩ + a",
    "-⟨⟩",
    "⟨⟩.a",
    "⟨⟩()",
    "[⟨⟩]",
    "() => ⟨⟩",
    "a ? ⟨⟩ : b",
    "`${⟨⟩}`",
  ];
  const texts = [
    "a",
    "a, b",
    "a = b",
    "x => x",
    "{}",
    "a ?? b",
    "a || b",
    "a + b",
    "-a",
    "a.b?.c",
    "new A",
    "typeof a",
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), fc.constantFrom(...texts), async (place, text) => {
      const after = await line(place.replace("⟨⟩", "hole()"), text);
      const syntax = parseFile("a.ts", after);
      assert.ok(syntax.isWhole, after);
      const same = parseFile("a.ts", place.replace("⟨⟩", `(${text})`));
      assert.equal(shape(syntax.program), shape(same.program), after);
    }),
  );
});

/** A tree without places. */
function shape(node: unknown): string {
  return JSON.stringify(
    node,
    (key, value) => ["start", "end", "range", "loc"].includes(key) ? undefined : value,
  );
}

Deno.test("editsFor() imports what is needed as a type alone as a type, once", async () => {
  const type = (name: string): ImportNeed => ({ name, from: "./a.ts", kind: "type" });
  const rest = "const x: unknown = /* ?? */;\n";
  const after = async (head: string, needs: readonly ImportNeed[]) =>
    (await filled(`${head}${rest}`, { text: "1", needs })).replace("/* ?? */", "1").replace(
      "const x: unknown = 1;\n",
      "",
    ).trimEnd();
  assert.equal(await after("", [type("A")]), 'import type { A } from "./a.ts";');
  assert.equal(
    await after('import type { B } from "./a.ts";\n', [type("A")]),
    'import type { B, A } from "./a.ts";',
  );
  assert.equal(
    await after('import { b } from "./a.ts";\n', [type("A")]),
    'import { b, type A } from "./a.ts";',
  );
  assert.equal(await after('import { A } from "./a.ts";\n', [type("A")]), 'import { A } from "./a.ts";');
  const value: ImportNeed = { name: "make", from: "./a.ts", kind: "named" };
  assert.equal(await after("", [type("A"), value]), 'import { type A, make } from "./a.ts";');
  assert.equal(await after("", [type("make"), value]), 'import { make } from "./a.ts";');
});
