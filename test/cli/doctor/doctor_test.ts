import assert from "node:assert/strict";
import { limits } from "../../../cli/doctor/judging.ts";
import { installCommand } from "../../../cli/doctor/packages.ts";
import { NOTE_CODES } from "@maze/maze/plugin";
import { inFolder } from "../config/folder.ts";
import { inProject, ONE_HOLE } from "../maze_process.ts";

const { "maze-hole.d.ts": _, ...FRESH } = ONE_HOLE;

Deno.test("maze doctor claims to name packages that are not installed, and the command of the lock file", async () => {
  const asks = '{ "dependencies": { "zod": "^4" }, "devDependencies": { "tsx": "^4" } }\n';
  const files = {
    ...ONE_HOLE,
    "package.json": asks,
    "pnpm-lock.yaml": "",
    "node_modules/tsx/package.json": "{}",
  };
  await inProject(files, async ({ maze, write }) => {
    const fresh = await maze("doctor");
    assert.equal(fresh.code, 3, fresh.out);
    assert.match(fresh.out, /^✗ packages: not installed, .*: zod\n {2}mend: pnpm install$/m);
    await write("node_modules/zod/package.json", "{}");
    assert.match((await maze("doctor")).out, /^✓ packages: 2 are installed$/m);
  });
});

for (
  const [lock, command] of [
    ["package-lock.json", "npm install"],
    ["pnpm-lock.yaml", "pnpm install"],
    ["yarn.lock", "yarn install"],
    ["bun.lock", "bun install"],
  ] as const
) {
  Deno.test(`installCommand() finds ${lock} above the folder`, async () => {
    await inFolder(async (folder) => {
      await Deno.mkdir(`${folder}/packages/one`, { recursive: true });
      await Deno.writeTextFile(`${folder}/${lock}`, "");
      assert.equal(await installCommand(`${folder}/packages/one`), command);
    });
  });
}

Deno.test("maze doctor claims to say that hole is not declared, and that `maze init` does it", async () => {
  await inProject(FRESH, async ({ maze }) => {
    const fresh = await maze("doctor");
    assert.match(fresh.out, /^! hole: it is not declared for src\/stock\.ts\n {2}mend: maze init$/m);
    await maze("init");
    assert.match((await maze("doctor")).out, /^✓ hole: it is declared where it is used$/m);
  });
});

Deno.test("maze doctor claims to name a compiler that owes its verdict and is not there", async () => {
  const asks = '{ "devDependencies": { "typescript": "5.9.3" } }\n';
  await inProject({ ...ONE_HOLE, "package.json": asks, "yarn.lock": "" }, async ({ maze }) => {
    const { code, out } = await maze("doctor");
    assert.equal(code, 3, out);
    assert.match(
      out,
      /^✗ own_compiler: nothing can be filled: not checked by the project's own TypeScript 5\.9\.3: .*\n {2}mend: yarn install, or do without it: maze config set plugins '\["typescript","examples","synth"\]'$/m,
    );
  });
});

Deno.test("maze doctor claims to say what holds the code that runs here", async () => {
  await inProject(ONE_HOLE, async ({ maze }) => {
    const { out } = await maze("doctor");
    assert.match(out, /^✓ sandbox: no access to files, .*; JavaScript heap limited to \d+ MB/m);
  });
});

Deno.test("limits() names each limit that is not kept, and how to get it", () => {
  const [kept, open] = limits([
    { code: "sandbox", text: "no access" },
    { code: NOTE_CODES.notLimited, text: "memory outside the heap not limited" },
  ]);
  assert.deepEqual(kept, { state: "good", what: "sandbox: no access" });
  assert.deepEqual([open?.state, open?.what], ["note", "sandbox: memory outside the heap not limited"]);
  assert.match(open?.mend ?? "", /prlimit|Linux/);
  assert.equal(limits([{ code: NOTE_CODES.notChecked, text: "no Deno" }])[0]?.state, "bad");
});
