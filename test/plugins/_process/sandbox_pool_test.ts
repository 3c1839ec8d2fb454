import assert from "node:assert/strict";
import type { Sandbox } from "../../../plugins/_process/sandbox.ts";
import { SandboxPool } from "../../../plugins/_process/sandbox_pool.ts";

/** What `main.js` prints in marked lines. */
async function said(sandbox: Sandbox | undefined): Promise<string> {
  const lines: string[] = [];
  const end = await sandbox?.run({
    entry: "main.js",
    input: "",
    marker: "!",
    mayRead: true,
    silenceMs: 20_000,
    deadline: performance.now() + 30_000,
    onLine: (line) => (lines.push(line), 20_000),
  });
  return lines.join() || `${end?.stderr}`;
}

const LIST = 'console.log("!" + Deno.cwd() + " " + [...Deno.readDirSync(".")].map((one) => one.name).sort())';

async function listed(pool: SandboxPool, files: Readonly<Record<string, string>>): Promise<string[]> {
  await using lent = await pool.lend(new Map(Object.entries({ ...files, "main.js": LIST })));
  return (await said(lent?.sandbox)).split(" ");
}

Deno.test("SandboxPool lends a sandbox again, with the modules of the new run alone", async () => {
  await using pool = new SandboxPool({});
  const [folder, first] = await listed(pool, { "a.js": "", "b.js": "" });
  const [again, second] = await listed(pool, { "b.js": "", "c.js": "" });
  assert.equal(again, folder);
  assert.deepEqual([first, second], ["a.js,b.js,main.js", "b.js,c.js,main.js"]);
});

Deno.test("SandboxPool runs the new text of a module that has changed", async () => {
  await using pool = new SandboxPool({});
  const heard = [];
  for (const n of [1, 2, 1]) {
    const files = new Map([["n.ts", `export const n: number = ${n};`]]);
    files.set("main.js", 'import { n } from "./n.ts"; console.log("!" + n);');
    await using lent = await pool.lend(files);
    heard.push(await said(lent?.sandbox));
  }
  assert.deepEqual(heard, ["1", "2", "1"]);
});

Deno.test("SandboxPool gives two users at a time a sandbox each", async () => {
  await using pool = new SandboxPool({});
  await using one = await pool.lend(new Map());
  await using two = await pool.lend(new Map());
  assert.ok(one && two);
  assert.notEqual(one.sandbox, two.sandbox);
});

Deno.test("SandboxPool leaves nothing behind, whoever is done first", async () => {
  const pool = new SandboxPool({});
  let folders: string[] = [];
  {
    await using lent = await pool.lend(new Map([["main.js", LIST]]));
    folders = [(await listed(pool, {}))[0] ?? "", (await said(lent?.sandbox)).split(" ")[0] ?? ""];
    await pool[Symbol.asyncDispose]();
  }
  for (const folder of folders) {
    assert.match(folder, /maze-/);
    await assert.rejects(Deno.stat(folder), Deno.errors.NotFound);
  }
});
