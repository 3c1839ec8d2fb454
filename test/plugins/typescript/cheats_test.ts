import assert from "node:assert/strict";
import { BASE, judged } from "./judged.ts";
import { editedTests } from "../../../plugins/typescript/cheats/judge.ts";
import { CHEAT_FORMS, type CheatForm } from "../../../plugins/typescript/cheats/find.ts";

const LIB = "export declare const loose: any;\nexport declare const text: string;\n" +
  "export declare const maybe: { n: number } | undefined;\nexport interface User { n: number }\n";
const HEAD = 'import { loose, maybe, text, type User } from "./lib";\n';

/** A hole that asks for a type, in a project with other code. */
function project(type: string, other = ""): Record<string, string> {
  const own = `${HEAD}export function f(): ${type} {\n  return hole();\n}\n`;
  return {
    ...BASE,
    "lib.ts": LIB,
    "a.ts": own,
    "b.ts": `${HEAD}${other}\n`,
  };
}

interface Row {
  readonly form: CheatForm;
  readonly type: string;
  /** What hides an error. */
  readonly cheat: string;
  /** The same, where it hides none; absent where it can not be idle. */
  readonly idle?: string;
  /** Other code that makes it a habit; absent where nothing does. */
  readonly habit?: string;
}

const ROWS: readonly Row[] = [
  {
    form: "any",
    type: "number",
    cheat: "text as any",
    idle: "1 as any",
    habit:
      "export const x = { f(): number { return text as any; } };\nexport function f(): number { return loose as any; }",
  },
  {
    form: "non-null",
    type: "number",
    cheat: "maybe!.n",
    idle: "text!.length",
    habit: "export const x = maybe!.n;\nexport const y = maybe!.n;",
  },
  { form: "ts-ignore", type: "User", cheat: "{\n// @ts-ignore\nn: text }", idle: "{\n// @ts-ignore\nn: 1 }" },
  { form: "ts-expect-error", type: "User", cheat: "{\n// @ts-expect-error: later\nn: text }" },
  {
    form: "lint-ignore",
    type: "number",
    cheat: "(\n// eslint-disable-next-line no-magic-numbers -- why not\n1)",
    habit: "// eslint-disable-next-line no-magic-numbers\n// eslint-disable-next-line no-magic-numbers -- so",
  },
  { form: "empty-catch", type: "number", cheat: "(() => { try { return 1; } catch {} return 2; })()" },
  {
    form: "not-implemented",
    type: "number",
    cheat: '(() => { throw new Error("not implemented"); })()',
  },
  {
    form: "definite",
    type: "number",
    cheat: "(() => { let n!: number; return n; })()",
    idle: "(() => { let n!: number; n = 1; return n; })()",
    habit: "export let x!: number;\nexport class C { y!: string }",
  },
];

for (const { form, type, cheat, idle, habit } of ROWS) {
  Deno.test(`a new ${form} that hides an error is a fault`, async () => {
    assert.equal(await judged(project(type), cheat), `a.ts cheat/${form}`);
  });
  Deno.test(`${form} is no fault when the options allow it`, async () => {
    assert.equal(await judged(project(type), cheat, { allow: [form] }), "valid");
  });
  if (idle) {
    Deno.test(`${form} is no fault where it hides nothing`, async () => {
      assert.equal(await judged(project(type), idle), "valid");
    });
  }
  if (habit) {
    Deno.test(`${form} is no fault where the project has the habit`, async () => {
      assert.equal(await judged(project(type, habit), cheat), "valid");
    });
  }
}

Deno.test("a new assertion that hides an error is a fault; idle, constant, allowed and usual ones are none", async () => {
  assert.equal(await judged(project("User"), "{} as User"), "a.ts cheat/as");
  assert.equal(await judged(project("User"), "{ n: 1 } as User"), "valid");
  assert.equal(await judged(project('"a"'), '"a" as const'), "valid");
  assert.equal(await judged(project("User"), "{} as User", { allow: ["as"] }), "valid");
  const habit = "export const x = {} as User;\nexport const y = {} as User;";
  assert.equal(await judged(project("User", habit), "{} as User"), "valid");
  assert.equal(await judged(project("User", "export const x = {} as User;"), "{} as User"), "a.ts cheat/as");
});

