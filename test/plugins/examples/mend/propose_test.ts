import assert from "node:assert/strict";
import type { Diagnostic } from "../../../../core/code/diagnostic.ts";
import type { HoleKind } from "../../../../core/code/hole.ts";
import { examplesOfFile } from "../../../../plugins/examples/find_examples.ts";
import { createExamples } from "../../../../plugins/examples/validator.ts";
import { call, draftOf, project } from "../project.ts";

const FAULT: Diagnostic = {
  ...{ file: "a.ts", span: { start: 0, end: 1 }, severity: "error" },
  ...{ code: "example", message: "", source: "examples" },
};

interface Setting {
  readonly kind?: HoleKind;
  readonly faults?: readonly Diagnostic[];
}

/** What is proposed for a text in the hole `__` of a file with examples. */
async function proposed(file: string, text: string, { kind = "body", faults = [FAULT] }: Setting = {}) {
  await using made = await project({ "a.ts": file });
  await using examples = createExamples({ root: made.root });
  const draft = draftOf("a.ts", file, kind);
  const hole = { ...draft.hole, examples: examplesOfFile("a.ts", file) };
  const remedies = await examples.propose({ ...draft, hole, text }, faults, call());
  return remedies.map((one) => one.kind === "patch" ? one.text : one.kind);
}

const UP_TO = "/**\n * upTo(3) // => 6\n * upTo(5) // => 15\n * upTo(0) // => 0\n */\n" +
  "function upTo(n: number): number {__}\n";
const LONGEST =
  "/**\n * longest(['a', 'bbb', 'cc']) // => 'bbb'\n * longest(['aa', 'bb']) // => 'aa'\n */\n" +
  "function longest(words: string[]): string {__}\n";
const COMMAS = "/**\n * listed(['a', 'b']) // => 'a,b'\n */\nfunction listed(words: string[]): string {__}\n";

Deno.test("propose() mends a bound that is off by one, in each way that does the same", async () => {
  const body = (bound: string) => `let sum = 0;\nfor (let i = 0; i ${bound}; i++) sum += i;\nreturn sum;`;
  assert.deepEqual(await proposed(UP_TO, body("< n")), [body("<= n"), body("< n + 1")]);
});

Deno.test("propose() mends a comparison", async () => {
  const body = (sign: string) =>
    `let best = "";\nfor (const one of words) if (one.length ${sign} best.length) best = one;\nreturn best;`;
  const [first] = await proposed(LONGEST, body(">="));
  assert.equal(first, body(">"));
});

Deno.test("propose() mends a separator, and an expression", async () => {
  assert.deepEqual(await proposed(COMMAS, 'return words.join(" ");'), ['return words.join(",");']);
  const file = COMMAS.replace("__", "return __;");
  assert.deepEqual(await proposed(file, 'words.join(" ")', { kind: "expression" }), ['words.join(",")']);
});

Deno.test("propose() mends statements between others, though they read no parameter", async () => {
  const file =
    "/**\n * area(2, 3) // => 12\n * area(1, 5) // => 10\n */\nfunction area(w: number, h: number): number {\n" +
    "  const one = w * h;\n  let all = one;\n  __\n  return all;\n}\n";
  assert.deepEqual(await proposed(file, "all -= one;", { kind: "statements" }), ["all += one;"]);
});

Deno.test("propose() mends what an error says, and what only one of several examples says", async () => {
  const file = "/**\n * share(6, 3) // => 2\n * share(1, 0) // => throws RangeError\n */\n" +
    "function share(all: number, parts: number): number {__}\n";
  const body = (value: number) =>
    `if (parts === ${value}) throw new RangeError("none");\nreturn all / parts;`;
  const [first] = await proposed(file, body(1));
  assert.equal(first, body(0));
});

Deno.test("propose() proposes nothing where no single edit meets all examples", async () => {
  assert.deepEqual(await proposed(UP_TO, "return `${n}`.length;"), []);
});

Deno.test("propose() says no example again", async () => {
  const file = "/**\n * fee(4) // => 12\n * fee(9) // => 27\n */\nfunction fee(n: number): number {__}\n";
  const text = "if (n === 9) return 26;\nreturn n * 3;";
  // `n === 8` meets the examples too, and nothing speaks for it.
  assert.deepEqual(await proposed(file, text), ["return n * 3;"]);
  const only = "/** fee(4) // => 12 */\nfunction fee(n: number): number {__}\n";
  assert.deepEqual(await proposed(only, "return 11;"), []);
});

Deno.test("propose() leaves out what changes its arguments unasked", async () => {
  const file = "/** last([1, 2]) // => 2 */\nfunction last(xs: number[]): number | undefined {__}\n";
  const found = await proposed(file, "return xs.shift();");
  assert.deepEqual(found, []); // `xs.pop()` gives 2 and takes it away
});

Deno.test("propose() proposes nothing where two edits are as likely and go on in ways that part", async () => {
  const file = (call: string, value: string) =>
    `/** one(${call}) // => ${value} */\nfunction one<T>(a: T, b: T, c: T): T {__}\n`;
  assert.deepEqual(await proposed(file('"x", "y", "z"', '"y"'), "return a;"), ["return b;"]);
  assert.deepEqual(await proposed(file('"x", "y", "y"', '"y"'), "return a;"), []);
  // `a + 1` is likelier than `b` and `c`.
  assert.deepEqual(await proposed(file("1, 2, 2", "2"), "return a;"), ["return a + 1;"]);
});

Deno.test("propose() takes bounded time where edits never end", async () => {
  const file = "/**\n * steps(3) // => 4\n * steps(8) // => 9\n */\nfunction steps(n: number): number {__}\n";
  const body = (sign: string) =>
    `let at = 0;\nlet count = 0;\nwhile (at ${sign} n) {\n  at += 1;\n  count += 1;\n}\nreturn count;`;
  const before = performance.now();
  const [first] = await proposed(file, body("<"));
  const elapsedMs = performance.now() - before;
  assert.equal(first, body("<="));
  assert.ok(elapsedMs < 5_000, `${elapsedMs} ms`);
});

Deno.test("propose() gives up in time where edits call themselves without end or wait for ever", async () => {
  const file = "/** down(2) // => 5 */\nasync function down(n: number): Promise<number> {__}\n";
  const before = performance.now();
  const body =
    "if (n > 99) return n;\nif (n === 0) await new Promise(() => {});\nreturn await down(n - 1) + await down(n - 2);";
  assert.deepEqual(await proposed(file, body), []);
  const elapsedMs = performance.now() - before;
  assert.ok(elapsedMs < 5_000, `${elapsedMs} ms`);
});

Deno.test("propose() is about examples alone", async () => {
  const text = 'return words.join(" ");';
  assert.deepEqual(await proposed(COMMAS, text, { faults: [{ ...FAULT, code: "test" }] }), []);
  assert.deepEqual(await proposed(COMMAS, text, { faults: [{ ...FAULT, source: "typescript" }] }), []);
  assert.deepEqual(await proposed(COMMAS.replace("listed(['a', 'b'])", "see"), text), []);
  assert.deepEqual(await proposed(COMMAS, text, { kind: "members" }), []);
});
