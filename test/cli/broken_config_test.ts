import assert from "node:assert/strict";
import { inProject, ONE_HOLE } from "./maze_process.ts";

/** A slip that only the compiler knows, one that the reader of the project finds too, and a hole that can be filled. */
const BROKEN = {
  ...ONE_HOLE,
  "tsconfig.json":
    '{\n  "extends": "./none.json",\n  "compilerOptions": { "strcit": true, "noEmit": true }\n}\n',
};
const SLIP = "tsconfig.json:3:24: error TS5023: Unknown compiler option 'strcit'.";
const NO_PARENT = "tsconfig.json:2:14: error TS6053: ";

Deno.test("maze fill claims to tell the faults of a broken tsconfig with their places, and to fill all the same", async () => {
  await inProject(BROKEN, async ({ maze }) => {
    const { code, out, err } = await maze("fill", "src");
    assert.equal(code, 0, err);
    assert.ok(out.includes(`${SLIP}\n`), out);
    assert.ok(out.includes(NO_PARENT), out);
    assert.match(out, /^✓ src\/stock\.ts:9:10/m);
    assert.equal(
      out.split("TS6053").length,
      2,
      "the compiler and Maze's own reader find the same fault once",
    );
    const json = JSON.parse((await maze("fill", "src", "--json")).out);
    type Fault = {
      readonly file: string;
      readonly line: number;
      readonly column: number;
      readonly code: string;
    };
    const told = json.faults.map(({ file, line, column, code }: Fault) =>
      `${file}:${line}:${column} ${code}`
    );
    assert.deepEqual(told.sort(), ["tsconfig.json:2:14 TS6053", "tsconfig.json:3:24 TS5023"]);
  });
});

Deno.test("maze fill --check claims to tell what is wrong with the config without the compiler", async () => {
  await inProject(BROKEN, async ({ maze }) => {
    assert.ok((await maze("fill", "--check")).out.includes(NO_PARENT));
  });
});

Deno.test("maze validate claims the faults of a broken tsconfig as faults, and ends with 1", async () => {
  await inProject(BROKEN, async ({ maze, write }) => {
    const broken = await maze("validate");
    assert.equal(broken.code, 1);
    assert.ok(broken.out.includes(`${SLIP}\n`), broken.out);
    assert.match(broken.out, /^2 files, 2 faults/m);
    const { faults } = JSON.parse((await maze("validate", "--json")).out);
    assert.equal(faults.length, 2);
    await write("tsconfig.json", ONE_HOLE["tsconfig.json"] ?? "");
    assert.equal((await maze("validate")).code, 0);
  });
});

Deno.test("maze doctor claims to name each fault of a broken tsconfig, and what to mend", async () => {
  await inProject(BROKEN, async ({ maze }) => {
    const { code, out } = await maze("doctor");
    assert.equal(code, 0, "Maze works, though not as well as it could");
    assert.ok(out.includes(`! config of the project: ${SLIP}\n  mend: $EDITOR tsconfig.json`), out);
  });
});

Deno.test("maze fill claims to say why no file is known: the tsconfig is no JSON, or includes nothing", async () => {
  await inProject({ ...BROKEN, "tsconfig.json": '{ "include": ["lib"] }\n' }, async ({ maze, write }) => {
    const none = await maze("fill");
    assert.match(none.out, /^tsconfig\.json:1:1: error TS18003: No inputs/m);
    assert.match(none.out, /^No hole found in the project$/m);
    await write("tsconfig.json", '{ "compilerOptions": { "strict": true },, }\n');
    const { code, out } = await maze("fill");
    assert.match(out, /^tsconfig\.json:1:\d+: error TS\d+: /m);
    assert.match(out, /^✓ src\/stock\.ts:9:10/m);
    assert.equal(code, 0);
  });
});
