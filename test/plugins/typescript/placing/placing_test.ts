import assert from "node:assert/strict";
import { type Asked, placed } from "./place.ts";

const TEXT = [
  "const LIMIT = 3;",
  "",
  "export function trimTitle(title: string): string {",
  "  return title.trim();",
  "}",
  "",
  "export class Cart {",
  "  total(): number {",
  "    return 1;",
  "  }",
  "}",
  "",
  "export default Cart;",
  "",
].join("\n");

const asked = (more: Partial<Asked> = {}): Asked => ({ intent: "count the words", file: "a.ts", ...more });

/** Why the place is where it is, and the text with the head in it. */
async function text(more: Partial<Asked>, before = TEXT): Promise<readonly [string, string]> {
  const { placement, texts } = await placed({ "a.ts": before }, asked(more));
  assert.deepEqual(placement?.faults, []);
  return [placement?.reason ?? "", texts["a.ts"] ?? ""];
}

const STUB = '  throw new Error("not implemented");\n';

Deno.test("place() puts a function behind the last one, and before a default export", async () => {
  const [reason, after] = await text({ head: "export function count(words: string): number {" });
  assert.equal(reason, 'behind "trimTitle"');
  const own = `export function count(words: string): number {\n${STUB}}\n`;
  assert.equal(after, TEXT.replace("trim();\n}\n", `trim();\n}\n\n${own}`));
});

Deno.test("place() puts a function beside the one whose name is most alike", async () => {
  const before = `${TEXT}\nexport function last(): void {}\n`;
  const [reason] = await text(
    { intent: "cut a title", head: "function cutTitle(title: string): string" },
    before,
  );
  assert.equal(reason, 'beside "trimTitle"');
});

Deno.test("place() keeps kinds together: a type goes to types, a class to classes", async () => {
  const before = "export type A = string;\n\nexport function f(): void {}\n";
  const [reason, after] = await text({ head: "export interface B { b: string }" }, before);
  assert.equal(reason, 'behind "A"');
  assert.equal(after, before.replace("string;\n", "string;\n\nexport interface B { b: string }\n"));
  const found = await placed({ "a.ts": before }, asked({ head: "type B = 1" }));
  assert.equal(found.placement?.hole, undefined);
});

