import assert from "node:assert/strict";
import { watched, type WatchedProject } from "./watched.ts";
import { call } from "../call.ts";

const HEAD = `declare const text: string;
declare const names: string[];
declare function take(value: number): number;
declare function load(): Promise<number>;
declare function run<T>(use: (value: T) => void, value: T): void;
`;

/** What a model writes into a body that returns a number, and at which point the fault in it is told. */
interface Wrong {
  readonly name: string;
  /** What is written; the fault is told when `¦` is reached, and not before. */
  readonly written: string;
  readonly code: string;
  /** The text that is blamed. */
  readonly blamed: string;
}

const WRONG: readonly Wrong[] = [
  {
    name: "a value of a wrong type",
    written: "const n: number = text;¦ return n;",
    code: "TS2322",
    blamed: "n",
  },
  {
    name: "a member that is not there",
    written: "const n = text.lenght + ¦1;",
    code: "TS2551",
    blamed: "lenght",
  },
  {
    name: "a member in a condition",
    written: "if (text.lenght)¦ return 1;",
    code: "TS2551",
    blamed: "lenght",
  },
  { name: "a wrong argument", written: 'take("a");¦ return 1;', code: "TS2345", blamed: '"a"' },
  { name: "an argument too many", written: "take(1, 2);¦ return 1;", code: "TS2554", blamed: "2" },
  { name: "an argument too few", written: "take();¦ return 1;", code: "TS2554", blamed: "take" },
  {
    name: "a wrong return",
    written: 'if (text) { return "a";¦ } return 1;',
    code: "TS2322",
    blamed: "return",
  },
  {
    name: "a missing await",
    written: "const n = load();\nif (n > 1) {¦ return 1 }",
    code: "TS2365",
    blamed: "n > 1",
  },
  {
    name: "a name that no function can have",
    written: "const n: number = size;¦ return n;",
    code: "TS2304",
    blamed: "size",
  },
  { name: "a name whose member is read", written: "return size.width + ¦1;", code: "TS2304", blamed: "size" },
  {
    name: "a type in an ended block",
    written: "{ const n: Sizes = 1; take(n); }\nreturn 1;\n}¦",
    code: "TS2304",
    blamed: "Sizes",
  },
  {
    name: "a function that is nowhere",
    written: "const n = size(1);\nreturn n;\n}¦",
    code: "TS2304",
    blamed: "size",
  },
  { name: "a constant set again", written: "const n = 1;\nn = 2;¦ return n;", code: "TS2588", blamed: "n" },
  {
    name: "a comparison that never holds",
    written: "for (;;) { const n = take(1); if (n === text) {¦ } }",
    code: "TS2367",
    blamed: "n === text",
  },
  {
    name: "a fault in a loop that no turn takes away",
    written: "let at: string | null = text;\nwhile (at) { at.trimm(¦); at = null; }",
    code: "TS2551",
    blamed: "trimm",
  },
  {
    name: "a fault in a callback of known type",
    written: "run((one: string) => { one.trimm(¦); }, text); return 1;",
    code: "TS2551",
    blamed: "trimm",
  },
  {
    name: "a fault in a callback that its call types",
    written: "run((one) => { one.trimm(); }, text);¦ return 1;",
    code: "TS2551",
    blamed: "trimm",
  },
  {
    name: "no semicolon at the line's end",
    written: "const n: number = text\nreturn ¦n",
    code: "TS2322",
    blamed: "n",
  },
  {
    name: "a missing name in a declaration",
    written: "const = 1;¦ return 1;",
    code: "watch/syntax",
    blamed: "=",
  },
  {
    name: "an operator without an operand",
    written: "const n = 1 +;¦ return n;",
    code: "watch/syntax",
    blamed: ";",
  },
  {
    name: "what is broken in a block that has ended",
    written: "if (text) {\nconst = 1\n}¦ return 1",
    code: "watch/syntax",
    blamed: "=",
  },
  {
    name: "a line that breaks off",
    written: "const n = take(1) +\nreturn ¦n;",
    code: "watch/syntax",
    blamed: "+",
  },
  {
    name: "syntax that nothing mends, where no semicolon ends it",
    written: "= take(1)\ntake(¦2)\nreturn 1",
    code: "watch/syntax",
    blamed: "=",
  },
  {
    name: "syntax that nothing mends, behind which a member ends the line",
    written: "= text.length\ntake(¦2)\nreturn 1",
    code: "watch/syntax",
    blamed: "=",
  },
  { name: "a bracket of another kind", written: "take(1]¦; return 1;", code: "watch/syntax", blamed: "]" },
  {
    name: "a string over a line's end",
    written: 'const s = "a\n¦b"; return 1;',
    code: "watch/syntax",
    blamed: '"',
  },
  {
    name: "white space without end",
    written: `take(1);${" ".repeat(257)}¦`,
    code: "watch/space",
    blamed: " ".repeat(257),
  },
  {
    name: "the same line again and again",
    written: `${"take(1);\n  ".repeat(36)}take¦`,
    code: "watch/repetition",
    blamed: "",
  },
];

