import assert from "node:assert/strict";
import type { Hole } from "../../../../core/code/hole.ts";
import { applyEdits } from "../../../../core/code/text.ts";
import { createIndexer } from "../../../../plugins/typescript/indexer.ts";
import { Session } from "../../../../plugins/typescript/session.ts";
import { createValidator } from "../../../../plugins/typescript/validator.ts";
import { call } from "../call.ts";
import { BASE } from "../judged.ts";
import { tree } from "../project/tree.ts";

const TEXT = [
  "interface Opts { deep: boolean }",
  "",
  "/** @example first([1, 2]) // => 1 */",
  "export function first(list: any): any {",
  "  const all = list as any;",
  "  return all[0];",
  "}",
  "",
  "export class Box {",
  "  #n = 0;",
  "  add(n: number) {",
  "    return this.#n += n;",
  "  }",
  "}",
  "",
  "export const shown = (o: Opts) => o.deep;",
  "const inner = (n: number) => n + 1;",
  "export const two = inner(1);",
  "",
].join("\n");

/** From the start of one text to the end of another. */
const from = (first: string, last = first) => ({
  start: TEXT.indexOf(first),
  end: TEXT.indexOf(last) + last.length,
});

/** Code of the range's hole, and what the validator says of a text in it: its state, or its faults. */
async function judged(range: { start: number; end: number }, text = "") {
  using project = tree({
    ...BASE,
    "a.ts": TEXT,
    "user.ts": 'import { two } from "./a";\nexport const three = two + 1;\n',
  });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const wish = { intent: "safer", examples: [], file: "a.ts", isNew: false, isFree: false, range };
  const found = (await indexer.place?.(wish, call))?.hole;
  assert.ok(found);
  const hole: Hole = { ...found, intent: "safer" };
  const scope = await indexer.scope({ hole, text: "", edits: [] }, call);
  const edits = await indexer.edits({ hole, text, edits: [] }, [], call);
  const after = applyEdits(TEXT, edits);
  const report = await createValidator(session, []).validate(
    { edits, files: [{ file: "a.ts", text: after }] },
    hole,
    call,
  );
  const faults = report.diagnostics.map(({ code, message }) => `${code} ${message}`).join(", ");
  const names = scope?.bindings.map(({ name }) => name) ?? [];
  return {
    hole,
    names,
    after,
    code: TEXT.slice(hole.span.start, hole.span.end),
    said: faults || report.state,
  };
}

Deno.test("a range is whole statements or members: what it cuts through is part of it", async () => {
  const of = async (first: string, last?: string) => (await judged(from(first, last))).code;
  assert.equal(await of("const all = list as any;"), "const all = list as any;");
  assert.equal(await of("all = list", "return all"), "const all = list as any;\n  return all[0];");
  assert.equal(
    await of("export function first", "return all[0];"),
    TEXT.slice(TEXT.indexOf("export f"), TEXT.indexOf("\n\nexport class")),
  );
  assert.equal(await of("#n = 0", "add("), "#n = 0;\n  add(n: number) {\n    return this.#n += n;\n  }");
  assert.equal(
    await of("/** @example", "export function"),
    TEXT.slice(TEXT.indexOf("/**"), TEXT.indexOf("\n\nexport class")),
  );
});

Deno.test("a range has the examples of what it lies in, and sees its names", async () => {
  const { hole, names } = await judged(from("const all = list as any;"));
  assert.deepEqual([hole.kind, hole.id, hole.examples.map((one) => one.call)], ["range", "a.ts:5:3", [
    "first([1, 2])",
  ]]);
  assert.ok(names.includes("list"));
  const member = await judged(from("add(n", "+= n;\n  }"));
  assert.ok(member.names.includes("shown"), member.names.join());
});

Deno.test("what is written anew is laid where the old code stood", async () => {
  const { after, said } = await judged(
    from("add(n", "+= n;\n  }"),
    "add(n: number) {\n  this.#n += n;\n  return this.#n;\n}",
  );
  assert.equal(said, "valid");
  assert.match(after, /^ {2}add\(n: number\) \{\n {4}this\.#n \+= n;\n {4}return this\.#n;\n {2}\}\n\}$/m);
});

const verdicts:
  readonly (readonly [claim: string, range: readonly [string, string?], text: string, said: RegExp])[] = [
    [
      "code inside of a function",
      ["const all = list as any;"],
      "const all: unknown[] = Array.isArray(list) ? list : [];",
      /^valid$/,
    ],
    [
      "a private name with another type",
      ["const inner = (n: number) => n + 1;"],
      "const inner = (n: number, by = 1): number => n + by;",
      /^valid$/,
    ],
    [
      "a parameter with another type",
      ["export function first", "all[0];\n}"],
      "export function first(list: number[]): number {\n  return list[0] ?? 0;\n}",
      /^range\/type "first" was \(list: any\) => any, and is \(list: number\[\]\) => number$/,
    ],
    [
      "an exported value with another type",
      ["export const two = inner(1);"],
      'export const two = "2";',
      /^TS2322|^range\/type "two" was number, and is (?:string|"2")$/,
    ],
    [
      "a member with another type",
      ["add(n", "+= n;\n  }"],
      "add(n: number) {\n  return `${this.#n += n}`;\n}",
      /^range\/type "Box" was .*number, and is .*string$/,
    ],
    [
      "a type that an exported one speaks of",
      ["interface Opts { deep: boolean }"],
      "interface Opts { readonly deep: boolean }",
      /^range\/type "Opts" was deep: boolean, and is readonly deep/,
    ],
    [
      "a name that is gone",
      ["export const two = inner(1);"],
      "const two = inner(1);\nvoid two;",
      /range\/type "two" is gone|TS2459/,
    ],
    [
      "a new name",
      ["export const two = inner(1);"],
      "export const two = inner(1);\nexport const four = 4;",
      /^range\/type "four" is new/,
    ],
    [
      "code that others lean on and that is gone",
      ["const all = list as any;"],
      "void list;",
      /^TS2304 Cannot find name 'all'/,
    ],
    ["code that does not compile", ["const all = list as any;"], "const all: string = 1;", /^TS2322/],
  ];

for (const [claim, [first, last], text, said] of verdicts) {
  Deno.test(`a range is judged by its file's types: ${claim}`, async () => {
    assert.match((await judged(from(first, last), text)).said, said);
  });
}
