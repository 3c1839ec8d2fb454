import assert from "node:assert/strict";
import type { Hole } from "../../../core/code/hole.ts";
import { applyEdits } from "../../../core/code/text.ts";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { call } from "./call.ts";
import { tree } from "./project/tree.ts";

const IMPORT = 'import { hole } from "@maze/maze/hole";\n';

async function holesOf(files: Readonly<Record<string, string>>, paths = [""]): Promise<readonly Hole[]> {
  using project = tree({
    "tsconfig.json": '{"compilerOptions":{"allowJs":true,"jsx":"preserve"}}',
    ...files,
  });
  await using session = new Session(project.root, undefined);
  return await createIndexer(session).holes(paths, call);
}

/** What each hole of one file covers, with its kind. */
async function covered(file: string, text: string): Promise<string[]> {
  const holes = await holesOf({ [file]: text });
  return holes.map(({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`);
}

Deno.test("holes() finds calls of the imported marker, with their intent", async () => {
  const text =
    `${IMPORT}export const a: number = hole("a number");\nexport const b: string = hole<string>();\n` +
    "export const c = [hole(`of a template`), hole(`not ${a} fixed`)];\n";
  const holes = await holesOf({ "a.ts": text });
  assert.deepEqual(holes.map(({ id, intent }) => [id, intent]), [
    ["a.ts:2:26", "a number"],
    ["a.ts:3:26", ""],
    ["a.ts:4:19", "of a template"],
    ["a.ts:4:42", ""],
  ]);
  assert.equal(text.slice(holes[1]?.span.start, holes[1]?.span.end), "hole<string>()");
});

Deno.test("holes() takes the marker from every registry, under another name, and from require", async () => {
  for (const from of ["jsr:@maze/maze/hole", "jsr:@maze/maze@0.1.0/hole", "npm:@maze/maze@^1/hole"]) {
    assert.deepEqual(await covered("a.ts", `import { hole } from "${from}";\nexport const a = hole();\n`), [
      "expression: hole()",
    ]);
  }
  const renamed = 'import { hole as gap } from "@maze/maze/hole";\nexport const a = gap("x");\n';
  assert.deepEqual(await covered("a.ts", renamed), ['expression: gap("x")']);
  const required = 'const { hole } = require("@maze/maze/hole");\nexports.a = hole();\n';
  assert.deepEqual(await covered("a.cjs", required), ["expression: hole()"]);
});

Deno.test("holes() takes a marker that nothing in the file declares for an ambient one", async () => {
  assert.deepEqual(await covered("a.ts", "export const a: number = hole();\n"), ["expression: hole()"]);
});

Deno.test("holes() leaves other functions of that name alone", async () => {
  assert.deepEqual(await covered("a.ts", "function hole() { return 1; }\nexport const a = hole();\n"), []);
  assert.deepEqual(await covered("a.ts", 'import { hole } from "./golf";\nexport const a = hole();\n'), []);
  assert.deepEqual(await covered("a.ts", `${IMPORT}export const f = (hole: () => 1) => hole();\n`), []);
  assert.deepEqual(await covered("a.ts", "export const a = golf.hole(), b = new hole(), c = hole;\n"), []);
  assert.deepEqual(await covered("a.ts", `export const a = "hole()"; // hole()\n`), []);
});

Deno.test("holes() gives a hole inside another before it, and two on one line in order", async () => {
  assert.deepEqual(await covered("a.ts", `${IMPORT}export const a = hole(hole()) + hole();\n`), [
    "expression: hole()",
    "expression: hole(hole())",
    "expression: hole()",
  ]);
});

Deno.test("holes() reads every kind of file, JSX included", async () => {
  const jsx = `${IMPORT}export const a = <p class={hole("name")}>{hole("text")}</p>;\n`;
  for (const file of ["a.tsx", "a.jsx", "a.js"]) {
    assert.deepEqual(await covered(file, jsx), ['expression: hole("name")', 'expression: hole("text")']);
  }
  for (const file of ["a.mts", "a.cts", "a.mjs"]) {
    assert.deepEqual(await covered(file, `${IMPORT}export const a = hole();\n`), ["expression: hole()"]);
  }
});

Deno.test("holes() looks below the folders and at the files that are asked for", async () => {
  const files = { "src/a.ts": "export const a = hole();\n", "srcs/b.ts": "export const b = hole();\n" };
  assert.deepEqual((await holesOf(files, ["src"])).map(({ file }) => file), ["src/a.ts"]);
  assert.deepEqual((await holesOf(files, ["srcs/b.ts"])).map(({ file }) => file), ["srcs/b.ts"]);
  assert.deepEqual(await holesOf(files, ["lib"]), []);
});

Deno.test("holes() counts offsets without a byte order mark and keeps CRLF", async () => {
  const text = "export const a = 1;\r\nexport const b: number = hole();\r\n";
  const [found] = await holesOf({ "a.ts": `\uFEFF${text}` });
  assert.equal(found?.id, "a.ts:2:26");
  assert.equal(text.slice(found?.span.start, found?.span.end), "hole()");
});

Deno.test("holes() finds comments that ask, between statements only", async () => {
  const text =
    `export function f(a: number) {\n  // ?? double a\n  /* ?? tell\n   * the user */\n  return a;\n}\n` +
    "export const x = 1 /* ?? no */ + 2; // why ?? because\n";
  const holes = await holesOf({ "a.ts": text });
  assert.deepEqual(holes.map(({ kind, intent }) => [kind, intent]), [
    ["statements", "double a"],
    ["statements", "tell the user"],
  ]);
  assert.equal(text.slice(holes[0]?.span.start, holes[0]?.span.end), "// ?? double a");
});

Deno.test("holes() finds a comment in the place of an expression that is missing", async () => {
  const places: readonly (readonly [string, string])[] = [
    ["const x: number = /* ?? a */;\nexport const y = 1;", "/* ?? a */"],
    ["export const x: number = // ?? a\nexport const y = 1;", "// ?? a"],
    ["const x = /* ?? a */\nconst y = 1", "/* ?? a */"],
    ["f(1, /* ?? a */);", "/* ?? a */"],
    ["f(\n  1,\n  // ?? a\n);", "// ?? a"],
    ["const f = () => /* ?? a */;", "/* ?? a */"],
    ["const f = (a = /* ?? a */) => a;", "/* ?? a */"],
    ["const a = [1, /* ?? a */];", "/* ?? a */"],
    ["const o = { a: /* ?? a */, b: 1 };", "/* ?? a */"],
    ["const a = b ? /* ?? a */ : 1;", "/* ?? a */"],
    ["const s = `a${/* ?? a */}`;", "/* ?? a */"],
    ["function f() { return /* ?? a */; }", "/* ?? a */"],
    ["if (/* ?? a */) f();", "/* ?? a */"],
    ["class C { x: number = /* ?? a */; y = 1; }", "/* ?? a */"],
    ["export default /* ?? a */;", "/* ?? a */"],
  ];
  for (const [text, comment] of places) {
    assert.deepEqual(await covered("a.ts", text), [`expression: ${comment}`], text);
  }
  const jsx = "const a = <p>{/* ?? a */}</p>;";
  assert.deepEqual(await covered("a.tsx", jsx), ["expression: /* ?? a */"]);
  const [found] = await holesOf({
    "a.ts": "/** one() // => 1 */\nexport const one = () => /* ?? the number */;\n",
  });
  assert.deepEqual([found?.intent, found?.examples.length, found?.id], ["the number", 1, "a.ts:2:26"]);
});

Deno.test("holes() leaves comments alone that ask beside an expression, or in the place of something else", async () => {
  const texts = [
    "const a =\n  // ?? why\n  b;",
    "const a = 1 /* ?? why */ + 2;",
    "f(a /* ?? why */);",
    "function f(/* ?? what */) { return 1; }",
    "const { /* ?? what */ } = o;",
    "const o = { a: 1, /* ?? what */ };",
    "let x: /* ?? which */;",
    "const s = '= /* ?? why */;';",
    "a /* ?? = */ = 1;",
    "const x = (",
    "// ?? nobody knows where this stands\nconst x = (",
  ];
  for (const text of texts) assert.deepEqual(await covered("a.ts", text), [], text);
  const both = "const a = /* ?? one */;\nconst c =\n  // ?? why\n  b;";
  assert.deepEqual(await covered("a.ts", both), ["expression: /* ?? one */"]);
});

Deno.test("holes() finds comments between the members of a class", async () => {
  const text = "class C implements D {\n  a = 1;\n  // ?? a getter for b\n  c() { /* ?? do it */ }\n}\n";
  const holes = await holesOf({ "a.ts": text });
  assert.deepEqual(holes.map(({ kind, intent }) => [kind, intent]), [
    ["members", "a getter for b"],
    ["body", "do it"],
  ]);
});

Deno.test("holes() takes a comment that is all of a body for a missing body", async () => {
  const text = "export const f = (a: string): void => {\n  // ?? print a\n};\n";
  const [found] = await holesOf({ "a.ts": text });
  assert.equal(found && text.slice(found.span.start, found.span.end), "\n  // ?? print a\n");
  assert.deepEqual([found?.kind, found?.intent], ["body", "print a"]);
});

Deno.test("holes() finds empty bodies under signatures that ask for a value", async () => {
  const bodies = [
    "function a(): number {}",
    "class C { b(): Promise<string> { } }",
    "const c = (): string[] => {};",
  ];
  assert.deepEqual(await covered("a.ts", bodies.join("\n")), ["body: ", "body:  ", "body: "]);
  const none = [
    "function a() {}",
    "function b(): void {}",
    "async function c(): Promise<void> {}",
    "function d(): string | undefined {}",
    "function* e(): Generator<number> {}",
    "function f(x: unknown): asserts x is string {}",
    "function g(): number { /* nothing to do */ }",
  ];
  assert.deepEqual(await covered("a.ts", none.join("\n")), []);
  assert.deepEqual(await covered("a.d.ts", "declare function a(): number;"), []);
});

Deno.test("holes() finds empty bodies whatever the return type is made of", async () => {
  const bodies = [
    "function a(): { b: number; c: string } {}",
    "const d = (): (n: number) => string => {};",
    "const e = function (): Map<string, number[]> {};",
    "class F { get g(): 'x' | 'y' {} }",
    "function h(x: unknown): x is string {}",
    "async function i(): Promise<(string | null)[]> {}",
  ];
  for (const body of bodies) assert.deepEqual(await covered("a.ts", body), ["body: "], body);
});

Deno.test("holes() takes an empty body that may give nothing for a hole only where its own examples claim a value", async () => {
  const types = [
    "number | undefined",
    "void | number",
    "any",
    "unknown",
    "Promise<number | undefined>",
    "(number | undefined)",
  ];
  for (const type of types) {
    const own = `function f(n: number): ${type} {}`;
    assert.deepEqual(await covered("a.ts", own), [], type);
    assert.deepEqual(await covered("a.ts", `/** Doubles. */\n${own}`), [], type);
    assert.deepEqual(await covered("a.ts", `/** f(1) // => undefined */\n${own}`), [], type);
    assert.deepEqual(await covered("a.ts", `/** f(1) // => 2 */\n${own}`), ["body: "], type);
    assert.deepEqual(await covered("a.ts", `/** f(1) // => throws */\n${own}`), ["body: "], type);
  }
  for (const type of ["void", "undefined", "never", "void | undefined", "Promise<void>"]) {
    assert.deepEqual(
      await covered("a.ts", `/** f(1) // => 2 */\nfunction f(n: number): ${type} {}`),
      [],
      type,
    );
  }
});

Deno.test("holes() takes examples for a function's own only where they stand above it, or above what holds it", async () => {
  const doc = "/** f(1) // => 2 */";
  const own = [
    `${doc}\nexport const f = (n: number): number | undefined => {};`,
    `export default ${doc}\nfunction f(n: number): number | undefined {}`,
    `class C {\n  ${doc}\n  f(n: number): number | undefined {}\n}`,
    `const o = {\n  ${doc}\n  f(n: number): number | undefined {},\n};`,
    `class C {\n  ${doc}\n  f = (n: number): number | undefined => {};\n}`,
  ];
  for (const text of own) assert.deepEqual(await covered("a.ts", text), ["body: "], text);
  const others = [
    `${doc}\nclass C { f(n: number): number | undefined {} }`,
    `${doc}\nexport const a = [1].map((n): number | undefined => {});`,
    `${doc}\nfunction g(): number { const h = (): number | undefined => {}; return h() ?? 1; }`,
  ];
  for (const text of others) assert.deepEqual(await covered("a.ts", text), [], text);
});

Deno.test("holes() reads what a function of a JavaScript file returns from its doc comment", async () => {
  const holes: readonly (readonly [string, string])[] = [
    ["@returns {number}", "function f(n) {}"],
    ["@return {Promise<string>}", "async function f(n) {}"],
    ["@returns {{ a: number }}", "const f = (n) => {};"],
    ["@type {(n: number) => string}", "const f = (n) => {};"],
    ["@returns {number | undefined}\n * f(1) // => 2", "function f(n) {}"],
    ["@returns {*}\n * f(1) // => 2", "function f(n) {}"],
  ];
  for (const [tag, text] of holes) {
    assert.deepEqual(await covered("a.js", `/**\n * ${tag}\n */\n${text}\n`), ["body: "], tag);
  }
  const none: readonly (readonly [string, string])[] = [
    ["@returns {void}", "function f(n) {}"],
    ["@returns {number | undefined}", "function f(n) {}"],
    ["@returns {*}", "function f(n) {}"],
    ["@returns a number", "function f(n) {}"],
    ["@type {(n: number) => void}", "const f = (n) => {};"],
    ["@returns {Generator<number>}", "function* f(n) {}"],
  ];
  for (const [tag, text] of none) {
    assert.deepEqual(await covered("a.js", `/**\n * ${tag}\n */\n${text}\n`), [], tag);
  }
  const typed = "/** @returns {number} */\nfunction f(n) {}\n";
  assert.deepEqual(await covered("a.ts", typed), []);
});

Deno.test("holes() finds what throws 'not implemented', whole bodies and single statements", async () => {
  const text = `export function a(n: number) { throw new Error("not implemented"); }
export function b(n: number) {
  if (n > 1) throw new TypeError("TODO: large numbers");
  return n;
}
class C { c() { throw new Error('Method not implemented.') } }
export function d() { throw new Error("the server has not implemented this"); }
`;
  assert.deepEqual(await covered("a.ts", text), [
    'body:  throw new Error("not implemented"); ',
    'statements: throw new TypeError("TODO: large numbers");',
    "body:  throw new Error('Method not implemented.') ",
  ]);
  assert.equal((await holesOf({ "a.ts": text }))[1]?.intent, "large numbers");
});

Deno.test("holes() takes intent and examples from the doc comments around", async () => {
  const text = `/**
 * Doubles a number, quickly.  Never fails.
 *
 * @example
 * twice(2) // => 4
 */
export function twice(n: number): number {}

/** >>> thrice(1)
 *  3 */
export const thrice = (n: number): number => hole("three of n");
`;
  const [body, marker] = await holesOf({ "a.ts": text });
  assert.equal(body?.intent, "Doubles a number, quickly.");
  assert.deepEqual(body?.examples.map(({ call, value }) => [call, value]), [["twice(2)", "4"]]);
  const { start = 0, end = 0 } = body?.examples[0]?.span ?? {};
  assert.match(text.slice(start, end), /^twice\(2\).*4$/);
  assert.deepEqual([marker?.intent, marker?.examples.map(({ value }) => value)], ["three of n", ["3"]]);
});

Deno.test("holes() takes examples from line comments directly above, and no purpose", async () => {
  const text = `// A file about numbers.

// Doubles a number.
// >>> twice(2)
// 4
export function twice(n: number): number {}

// once(3) // => 3

function once(n: number): number {}

const zero = 0; // half(0) // => 0
function half(n: number): number {}

class Counter {
  // new Counter().next() // => 1
  next(): number {}
}
`;
  const found = await holesOf({ "a.ts": text });
  assert.deepEqual(found.map(({ intent, examples }) => [intent, examples.map(({ call }) => call)]), [
    ["", ["twice(2)"]],
    ["", []],
    ["", []],
    ["", ["new Counter().next()"]],
  ]);
});

Deno.test("holes() takes examples from further out where the nearest comment has none", async () => {
  const text = `/** outer(1) // => 2 */
export function outer(n: number) {
  /** Adds one. */
  const add = (m: number): number => hole();
  return add(n);
}
`;
  const [found] = await holesOf({ "a.ts": text });
  assert.deepEqual(found?.examples.map(({ call, value }) => [call, value]), [["outer(1)", "2"]]);
});

Deno.test("holes() passes over a file that went away, and reads one of two megabytes and one that is no UTF-8", async () => {
  const large = `${IMPORT}export const a = hole();\n// ${"x".repeat(2_000_000)}\n`;
  using project = tree({ "tsconfig.json": "{}", "gone.ts": "export const a = hole();\n", "large.ts": large });
  Deno.writeFileSync(
    `${project.root}/latin.ts`,
    Uint8Array.from([47, 47, 0xe9, 10, ...encoded("export const b = hole();\n")]),
  );
  await using session = new Session(project.root, undefined);
  await session.index();
  Deno.removeSync(`${project.root}/gone.ts`);
  const holes = await createIndexer(session).holes([""], call);
  assert.deepEqual(holes.map(({ id }) => id), ["large.ts:2:18", "latin.ts:2:18"]);
});

Deno.test("holes() finds none in declarations, and none in what a program makes", async () => {
  const text = `${IMPORT}export const a: number = hole();\nexport function f(): number {}\n// ?? more\n`;
  const heads = [
    "/** @generated by a tool */",
    "// Code generated by a tool. DO NOT EDIT.",
    "// One.\n// Do not modify",
  ];
  const made = Object.fromEntries(heads.map((head, at) => [`made${at}.ts`, `${head}\n\n${text}`]));
  const declared = Object.fromEntries(
    ["a.d.ts", "b.d.mts", "c.d.cts", "d.d.css.ts"].map((file) => [file, text]),
  );
  assert.deepEqual(await holesOf({ ...made, ...declared }), []);
  const own = `// Whoever does not edit this is lost.\n${text}// @generated below this line\n`;
  assert.equal((await holesOf({ "a.ts": own })).length, 3);
});

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

Deno.test("holes() are no part of what the project is known to write", async () => {
  const text = `${IMPORT}export const a = [hole("x"), 1 + 1, 1 + 1];\n`;
  using project = tree({ "tsconfig.json": "{}", "a.ts": text });
  await using session = new Session(project.root, undefined);
  const statistics = await session.statistics();
  assert.equal(statistics.countAnywhere("1 + 1"), 2);
  assert.equal(statistics.countAnywhere('hole("x")'), 0);
  assert.equal(applyEdits(text, []), text);
});

Deno.test("holes() takes no claim of a doc comment for its purpose", async () => {
  const intents = async (...comments: readonly string[]) => {
    const bodies = comments.map((one, at) => `${one}\nexport function f${at}(n: number): number {}\n`);
    return (await holesOf({ "a.ts": bodies.join("") })).map(({ intent }) => intent);
  };
  assert.deepEqual(
    await intents(
      "/** f0(1) // => 2\n * f0(2) // => 3 */",
      "/**\n * f1(1) // => 2\n * One more than n, or\n * so. Not less.\n */",
      "/** One more.\n * f2(1) // => 2 */",
      "/**\n * >>> f3(1)\n * 2\n *\n * One more for someone@example.org\n *\n * Not this.\n */",
      "/**\n * @param n One\n *\n * Not this.\n */",
      "/** @example f5(1) // => 2 */",
    ),
    ["", "One more than n, or so.", "One more.", "One more for someone@example.org", "", ""],
  );
});

Deno.test("holes() takes what is not implemented from a string, a template or an error, and no talk of todos", async () => {
  const bodies = [
    "throw new Error(`not implemented`);",
    "throw new Error(`Not implemented: the sum of ${n}`);",
    'throw "not implemented: the sum";',
    'throw Error("todo: the sum");',
    'throw new Error("TODO the sum");',
    'throw new Error("Todo not found");',
    'throw new Error("the todo list is empty");',
    "throw new NotImplementedError();",
  ];
  const text = bodies.map((body, at) => `function f${at}(n) { ${body} }\n`).join("");
  assert.deepEqual((await holesOf({ "a.ts": text })).map(({ kind, intent }) => `${kind} ${intent}`), [
    "body ",
    "body the sum of ${n}",
    "body the sum",
    "body the sum",
    "body the sum",
  ]);
});

Deno.test("holes() finds an empty function that is assigned, under its doc comment", async () => {
  const doc =
    "/**\n * Five times n.\n *\n * @param {number} n\n * @returns {number}\n * @example\n * five(1) // => 5\n */\n";
  for (const declared of ["exports.five = function (n) {};", "module.exports.five = (n) => {};"]) {
    const [found, ...more] = await holesOf({ "a.js": doc + declared });
    assert.deepEqual([found?.kind, found?.intent, found?.examples.length, more.length], [
      "body",
      "Five times n.",
      1,
      0,
    ]);
  }
  assert.deepEqual(await holesOf({ "a.js": "/** Nothing. */\nexports.none = function () {};\n" }), []);
});