Deno.test("place() goes beside a name, and into a class", async () => {
  const [reason, after] = await text({ name: "LIMIT", head: "function f(): number" });
  assert.equal(reason, 'beside "LIMIT"');
  assert.match(after, /^const LIMIT = 3;\n\nexport function f\(\): number \{/);
  const [where, inside] = await text({ name: "Cart", head: "size(): number {" });
  assert.equal(where, 'in class "Cart"');
  const member = `\n\n  size(): number {\n  ${STUB}  }\n}\n`;
  assert.equal(inside, TEXT.replace("    return 1;\n  }\n}\n", `    return 1;\n  }${member}`));
});

Deno.test("place() opens a class that is empty", async () => {
  const [, after] = await text({ name: "Box", head: "size(): number" }, "export class Box {}\n");
  assert.equal(after, `export class Box {\n  size(): number {\n  ${STUB}  }\n}\n`);
});

Deno.test("place() leaves the rest of a class and of a value open, with the intent there", async () => {
  const found = await placed({ "a.ts": TEXT }, asked({ head: "export class Words {" }));
  assert.match(found.texts["a.ts"] ?? "", /export class Words \{\n {2}\/\/ \?\? count the words\n\}/);
  assert.equal(found.placement?.hole?.kind, "members");
  const value = await placed({ "a.ts": TEXT }, asked({ head: "export const WORDS: readonly string[] = []" }));
  assert.match(
    value.texts["a.ts"] ?? "",
    /export const WORDS: readonly string\[\] = \/\* \?\? count the words \*\/;/,
  );
  assert.equal(value.placement?.hole?.kind, "expression");
});

Deno.test("place() gives a hole that is the body, with the examples above it", async () => {
  const head = "export function count(words: string): number";
  const { placement, texts } = await placed(
    { "a.ts": TEXT },
    asked({ head, examples: ["count('a b') => 2"] }),
  );
  const doc = "/**\n * Count the words.\n *\n * @example\n * count('a b') // => 2\n */\n";
  assert.ok(texts["a.ts"]?.includes(doc + head), texts["a.ts"]);
  const { hole, span } = placement ?? assert.fail();
  assert.deepEqual([hole?.kind, hole?.intent, hole?.examples.map(({ call, value }) => [call, value])], [
    "body",
    "Count the words.",
    [["count('a b')", "2"]],
  ]);
  assert.equal(texts["a.ts"]?.slice(hole?.span.start, hole?.span.end), `\n${STUB}`);
  assert.ok(texts["a.ts"]?.slice(span.start, span.end).startsWith("/**\n * Count"));
});

Deno.test("place() writes examples as the project does: behind the tag, or in a fence", async () => {
  const head = "function g(a: number): number";
  const line = "/** @example f(1) // => 2 */\nexport function f(a: number): number {\n  return a + 1;\n}\n";
  const [, inLine] = await text({ head, examples: ["g(1) => 2"] }, line);
  assert.match(inLine, / \*\n \* @example g\(1\) \/\/ => 2\n \*\//);
  const fenced = line.replace(
    "/** @example f(1) // => 2 */",
    "/**\n * @example\n * ```ts\n * f(1) // => 2\n * ```\n */",
  );
  const [, inFence] = await text({ head, examples: ["g(1) => 2"] }, fenced);
  assert.match(inFence, / \* @example\n \* ```ts\n \* g\(1\) \/\/ => 2\n \* ```\n \*\/\nexport function g/);
});

Deno.test("place() writes no doc comment without examples, unless most of what is exported has one", async () => {
  const head = "function g(a: number): number";
  const [, plain] = await text({ head });
  assert.ok(!plain.includes("/**"));
  const [, documented] = await text({ head }, "/** One. */\nexport function one(): void {}\n");
  assert.match(documented, /\/\*\* Count the words\. \*\/\nexport function g/);
});

Deno.test("place() lets no intent end its comment", async () => {
  const before = "/** One. */\nexport function one(): void {}\n";
  const intent = "strip */ from\n  code";
  const { placement, texts } = await placed(
    { "a.ts": before },
    asked({ intent, head: "function g(): number" }),
  );
  assert.deepEqual(placement?.faults, []);
  assert.match(texts["a.ts"] ?? "", /\/\*\* Strip \* \/ from code\. \*\/\nexport function g/);
  const value = await placed({ "a.ts": before }, asked({ intent, head: "const g: number" }));
  assert.match(value.texts["a.ts"] ?? "", /= \/\* \?\? strip \* \/ from code \*\/;/);
});

const refusals: readonly (readonly [claim: string, Partial<Asked>, fault: RegExp])[] = [
  [
    "a name that nothing declares",
    { head: "function f(a: Nowhere): void" },
    /^TS2304: Cannot find name 'Nowhere'/,
  ],
  ["a name that is taken", { head: "function trimTitle(): void" }, /^TS2(?:300|393|323|384|451)/],
  ["`any`", { head: "function f(a: any): void" }, /^head\/type: f: it has `any`/],
  ["a value without a type", { head: "function f(a: string)" }, /^head\/type: f: nothing says/],
  ["prose", { head: "I can not do that." }, /^head\/none: what was written begins no declaration$/],
  [
    "another name than the examples'",
    { head: "function f(a: string): string", examples: ["g('a') => 'b'"] },
    /^head\/name: the example g\('a'\) calls no f$/,
  ],
  [
    "more parameters than an example gives",
    { head: "function f(a: string, b: string): string", examples: ["f('a') => 'b'"] },
    /^head\/arity: the example f\('a'\) gives f 1 argument, and it takes 2 to 2$/,
  ],
  [
    "a parameter of another type than an example gives",
    { head: "function f(a: number): string", examples: ["f('a') => 'b'"] },
    /^TS2345: the example f\('a'\) does not fit: Argument of type 'string'/,
  ],
  [
    "another type of value than an example says",
    { head: "function f(a: string): number", examples: ["f('a') => 1", "f('b') => 'b'"] },
    /^TS1360: the example f\('b'\) does not fit: Type 'string'/,
  ],
];

for (const [claim, more, fault] of refusals) {
  Deno.test(`place() finds fault with a head that has ${claim}`, async () => {
    const { placement } = await placed({ "a.ts": TEXT }, asked(more));
    const [first] = placement?.faults ?? [];
    assert.match(`${first?.code}: ${first?.message}`, fault);
  });
}

Deno.test("place() brings the types that a head names, where only one module has them", async () => {
  const files = {
    "a.ts": 'import { b } from "./b";\n\nexport const c = b;\n',
    "b.ts": "export const b = 1;\n",
    "types.ts": "export interface Price { cents: number }\n",
  };
  const { placement, texts } = await placed(files, asked({ head: "function f(a: Price): number" }));
  assert.deepEqual(placement?.faults, []);
  assert.match(
    texts["a.ts"] ?? "",
    /^import \{ b \} from "\.\/b";\nimport type \{ Price \} from "\.\/types";\n/,
  );
  const two = { ...files, "other.ts": "export interface Price { euros: number }\n" };
  assert.equal(
    (await placed(two, asked({ head: "function f(a: Price): number" }))).placement?.faults[0]?.code,
    "TS2304",
  );
});

Deno.test("place() exports as the file does: in a list at its end, or not at all", async () => {
  const head = "export function g(): number";
  const [, listed] = await text({ head }, "function f(): void {}\n\nexport { f };\n");
  assert.match(listed, /\n\nfunction g\(\): number \{/);
  assert.match(listed, /^export \{ f, g \};$/m);
  const [, script] = await text({ head }, "function f(): void {}\n\nf();\n");
  assert.match(script, /\n\nfunction g\(\): number \{/);
});

const LICENCE = "// Copyright the authors. MIT licence.\n";

Deno.test("place() begins a new file as the others begin, and adds it to the file that gives them all out", async () => {
  const files = {
    "src/a.ts": `${LICENCE}\nexport const a = 1;\n`,
    "src/b.ts": `${LICENCE}\nexport const b = 1;\n`,
    "src/index.ts": `${LICENCE}\nexport * from "./a.js";\nexport * from "./c.js";\n`.replace(
      "./c.js",
      "./b.js",
    ),
    "src/a.test.ts": "export {};\n",
  };
  const wish = asked({ file: "src/text.ts", head: "export function f(): number" });
  const { placement, texts } = await placed(files, wish);
  assert.deepEqual(placement?.faults, []);
  assert.equal(texts["src/text.ts"], `${LICENCE}\nexport function f(): number {\n${STUB}}\n`);
  assert.equal(texts["src/index.ts"], `${files["src/index.ts"]}export * from "./text.js";\n`);
  const { "src/b.ts": _, ...fewer } = files;
  const partly = {
    ...fewer,
    "src/d.ts": "export const d = 1;\n",
    "src/index.ts": 'export * from "./a.js";\n',
  };
  const few = await placed(partly, wish);
  assert.deepEqual(Object.keys(few.texts), ["src/text.ts"]);
  const own = {
    ...files,
    "src/d.ts": "export {};\n",
    "src/e.ts": "export {};\n",
    "src/f.ts": "export {};\n",
  };
  const others = await placed({ ...own, "src/g.ts": "// Mine.\n\nexport {};\n" }, wish);
  assert.match(others.texts["src/text.ts"] ?? "", /^export function f/);
});

Deno.test("place() names what is new where a file is given out name by name", async () => {
  const files = {
    "a.ts": "export function f(): void {}\n",
    "index.ts": 'export { f } from "./a";\n',
  };
  const { texts } = await placed(files, asked({ head: "function g(): number" }));
  assert.equal(texts["index.ts"], 'export { f, g } from "./a";\n');
  const partly = { ...files, "a.ts": `${files["a.ts"]}export const own = 1;\n` };
  const { texts: others } = await placed(partly, asked({ head: "function g(): number" }));
  assert.deepEqual(Object.keys(others), ["a.ts"]);
});

Deno.test("place() passes over tests and declarations where nobody named the file, and refuses what is no code", async () => {
  for (const file of ["a.test.ts", "a.d.ts"]) {
    const free = await placed({ [file]: "export {};\n" }, asked({ file, isFree: true }));
    assert.equal(free.placement, undefined, file);
  }
  assert.equal((await placed({}, asked({ file: "a.zig" }))).placement, undefined);
  const refused = (file: string, text: string) =>
    assert.rejects(placed({ [file]: text }, asked({ file })), { code: "generate/place" });
  await refused("a.d.ts", "export {};\n");
  await refused("a.ts", "export function ((\n");
  await assert.rejects(placed({ "a.ts": TEXT }, asked({ name: "trimTitel" })), {
    code: "generate/no-name",
    hint: 'Did you mean "trimTitle"?',
  });
});

Deno.test("place() gives the place of a head, and one that the examples give", async () => {
  const { placement } = await placed({ "a.ts": TEXT }, asked({ examples: ["count('a b') => 2"] }));
  const { hole, derived, form, edits } = placement ?? assert.fail();
  assert.deepEqual([hole?.kind, hole?.id, edits], ["declaration", "a.ts:5:2", []]);
  assert.equal(derived, "export function count(text: string): number");
  assert.match(form, /^export function NAME\(PARAMETERS\): TYPE/);
});

Deno.test("place() tells what will stand next to a head: empty lines, indentation, the doc comment", async () => {
  const of = async (more: Partial<Asked>, text = TEXT) =>
    (await placed({ "a.ts": text }, asked(more))).placement?.around;
  assert.deepEqual(await of({}), ["\n\n", ""]);
  const doc = "/**\n * Count the words.\n *\n * @example\n * count('a') // => 1\n */\n";
  assert.deepEqual(await of({ examples: ["count('a') => 1"] }), [`\n\n${doc}`, ""]);
  const inClass = await of({ name: "Cart", examples: ["new Cart().size() => 1"] });
  assert.match(inClass?.[0] ?? "", /^\n\n {2}\/\*\*\n[^]*\n {2} \*\/\n {2}$/);
  assert.deepEqual(await of({}, 'import "./b";\nstart();\n'), ["\n\n", "\n"]);
  assert.deepEqual(await of({}, "start();\n"), ["", "\n\n"]);
  assert.deepEqual(await of({ file: "new.ts" }), ["", "\n"]);
});

Deno.test("place() writes in the file's own style, line ends and all", async () => {
  const before = "export const f = (): string => 'a'\r\n";
  const [, after] = await text({ head: "export function g(): number" }, before);
  assert.equal(
    after,
    `${before}\r\nexport function g(): number {\r\n  throw new Error('not implemented')\r\n}\r\n`,
  );
});
