import assert from "node:assert/strict";
import { BASE, judged } from "./judged.ts";
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