for (const { name, written, code, blamed } of WRONG) {
  Deno.test(`watch() tells ${name} as soon as it is sure`, async () => {
    await using project = await body("");
    const [before = "", after = ""] = written.split("¦");
    const found = await firstFault(project, before + after);
    assert.ok(found, "a fault");
    assert.deepEqual([found.code, blamed && found.text], [code, blamed]);
    assert.equal(found.prefix, before);
  });
}

Deno.test("watch() tells no name that an import may still bring", async () => {
  await using project = await watched(
    {
      "a.ts": "export function f(): number {/*<*//*>*/}\n",
      "tools.ts": "export const sizeOf = (text: string) => text.length;\nexport default class Widget {}\n",
      "Parcel.ts": "export default 1;\n",
      "use.ts": 'import renamed from "./Parcel";\nexport const used = renamed;\n',
      "package.json": '{"dependencies":{"big-box":"1.0.0"}}',
      "node_modules/big-box/package.json": '{"types":"./main.d.ts"}',
      "node_modules/big-box/main.d.ts": "export declare const unpack: number;\n",
    },
    "a.ts",
    "body",
  );
  const faultsOf = async (name: string) => {
    await using session = await project.open();
    const { faults, isComplete } = await session.check(0, `const n: number = ${name};\nreturn n;\n}`, call);
    assert.equal(isComplete, true);
    return faults.map(({ message }) => message.slice(0, 30));
  };
  for (const name of ["sizeOf", "Parcel", "renamed", "unpack", "bigBox"]) {
    assert.deepEqual(await faultsOf(name), [], name);
  }
  assert.deepEqual(await faultsOf("sizeOfAll"), ["Cannot find name 'sizeOfAll'."]);
  await using session = await project.open();
  assert.deepEqual((await session.check(1, "const n: number = sizeOf;", call)).faults, []);
  assert.equal((await session.check(2, "const n: number = sizeOfAll;", call)).faults.length, 1);
});

Deno.test("watch() judges an expression hole by what is surely read in it", async () => {
  await using project = await watched(
    { "a.ts": `${HEAD}export const n: number = take(/*<*//*>*/) + 1;\n` },
    "a.ts",
    "expression",
  );
  const found = async (written: string) => (await firstFault(project, written))?.prefix;
  assert.equal(
    await found("names.map((name) => name.length).lenght + 1"),
    "names.map((name) => name.length).lenght + ",
  );
  assert.equal(await found("size.width + 1"), "size.width + ");
  assert.equal(await found("text)"), "text)");
  assert.equal(await found("names.length);"), undefined);
});

Deno.test("watch() judges members by what no later member changes", async () => {
  const text = `${HEAD}export class Box {\n  size = 1;\n  /*<*//*>*/\n}\n`;
  await using project = await watched({ "a.ts": text }, "a.ts", "members");
  const found = async (written: string) => (await firstFault(project, written))?.prefix;
  assert.equal(await found("f() { take(text); } g() {}"), "f() { take(text);");
  assert.equal(await found("a = text.lenght; b = 1;"), "a = text.lenght;");
  assert.equal(await found("f() { return this.wdth; } g() {}"), undefined);
  assert.equal(await found("f() { return this.wdth; }\n}"), "f() { return this.wdth; }\n}");
});

/** A body that must return a number. */
function body(fill: string): Promise<WatchedProject> {
  return watched({ "a.ts": `${HEAD}export function f(): number {/*<*/${fill}/*>*/}\n` }, "a.ts", "body");
}

/** The first fault that is told while a text is written, character by character. */
async function firstFault(project: WatchedProject, written: string) {
  await using session = await project.open();
  for (let length = 1; length <= written.length; length++) {
    const prefix = written.slice(0, length);
    const [fault] = (await session.check(length, prefix, call)).faults;
    if (!fault) continue;
    const { start } = project.draft.hole.span;
    const text = prefix.slice(fault.span.start - start, fault.span.end - start);
    return { code: fault.code, text, prefix };
  }
  return undefined;
}
