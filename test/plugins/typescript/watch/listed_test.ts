import assert from "node:assert/strict";
import type { HoleKind } from "../../../../core/code/hole.ts";
import { call } from "../call.ts";
import { watched, type WatchedProject } from "./watched.ts";

const HEAD = `declare const text: string;
declare const names: string[];
declare function take(value: number): number;
`;

/** Files with a hole, by what stands in it. */
const PLACES = {
  functions: `${HEAD}/*<*/export function first(): number {
  return take(1);
}
const second = (): number => first();/*>*/
export const used = second();
`,
  lines: `${HEAD}export function f(): number {
  const size = names.length;
  /*<*/const last = names.at(-1);/*>*/
  const half = size / 2;
  return last ? size : half;
}
`,
  namespace: `${HEAD}namespace Own {
  /*<*/export const first = 1;/*>*/
}
export const used = Own.first;
`,
  members: `${HEAD}export class Box {
  size = 1;
  /*<*/grow(by: number): number {
    return this.size += by;
  }/*>*/
  twice(): number {
    return this.grow(this.size);
  }
}
`,
  nothing: `${HEAD}export const used = take(twice(1)); /*<*//*>*/
export const after = 1;
`,
  noMember: `${HEAD}export class Box {
  size = 1;/*<*//*>*/
}
`,
} as const;

/** What a model writes, and at which point the fault in it is told: when `¦` is reached, and not before. */
interface Wrong {
  readonly at: keyof typeof PLACES;
  readonly written: string;
  readonly code: string;
  readonly blamed: string;
}

const WRONG: readonly Wrong[] = [
  {
    at: "functions",
    written: "export function first(): number {\n  const n: number = text;¦\n  return n;",
    ...{ code: "TS2322", blamed: "n" },
  },
  {
    at: "functions",
    written: "export const first = () => text.lenght + ¦1;",
    ...{ code: "TS2551", blamed: "lenght" },
  },
  { at: "functions", written: 'take("a");¦', code: "TS2345", blamed: '"a"' },
  { at: "functions", written: "const = 1;¦", code: "watch/syntax", blamed: "=" },
  {
    at: "functions",
    written: `${"take(1);\n".repeat(44)}take¦`,
    ...{ code: "watch/repetition", blamed: `${"take(1);\n".repeat(44)}take` },
  },
  { at: "lines", written: "const last: number = names.at(-1);¦", code: "TS2322", blamed: "last" },
  {
    at: "lines",
    written: "if (size.lenght)¦ take(1);\nconst last = 1;",
    ...{ code: "TS2339", blamed: "lenght" },
  },
  { at: "lines", written: "const half = 1;¦", code: "TS2451", blamed: "half" },
  { at: "lines", written: "const last = 1;\nsize = 2;¦", code: "TS2588", blamed: "size" },
  { at: "members", written: "grow(by: number): number {\n    take(text);¦", code: "TS2345", blamed: "text" },
  {
    at: "nothing",
    written: "function twice(n: number) {\n  return take(text);¦",
    code: "TS2345",
    blamed: "text",
  },
  { at: "nothing", written: "const twice = (n: number) => n.lenght * ¦2;", code: "TS2339", blamed: "lenght" },
  { at: "nothing", written: "function twice(): number {\n  const = 1;¦", code: "watch/syntax", blamed: "=" },
  { at: "noMember", written: "grow(): number {\n    return text;¦", code: "TS2322", blamed: "return" },
];

const kindAt = (at: keyof typeof PLACES): HoleKind => /^no[tM]/.test(at) ? "declaration" : "range";
const at = (place: keyof typeof PLACES) => watched({ "a.ts": PLACES[place] }, "a.ts", kindAt(place));

for (const { at: place, written, code, blamed } of WRONG) {
  Deno.test(`watch() tells ${code} in a ${kindAt(place)} as soon as it is sure: ${written.slice(0, 60)}`, async () => {
    await using project = await at(place);
    const [before = "", after = ""] = written.split("¦");
    const found = await firstFault(project, before + after);
    assert.deepEqual(found, { code, blamed, prefix: before });
  });
}

/** What is known when a text is all that is written: whether it is complete, up to where, and the faults' codes. */
async function said(place: keyof typeof PLACES, written: string, how: "check" | "whole" = "check") {
  await using project = await at(place);
  await using session = await project.open();
  const { isComplete, checkedTo, faults } = await session[how](1, written, call);
  return {
    filled: isComplete ? written.slice(0, checkedTo) : undefined,
    faults: faults.map(({ code }) => code),
  };
}

const open = { filled: undefined, faults: [] };

Deno.test("watch() misses no name of a range's old text before the range has ended", async () => {
  assert.deepEqual(await said("lines", "const other = size;\n"), open);
  assert.deepEqual(await said("lines", "take(last);\n"), open);
  assert.deepEqual((await said("lines", "const other = size;", "whole")).faults, ["TS2304"]);
  assert.deepEqual((await said("lines", "const other = size;\n}")).faults, ["TS2304"]);
  assert.deepEqual(await said("members", "grown(): void {}\n  "), open);
  assert.deepEqual((await said("members", "grown(): void {}\n}")).faults, ["TS2551"]);
  assert.deepEqual((await said("functions", "export const first = () => 1;", "whole")).faults, ["TS2304"]);
});

