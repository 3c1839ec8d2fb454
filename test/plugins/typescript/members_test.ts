import assert from "node:assert/strict";
import { type Candidate, createMaze, type MazeOptions, type Outcome } from "../../../mod.ts";
import type { CompletionRequest } from "../../../core/kernel/plugin.ts";
import examples from "../../../plugins/examples/mod.ts";
import synth from "../../../plugins/synth/mod.ts";
import typescript from "../../../plugins/typescript/mod.ts";
import { able } from "../../core/fill/decode/scripted.ts";
import { entryOf, plugin } from "../../core/kernel/toy.ts";
import { answers } from "../answers.ts";
import { BASE, judged } from "./judged.ts";
import { tree } from "./project/tree.ts";

const SHAPE = "export interface Shape {\n  /** Width times height. */\n  area(): number;\n" +
  "  readonly label: string;\n  scaled(by: number): Size;\n}\n" +
  "export interface Size { readonly width: number; readonly height: number }\n";
const BOX =
  'import type { Shape } from "./shape.ts";\n\nexport class Box implements Shape {\n  width = 2;\n  height = 3;\n\n';
const FILES = { ...BASE, "shape.ts": SHAPE, "a.ts": `${BOX}  // ?? a box\n}\n` };

/** What goes into each of the three members. */
const AREA = "return this.width * this.height;";
const LABEL = "`${this.area()}`";
const SCALED = "return {\n  width: this.width * by,\n  height: this.height * by,\n};";
/** All of them as they stand in the file. */
const MEMBERS = [
  ...["  area(): number {", `    ${AREA}`, "  }", "", `  readonly label: string = ${LABEL};`, ""],
  ...["  scaled(by: number): Size {", ...SCALED.split("\n").map((line) => `    ${line}`), "  }", ""],
].join("\n");
const FILLED = BOX.replace("{ Shape }", "{ Shape, Size }") + MEMBERS + "}\n";

type Plugins = MazeOptions["plugins"];

/** The file after its hole is filled, what became of the hole, and what becomes of that in another run. */
async function filled(
  files: Readonly<Record<string, string>>,
  provider: Plugins[number],
  fill: MazeOptions["fill"] = {},
): Promise<{ readonly text: string; readonly outcome: Outcome; readonly again: Outcome }> {
  using project = tree(files);
  const plugins = [{ plugin: typescript, options: { cache: false } }, { plugin: examples }, provider];
  const open = () => createMaze({ root: project.root, plugins, fill: { maxMs: 60_000, ...fill } });
  await using maze = await open();
  const [outcome] = await Array.fromAsync(maze.fill({ targets: ["a.ts"] }));
  const changed = maze.changes().files.find(({ file }) => file === "a.ts");
  await using other = await open();
  const shown = (outcome?.candidates ?? []).map(({ text, needs, cost }: Candidate) => ({
    text,
    needs,
    cost,
  }));
  const earlier = () => ({ filled: "yes" as const, answers: shown, isLast: true });
  const [again] = await Array.fromAsync(other.fill({ targets: ["a.ts"], earlier }));
  assert.ok(outcome && again);
  return { text: changed?.text ?? files["a.ts"] ?? "", outcome, again };
}

/** A model that gives one text for each kind of place, and what it was asked. */
function model(texts: (request: CompletionRequest) => string, inputTokens = 10) {
  const asked: CompletionRequest[] = [];
  const provider = {
    capabilities: () => Promise.resolve(able),
    async *complete(request: CompletionRequest) {
      asked.push(request);
      await Promise.resolve();
      yield { kind: "text" as const, answer: 0, text: texts(request) };
      yield { kind: "end" as const, answer: 0, reason: "complete" as const, cost: 1, needs: [] };
      yield { kind: "usage" as const, usage: { inputTokens, outputTokens: 1 }, notes: [] };
    },
  };
  return { asked, entry: entryOf(plugin("model", ["provider"], () => ({ provider }))) };
}

/** The text for the member that is asked for, all of them for a hole of members. */
function byPlace({ prompt: { before }, draft: { hole } }: CompletionRequest): string {
  if (hole.kind === "members") return MEMBERS.replaceAll(/^ {2}/gm, "");
  const [head] = [...before.matchAll(/area|label|scaled/g)].slice(-1);
  return { area: AREA, label: LABEL, scaled: SCALED }[head?.[0] ?? ""] ?? "";
}