Deno.test("an inferred any that hides an error is a fault", async () => {
  assert.equal(await judged(project("number"), 'JSON.parse("1")'), "a.ts cheat/any");
  assert.equal(await judged(project("number"), "loose.some.where"), "a.ts cheat/any");
  assert.equal(await judged(project("unknown"), 'JSON.parse("1")'), "valid");
  assert.equal(await judged(project("number"), 'Number(JSON.parse("1"))'), "valid");
  assert.equal(await judged(project("number"), 'JSON.parse("1")', { allow: ["any"] }), "valid");
  const habit = 'export const x: number = JSON.parse("1");\nexport const y: number = JSON.parse("1");';
  assert.equal(await judged(project("number", habit), 'JSON.parse("1")'), "valid");
});

Deno.test("an inferred any that a filled body returns is a fault", async () => {
  const files = { ...BASE, "a.ts": "export function f(s: string): number {}\n" };
  assert.equal(await judged(files, "const n = JSON.parse(s);\nreturn n;"), "a.ts cheat/any");
  assert.equal(await judged(files, "return Number(JSON.parse(s));"), "valid");
});

Deno.test("an inferred any is no fault where it comes from a parameter, and nobody wrote what the function gives", async () => {
  const after = "export const n: number = f({ n: 1 }).n;\n";
  const own = { ...BASE, "a.ts": `export function f(raw: any) {\n  // ?? give it\n}\n${after}` };
  assert.equal(await judged(own, "return raw;"), "valid");
  assert.equal(await judged(own, "return JSON.parse(raw);"), "a.ts cheat/any");
  const typed = { ...BASE, "a.ts": `export function f(raw: any): { n: number } {}\n${after}` };
  assert.equal(await judged(typed, "return raw;"), "a.ts cheat/any");
});

const SOME = {
  ...BASE,
  "lib.ts":
    "export declare const loose: any;\nexport declare function taken(n: number, s?: string): number;\n" +
    "export declare function given(s: string): any;\nexport interface Box { n: number }\n",
  "a.ts": 'import { type Box, given, loose, taken } from "./lib";\n' +
    "export function f(raw: string, other: any): Box {}\n",
};

/** Bodies that hand `any` on where something else is asked for. */
const HANDED_ON = [
  "const n: number = JSON.parse(raw); return { n };",
  'return { n: JSON.parse("1") };',
  "const n = JSON.parse(raw);\nreturn { n };",
  "const { n } = JSON.parse(raw);\nreturn { n: taken(n) };",
  "return { n: taken(JSON.parse(raw), raw) };",
  "const list: number[] = [raw].map((r) => JSON.parse(r)); return { n: list.length };",
  "const list: number[] = [raw].map((r) => { return JSON.parse(r); }); return { n: list.length };",
  "let n = 1; n = JSON.parse(raw); return { n };",
  "return { ...JSON.parse(raw) };",
  "const read = (n: number = JSON.parse(raw)) => n; return { n: read() };",
  "let n = 1; for (const one of JSON.parse(raw)) n = one; return { n };",
  "return { n: taken(raw ? JSON.parse(raw).n : 1) };",
];

for (const body of HANDED_ON) {
  Deno.test(`an inferred any that is handed on is a fault: ${body.replaceAll("\n", " ")}`, async () => {
    assert.equal(await judged(SOME, body), "a.ts cheat/any");
    assert.equal(await judged(SOME, body, { allow: ["any"] }), "valid");
  });
}

Deno.test("an inferred any is a fault where code behind the hole gives it on", async () => {
  const files = {
    ...BASE,
    "a.ts": "export function f(raw: string): number {\n  const data = hole();\n  return data.n;\n}\n",
  };
  assert.equal(await judged(files, "JSON.parse(raw)"), "a.ts cheat/any");
  assert.equal(await judged(files, "{ n: raw.length }"), "valid");
  const shown = {
    ...files,
    "a.ts": files["a.ts"].replace("return data.n;", "console.log(data.n);\n  return 1;"),
  };
  assert.equal(await judged(shown, "JSON.parse(raw)"), "valid");
});

Deno.test("an inferred any is no fault on its way where nothing is asked for, or where the project left it open", async () => {
  for (
    const body of [
      "console.log(JSON.parse(raw)); return { n: Number(JSON.parse(raw)) };",
      "const parsed: unknown = JSON.parse(raw); return { n: String(parsed).length };",
      "return { n: taken(loose) };",
      "return { n: taken(other.n) };",
      "const n: number = given(raw); return { n };",
    ]
  ) {
    assert.equal(await judged(SOME, body), "valid", body);
  }
});

