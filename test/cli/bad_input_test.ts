import assert from "node:assert/strict";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

Deno.test("maze fill claims to stop a provider that never answers, to say so and to end with 1", async () => {
  await inProject({ ...ONE_HOLE, ...cannedFiles({ text: "", isSilent: true }) }, async ({ maze, read }) => {
    const { code, out, err } = await maze("fill", "--trust", "--write", "--max-seconds", "1");
    assert.equal(code, 1, err);
    assert.match(
      out,
      /^✗ src\/stock\.ts:9:10 .*\n {2}canned was stopped: no end within the time for this hole$/m,
    );
    assert.match(out, /^0 of 1 hole filled .*\nNothing was written\.$/m);
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
  });
});

Deno.test("maze fill claims to stop also a provider that does not hear that it is stopped", async () => {
  const { "canned/mod.js": module = "", ...files } = cannedFiles({ text: "", isSilent: true });
  const deaf = module.replace(
    /await new Promise\(.*?\n/,
    "await new Promise(() => setInterval(() => {}, 1000));\n",
  );
  assert.notEqual(deaf, module);
  await inProject({ ...ONE_HOLE, ...files, "canned/mod.js": deaf }, async ({ maze }) => {
    const { code, out, err } = await maze("fill", "--trust", "--max-seconds", "1");
    assert.equal(code, 1, err);
    assert.match(out, /canned was stopped: no end within the time/);
  });
});

const BROKEN = {
  ...ONE_HOLE,
  "src/old.ts": 'export const old: number = "no";\nexport const gone = missing;\n',
  "src/stock.ts": `${ONE_HOLE["src/stock.ts"]}export const wrong: string = 1;\n`,
};

Deno.test("maze fill claims to fill holes of a project that did not compile before, and to leave its faults alone", async () => {
  await inProject(BROKEN, async ({ maze, read }) => {
    const { code, out, err } = await maze("fill", "--write");
    assert.equal(code, 0, out + err);
    assert.match(await read("src/stock.ts"), /return item\.count;\n}\nexport const wrong: string = 1;\n$/);
    assert.equal(await read("src/old.ts"), BROKEN["src/old.ts"]);
    const { faults } = JSON.parse((await maze("validate", "--json")).out);
    assert.deepEqual(faults.map(({ code }: { code: string }) => code).sort(), ["TS2304", "TS2322", "TS2322"]);
  });
});

/** A hole of a type that says nothing, or that nothing has. */
function typed(type: string): Record<string, string> {
  const text =
    `import { hole } from "@maze/maze/hole";\nexport function f(count: number): ${type} {\n  return hole();\n}\n`;
  return { ...ONE_HOLE, "src/stock.ts": text };
}

for (const type of ["any", "unknown"]) {
  Deno.test(`maze fill claims to fill a hole of type ${type} with what is at hand`, async () => {
    await inProject(typed(type), async ({ maze, read }) => {
      const { code, out, err } = await maze("fill", "--write");
      assert.equal(code, 0, out + err);
      assert.match(await read("src/stock.ts"), /^ {2}return .*count.*;$/m);
    });
  });
}

Deno.test("maze fill claims to leave a hole of type never open, and to end with 1", async () => {
  await inProject(typed("never"), async ({ maze, read }) => {
    const { code, out, err } = await maze("fill", "--write");
    assert.equal(code, 1, out + err);
    assert.match(out, /^✗ src\/stock\.ts:3:10/m);
    assert.match(await read("src/stock.ts"), /return hole\(\);/);
  });
});