Deno.test("members are written one at a time, and are one candidate in the end", async () => {
  const known = { "Width times height; a box": [AREA], "a box": ['return "no";', LABEL, SCALED] };
  const { text, outcome, again } = await filled(FILES, { plugin: answers(known) });
  assert.equal(text, FILLED);
  assert.deepEqual([outcome.hole.kind, outcome.filled, outcome.candidates.length], ["members", "yes", 1]);
  const [only] = outcome.candidates;
  assert.equal(only?.text, MEMBERS.replaceAll(/^ {2}/gm, "").trimEnd());
  assert.deepEqual(only?.needs, [{ name: "Size", from: "./shape.ts", kind: "type" }]);
  assert.deepEqual([again.filled, again.candidates[0]?.change], ["yes", only?.change]);
});

Deno.test("a member that is filled is context for the next, and its time and tokens count for the whole", async () => {
  const { asked, entry } = model(byPlace);
  const { text, outcome } = await filled(FILES, entry, { watch: false });
  assert.equal(text, FILLED);
  assert.deepEqual(asked.map(({ draft }) => draft.hole.kind), ["body", "expression", "body"]);
  const befores = asked.map(({ prompt }) => prompt.before);
  assert.deepEqual(befores.map((one) => one.includes(AREA)), [false, true, true]);
  assert.match(
    befores[2] ?? "",
    /readonly label: string = `\$\{this\.area\(\)\}`;\n\n {2}scaled\(by: number\)/,
  );
  assert.deepEqual([outcome.cost.inputTokens, outcome.cost.outputTokens], [30, 3]);
});

Deno.test("members are written all at once where one of them can not be filled, and that is said", async () => {
  const { asked, entry } = model((request) =>
    byPlace(request) === LABEL && request.draft.hole.kind !== "members" ? "1" : byPlace(request)
  );
  // The other file's type is imported already: a model that writes all of them would have to know of it.
  const files = { ...FILES, "a.ts": FILES["a.ts"].replace("{ Shape }", "{ Shape, Size }") };
  const { text, outcome } = await filled(files, entry, { streams: 1, watch: false });
  assert.equal(text, FILLED);
  assert.deepEqual(asked.map(({ draft }) => draft.hole.kind), ["body", "expression", "members"]);
  assert.deepEqual(
    outcome.notes.filter(({ code }) => code === "members").map(({ text }) => text),
    ["members were written all at once; readonly label: string: it is not filled"],
  );
  assert.deepEqual([outcome.cost.candidates, outcome.cost.outputTokens], [3, 3]);
});

Deno.test("members are written all at once where one of them has no head of its own, or none is owed", async () => {
  const overloads = "interface I { f(a: string): string; f(a: number): number }\n";
  const both = "f(a: string): string;\nf(a: number): number;\nf(a: never): never { return a; }";
  const before = `${overloads}class A implements I {\n  // ?? f\n}\n`;
  const one = await filled({ ...BASE, "a.ts": before }, { plugin: answers([both]) });
  assert.deepEqual([one.outcome.filled, one.outcome.notes], ["yes", []]);
  const free = { ...BASE, "a.ts": "class A {\n  // ?? a count\n}\n" };
  assert.equal(
    (await filled(free, { plugin: answers(["count = 1;"]) })).text,
    "class A {\n  count = 1;\n}\n",
  );
});

Deno.test("what a hole between members may cost holds for all of them", async () => {
  const { asked, entry } = model(byPlace, 5_000);
  const { outcome } = await filled(FILES, entry, { maxTokens: 6_000, answerTokens: 64, watch: false });
  assert.equal(outcome.filled, "no");
  assert.equal(asked.length, 2);
  assert.ok(outcome.notes.some(({ code }) => code === "spent"));
});

Deno.test("lines inside of a text are no indentation, however deep they are", async () => {
  const before = "interface I { f(): string; g(): string }\nclass A implements I {\n  // ?? f\n}\n";
  const body = "return `a\n      b\nc`;";
  const { text, outcome, again } = await filled({ ...BASE, "a.ts": before }, { plugin: answers([body]) });
  const member = (name: string) => `  ${name}(): string {\n    ${body}\n  }\n`;
  assert.equal(text, before.replace("  // ?? f\n", `${member("f")}\n${member("g")}`));
  assert.deepEqual([outcome.notes, again.filled], [[], "yes"]);
});