Deno.test("what a call gives is handed on by habit where the project does so at places of the same kind", async () => {
  const body = "const n: number = JSON.parse(raw); return { n };";
  const habit = 'export const x: number = JSON.parse("1");\nexport const y: string = JSON.parse("2");\n';
  assert.equal(await judged({ ...SOME, "b.ts": habit }, body), "valid");
  const typed = "const schema = { parse: (s: string) => s.length };\n" +
    'export const x: number = schema.parse("1");\nexport const y: number = schema.parse("2");\n';
  assert.equal(await judged({ ...SOME, "b.ts": typed }, body), "a.ts cheat/any");
  const other = habit.replace('const y: string = JSON.parse("2")', 'const y = [JSON.parse("2")]');
  assert.equal(await judged({ ...SOME, "b.ts": other }, body), "a.ts cheat/any");
  assert.equal(
    await judged({ ...SOME, "b.ts": habit }, "return { n: taken(JSON.parse(raw)) };"),
    "a.ts cheat/any",
  );
});

const JS = {
  ...BASE,
  "tsconfig.json":
    '{"compilerOptions":{"strict":true,"noEmit":true,"allowJs":true,"checkJs":true,"skipLibCheck":true}}',
  "a.js": "/** @param {string} raw @returns {number} */\nexport function f(raw) {}\n",
};

Deno.test("JavaScript's assertions and any are found in its doc comments", async () => {
  const said = (body: string, files: Record<string, string> = JS) => judged(files, body, { file: "a.js" });
  assert.match(
    await said("return /** @type {number} */ (/** @type {unknown} */ (raw));"),
    /^a\.js cheat\/as/,
  );
  assert.equal(await said("return /** @type {any} */ (raw);"), "a.js cheat/any");
  assert.equal(await said("/** @type {any} */\nconst n = raw;\nreturn n;"), "a.js cheat/any");
  assert.equal(await said("return /** @type {number} */ (raw.length);"), "valid");
  assert.equal(await said("return JSON.parse(raw);"), "a.js cheat/any");
  assert.equal(await said("return Number(JSON.parse(raw));"), "valid");
  const unchecked = { ...JS, "tsconfig.json": JS["tsconfig.json"].replace('"checkJs":true,', "") };
  assert.equal(await said("return JSON.parse(raw);", unchecked), "valid");
});

const NOT_DONE = [
  'throw new Error("not implemented");',
  "throw new Error(`not implemented: ${raw}`);",
  'throw "not implemented";',
  'throw Error("TODO: the rest");',
  "class NotImplementedError extends Error {}\nthrow new NotImplementedError();",
];

for (const body of NOT_DONE) {
  Deno.test(`what is not implemented is no fill: ${body.replaceAll("\n", " ")}`, async () => {
    assert.equal(await judged(SOME, body), "a.ts cheat/not-implemented");
  });
}

Deno.test("an error that tells of todos is no missing code", async () => {
  for (const message of ["the todo list is empty", "Todo not found", "todo items must have a title"]) {
    assert.equal(await judged(SOME, `throw new Error("${message}");`), "valid");
  }
});

Deno.test("tslint's silence is one as well", async () => {
  assert.equal(await judged(SOME, "// tslint:disable-next-line\nreturn { n: 1 };"), "a.ts cheat/lint-ignore");
});

Deno.test("editedTests() knows tests by what runners take for one", () => {
  const edited = (file: string) => editedTests({ edits: [], files: [{ file, text: "" }] }, "a.ts").length > 0;
  const tests = [
    ...[
      "a_test.ts",
      "a-test.ts",
      "a.test.ts",
      "a.spec.tsx",
      "test-a.ts",
      "test.ts",
      "src/test.js",
      "a.e2e.ts",
    ],
    ...["test/a.ts", "tests/a.ts", "spec/a.ts", "src/__tests__/a.ts", "e2e/a.ts"],
  ];
  assert.deepEqual(tests.filter((file) => !edited(file)), []);
  const others = [
    "a.ts",
    "latest.ts",
    "contest.ts",
    "inspector.ts",
    "src/testing.ts",
    "specification/a.ts",
    "attest/a.ts",
  ];
  assert.deepEqual(others.filter(edited), []);
});

Deno.test("a filled test is no fault", async () => {
  const files = { ...BASE, "a_test.ts": "export const a: number = hole();\n" };
  assert.equal(await judged(files, "1", { file: "a_test.ts" }), "valid");
});

Deno.test("every form has its row", () => {
  const rows: readonly string[] = ROWS.map(({ form }) => form);
  // A file-wide comment only counts at a file's head, where no hole can be.
  // `as` has targets of its own, tested above.
  assert.deepEqual(CHEAT_FORMS.filter((form) => !rows.includes(form)), ["as", "ts-nocheck"]);
});
