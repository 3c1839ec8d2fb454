import assert from "node:assert/strict";
import { type Survey, survey } from "../../../plugins/typescript/survey.ts";
import { inMemory } from "./in_memory.ts";

async function surveyed<T>(text: string, check: (survey: Survey) => T | Promise<T>): Promise<T> {
  await using project = await inMemory(`declare function hole<T = any>(): T;\n${text}`);
  const look = await survey(project.compiler, project.path, project.text, project.draft, ["Math"]);
  await using _ = look.moment;
  return await check(look);
}

async function typeOf({ names, moment }: Survey, text: string): Promise<string | undefined> {
  const found = names.find((one) => one.text === text);
  return found && await moment.checker.typeToString(found.type);
}

Deno.test("survey() gives names their narrowed types", async () => {
  const text = `export function f(s: string | number) { if (typeof s === "string") return hole(); }`;
  assert.equal(await surveyed(text, (look) => typeOf(look, "s")), "string");
});

Deno.test("survey() knows globals that it is told of", async () => {
  assert.equal(await surveyed("export const a = hole();", (look) => typeOf(look, "Math")), "Math");
});

Deno.test("survey() says what the place asks for", async () => {
  const asked = (text: string) =>
    surveyed(text, async ({ expected, moment }) => expected && await moment.checker.typeToString(expected));
  assert.equal(await asked("export function f(): number { return hole(); }"), "number");
  assert.equal(await asked("declare function g(a: Date): void; g(hole());"), "Date");
  assert.equal(await asked("export const a = hole();"), undefined);
});

Deno.test("survey() takes no type from a generic call, whose type depends on the argument", async () => {
  const text = "declare function g<T extends object>(a: T[]): T; g(hole());";
  assert.equal(await surveyed(text, ({ expected }) => expected), undefined);
});

Deno.test("survey() leaves out names declared later and the hole's own marker", async () => {
  const text = "export function f(a: number) { const b = hole(); const c = 1; return b + c; }";
  const names = await surveyed(text, (look) => look.names.map((one) => one.text));
  assert.deepEqual(names.filter((name) => /^[a-c]$|hole/.test(name)), ["a"]);
});

Deno.test("survey() says whether await may stand there", async () => {
  const may = (text: string) => surveyed(text, (look) => look.isAwaitAllowed);
  assert.equal(await may("export async function f() { return hole(); }"), true);
  assert.equal(await may("export function f() { return hole(); }"), false);
});

Deno.test("survey() knows what could be imported, and leaves out what could not", async () => {
  const text = "declare function hole<T = any>(): T;\nexport const a = hole();";
  await using project = await inMemory(text, {
    "b.ts": "export const one = 1;\nexport interface Two { x: 1 }",
  });
  const imports = ["one", "Two", "three"].map((name) => ({ name, from: "./b", kind: "named" as const }));
  const look = await survey(project.compiler, project.path, project.text, project.draft, [], imports);
  await using _ = look.moment;
  assert.deepEqual(look.names.filter(({ needs }) => needs).map((one) => [one.text, one.needs]), [["one", [
    imports[0],
  ]]]);
});

Deno.test("survey() tells what later code asks of the variable that the hole initialises", async () => {
  const text = "declare function g(one: Date): void;\n" +
    "export function f() { const a = hole(); g(a); return a.getTime(); }";
  const later = await surveyed(
    text,
    ({ later, moment }) => Promise.all(later.map((one) => moment.checker.typeToString(one))),
  );
  assert.deepEqual(later, ["{ getTime: any; }", "Date"]);
});

Deno.test("survey() keeps the type of a generic call's argument for function literals", async () => {
  const text = "export const a = [{ size: 1 }].map(hole());";
  const asked = await surveyed(text, async ({ expected, callback, moment }) => [
    expected,
    callback && await moment.checker.typeToString(callback),
  ]);
  assert.deepEqual(asked, [
    undefined,
    "(value: { size: number; }, index: number, array: { size: number; }[]) => unknown",
  ]);
});