Deno.test("watch() tells what a range shows with another type than before, when it has ended", async () => {
  const second = "const second = () => 1;";
  const changed = `export const first = (): string => text;\n${second}`;
  assert.deepEqual(await said("functions", `${changed}\n`), open);
  assert.deepEqual((await said("functions", changed, "whole")).faults, ["range/type"]);
  const same = `export const first = (): number => 1;\n${second}`;
  assert.deepEqual((await said("functions", same, "whole")).faults, []);
  const more = `${same}\nexport const third = 1;`;
  assert.deepEqual((await said("functions", more, "whole")).faults, []); // it is cut off
  assert.deepEqual((await said("lines", "const last = names[0] as string;", "whole")).faults, []);
});

Deno.test("watch() places what a range shows otherwise on all of its text", async () => {
  await using project = await at("functions");
  await using session = await project.open();
  const written = "export const first = (): string => text;\nconst second = () => 1;";
  const [fault] = (await session.whole(1, written, call)).faults;
  const { start } = project.draft.hole.span;
  assert.deepEqual(fault?.span, { start, end: start + written.length });
  assert.equal(fault?.message, '"first" was () => number, and is () => string');
});

Deno.test("watch() ends a range before the code behind it that is written again", async () => {
  const own = "const last = names[0];";
  assert.deepEqual(await said("lines", `${own}\n  const half = size / 2;\n`), { filled: own, faults: [] });
  const all = `${own}\n  const half = size / 2;\n  return last ? size : half;\n}`;
  assert.deepEqual(await said("lines", all), { filled: own, faults: [] });
  assert.deepEqual(await said("lines", all.slice(0, -2), "whole"), { filled: own, faults: [] });
  const member = "grow(by: number): number { return by; }";
  assert.deepEqual(await said("members", `${member}\n  twice(): number { return 1; }`), {
    ...{ filled: member, faults: [] },
  });
});

Deno.test("watch() ends a range before what would show a new name, and before nothing else that runs", async () => {
  const own = "export const first = (): number => 1;\nconst second = () => first();";
  assert.deepEqual(await said("functions", `${own}\nexport const third = () => take(2);\nt`), {
    ...{ filled: own, faults: [] },
  });
  for (const more of ["take(2);", "const other = () => take(2);", "take(second());"]) {
    assert.deepEqual(await said("functions", `${own}\n${more}\nconst t`), open);
  }
  assert.deepEqual(await said("lines", "const last = names[0];\ntake(2);\n"), open);
  assert.deepEqual(await said("namespace", "export const first = 1;\nexport const second = 2;\nc"), open);
});

Deno.test("watch() ends a declaration with its end, and not before a name that it lacks", async () => {
  const own = "function twice(n: number): number { return n * 2; }";
  assert.deepEqual(await said("nothing", own), { filled: own, faults: [] });
  assert.deepEqual(await said("nothing", `${own}\nfunction other() {}`), { filled: own, faults: [] });
  assert.deepEqual(await said("nothing", `${own}\nfunction other() {}`, "whole"), {
    filled: own,
    faults: [],
  });
  const lacking = "function twice(n: number): number { return by(n); }";
  assert.deepEqual(await said("nothing", `${lacking}\n`), open);
  const helped = `${lacking}\nfunction by(n: number) { return n * 2; }`;
  assert.deepEqual(await said("nothing", helped), { filled: helped, faults: [] });
  const overloads = "function twice(n: number): number;\nfunction twice(n: string): number;\n";
  assert.deepEqual(await said("nothing", overloads), open);
  assert.deepEqual(await said("nothing", "const other = (n: number) => n "), open);
  assert.deepEqual(await said("nothing", "const other = (n: number) => n * 2\nconst t"), {
    ...{ filled: "const other = (n: number) => n * 2", faults: [] },
  });
  const method = "grow(): number { return this.size; }";
  assert.deepEqual(await said("noMember", method), { filled: method, faults: [] });
});

Deno.test("watch() tells what a declaration breaks around it when it has ended", async () => {
  assert.deepEqual(await said("nothing", "function twice(n: string): string { return n; }"), {
    ...{ filled: "function twice(n: string): string { return n; }", faults: ["TS2345", "TS2345"] },
  });
});

Deno.test("watch() knows a declaration that begins a new file", async () => {
  await using project = await watched({ "b.ts": "export const b = 1;\n/*<*//*>*/" }, "b.ts", "declaration");
  const hole = { ...project.draft.hole, id: "new.ts:1:1", file: "new.ts", span: { start: 0, end: 0 } };
  await using session = await project.open({ ...project.draft, hole });
  const { isComplete, faults } = await session.check(1, "export function f(): number { return 1; }", call);
  assert.deepEqual([isComplete, faults], [true, []]);
  await using other = await project.open({ ...project.draft, hole });
  const [fault] = (await other.check(1, 'export function f(): number { return "";', call)).faults;
  assert.equal(fault?.code, "TS2322");
});

/** The first fault that is told while a text is written, character by character. */
async function firstFault(project: WatchedProject, written: string) {
  await using session = await project.open();
  for (let length = 1; length <= written.length; length++) {
    const prefix = written.slice(0, length);
    const [fault] = (await session.check(length, prefix, call)).faults;
    if (!fault) continue;
    const { start } = project.draft.hole.span;
    return {
      code: fault.code,
      blamed: prefix.slice(fault.span.start - start, fault.span.end - start),
      prefix,
    };
  }
  return undefined;
}