Deno.test("examples of a class bind what is owed last", async () => {
  const before = "interface I { readonly by: number; scaled(n: number): number }\n" +
    "/**\n * @example\n * new A().scaled(4) // => 12\n * new A().scaled(1) // => 3\n */\nexport class A implements I {\n";
  const { text } = await filled({ ...BASE, "a.ts": `${before}  // ?? scaled\n}\n` }, {
    plugin: answers({ scaled: ["3", "return n;", "return n * this.by;"] }),
  });
  assert.equal(
    text,
    `${before}  readonly by: number = 3;\n\n  scaled(n: number): number {\n    return n * this.by;\n  }\n}\n`,
  );
});

Deno.test("imports of types and of values from one module are put together in the end", async () => {
  const others = {
    "item.ts":
      "declare const tag: unique symbol;\nexport type Item = number & { [tag]: 1 };\nexport const firstItem = 1 as Item;\n",
    "shelf.ts": 'import type { Item } from "./item.js";\nexport interface Shelf { first(): Item }\n',
  };
  const needs = [{ name: "firstItem", from: "./item.js", kind: "named" as const }];
  const provider = {
    async *complete() {
      yield { kind: "text" as const, answer: 0, text: await Promise.resolve("return firstItem;") };
      yield { kind: "end" as const, answer: 0, reason: "complete" as const, cost: 1, needs };
    },
  };
  const importing = entryOf(plugin("importing", ["provider"], () => ({ provider })));
  const before = 'import type { Shelf } from "./shelf.js";\n\nexport class A implements Shelf {\n';
  const { text, outcome } = await filled(
    { ...BASE, ...others, "a.ts": `${before}  // ?? first\n}\n` },
    importing,
  );
  assert.equal(
    text,
    before.replace('shelf.js";\n', 'shelf.js";\nimport { type Item, firstItem } from "./item.js";\n') +
      "  first(): Item {\n    return firstItem;\n  }\n}\n",
  );
  assert.deepEqual(outcome.candidates[0]?.needs.map(({ name, kind }) => `${kind} ${name}`), [
    "type Item",
    "named firstItem",
  ]);
});

Deno.test("members need no model where what fits is enough", async () => {
  const before = "export interface Named { readonly name: string; greets(other: Named): Named }\n" +
    "export class User implements Named {\n  constructor(readonly name: string) {}\n\n";
  const { text } = await filled({ ...BASE, "a.ts": `${before}  // ?? gives the other\n}\n` }, {
    plugin: synth,
  });
  assert.equal(text, `${before}  greets(other: Named): Named {\n    return other;\n  }\n}\n`);
});

Deno.test("what would be sent for members is the request for the first", async () => {
  using project = tree(FILES);
  const never = () => assert.fail("it was asked");
  const preview = ({ prompt: { before } }: CompletionRequest) =>
    Promise.resolve([{ method: "POST", url: "http://x/", body: before.slice(-18) }]);
  const provider = { capabilities: () => Promise.resolve(able), complete: never, preview };
  const entry = entryOf(plugin("model", ["provider"], () => ({ provider })));
  const plugins = [{ plugin: typescript, options: { cache: false } }, entry];
  await using maze = await createMaze({ root: project.root, plugins });
  const [only, ...more] = await Array.fromAsync(maze.preview());
  assert.deepEqual([only?.hole.kind, only?.sendings[0]?.body, more], ["members", "  area(): number {", []]);
  assert.match(only?.notes[0]?.text ?? "", /^the first of its members: area\(\): number/);
  assert.deepEqual(maze.changes().files, []);
});

Deno.test("members that were recorded are the same in a replay", async () => {
  using project = tree(FILES);
  const file = `${project.root}/run.jsonl`;
  const { entry } = model(byPlace);
  const run = async (mode: "record" | "replay") => {
    const plugins = [{ plugin: typescript, options: { cache: false } }, entry];
    await using maze = await createMaze({ root: project.root, plugins, record: { file, mode } });
    await Array.fromAsync(maze.fill());
    return maze.changes().files;
  };
  assert.deepEqual(await run("record"), [{ file: "a.ts", text: FILLED }]);
  assert.deepEqual(await run("replay"), [{ file: "a.ts", text: FILLED }]);
});

Deno.test("validate() forgives a value and a body what their class still owes, and members nothing", async () => {
  const of = (member: string) => ({
    ...BASE,
    "a.ts": `interface I { b: 1 }\nclass A implements I { ${member} }\n`,
  });
  assert.equal(await judged(of("a = /* ?? */;"), "1"), "valid");
  assert.equal(await judged(of("a() { return /* ?? */; }"), "1"), "valid");
  assert.equal(await judged(of("/* ?? */"), "a = 1;"), "a.ts TS2420");
});
