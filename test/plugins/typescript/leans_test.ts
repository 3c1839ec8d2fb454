import assert from "node:assert/strict";
import { Session } from "../../../plugins/typescript/session.ts";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { call } from "./call.ts";
import { tree } from "./project/tree.ts";

/** Pairs of holes that lean on one another, by line. */
async function leans(files: Readonly<Record<string, string>>): Promise<string[]> {
  using project = tree({ "tsconfig.json": '{"compilerOptions":{"strict":true}}', ...files });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const holes = await indexer.holes([""], call);
  const short = (id: string) => id.replace(/:\d+$/, "");
  return (await indexer.leans?.(holes, call) ?? []).map(({ hole, on, kind }) =>
    `${short(hole)} ${kind === "uses" ? "on" : kind} ${short(on)}`
  );
}

Deno.test("leans() tells that code around a hole calls a function that is missing", async () => {
  const text = 'import { hole } from "@maze/maze/hole";\n' +
    "export function a(n: number): number {\n  const m = b(n);\n  return hole<number>('more than m');\n}\n" +
    "function b(n: number): number {\n}\n";
  assert.deepEqual(await leans({ "a.ts": text }), ["a.ts:4 on a.ts:6"]);
});

Deno.test("leans() follows imports, examples and members", async () => {
  const found = await leans({
    "a.ts": 'import { twice as double } from "./b";\n' +
      "/**\n * @example\n * four(1) // => 4\n * double(2) // => 4\n */\nexport function four(n: number): number {\n}\n",
    "b.ts": "export function twice(n: number): number {\n}\n",
    "c.ts":
      "export class C {\n  total(): number {\n    const parts = this.parts();\n    // ?? the sum of the parts\n  }\n" +
      "  parts(): number[] {\n  }\n}\n",
  });
  assert.deepEqual(found.sort(), ["a.ts:7 on b.ts:1", "c.ts:4 on c.ts:6"]);
});

Deno.test("leans() tells nothing of holes that know nothing of one another", async () => {
  assert.deepEqual(
    await leans({
      "a.ts": "export function a(): number {\n}\n",
      "b.ts": "export function b(): number {\n}\nexport function a(): number {\n}\n",
    }),
    [],
  );
});

Deno.test("leans() tells where a fill decides a type that is written nowhere", async () => {
  const user = "export function a(): number {\n  return made().length + kept + /* ?? more */;\n}\n";
  const text = (made: string, kept: string) =>
    `export {};\nfunction made()${made} { /* ?? it */ }\nconst kept${kept} = /* ?? kept */;\n${user}`;
  assert.deepEqual(await leans({ "a.ts": text("", "") }), ["a.ts:5 binds a.ts:2", "a.ts:5 binds a.ts:3"]);
  assert.deepEqual(await leans({ "a.ts": text(": string", ": number") }), [
    "a.ts:5 on a.ts:2",
    "a.ts:5 on a.ts:3",
  ]);
  const own = "  get own() {\n    /* ?? own */\n  }\n  twice() {\n    return this.own + /* ?? it */;\n  }\n";
  assert.deepEqual(await leans({ "a.ts": `export class A {\n${own}}\n` }), ["a.ts:6 binds a.ts:2"]);
});

Deno.test("leans() follows declarations without a written type", async () => {
  const text = (type: string) =>
    `export function f(): number {\n  return half() + /* ?? more */;\n}\n` +
    `const half = ()${type} => whole() / 2;\nfunction whole() { /* ?? it */ }\n`;
  assert.deepEqual(await leans({ "a.ts": text("") }), ["a.ts:2 binds a.ts:5"]);
  assert.deepEqual(await leans({ "a.ts": text(": number") }), []);
});

Deno.test("leans() tells whose file reads which, through others too", async () => {
  const body = (name: string) => `export function ${name}(): number {\n}\n`;
  assert.deepEqual(
    await leans({
      "a.ts": `import "./b.ts";\n${body("a")}`,
      "b.ts": 'import "./c.ts";\nexport {};\n',
      "c.ts": body("c"),
      "d.ts": body("d"),
    }),
    ["a.ts:2 sees c.ts:1"],
  );
  assert.deepEqual(
    await leans({ "a.ts": body("a"), "b.ts": "function b(): number {\n}\n" }),
    ["a.ts:1 sees b.ts:1"], // what a file that is no module declares is everybody's
  );
});
