import assert from "node:assert/strict";
import { inProject, type TestProject } from "./maze_process.ts";

const OPTIONS = '"compilerOptions": { "strict": true, "noEmit": true, "target": "esnext" }';
const HOLE = 'import { hole } from "@maze/maze/hole";\nexport const count: number = hole("a number");\n';

/** What a separate tsc says of a project; empty when nothing is wrong. */
async function tsc({ root }: TestProject, project: string): Promise<string> {
  const args = [
    "run",
    "-A",
    "--no-lock",
    "--no-config",
    "npm:typescript@7.0.2/tsc",
    "-p",
    project,
    "--noEmit",
  ];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: root }).output();
  const said = new TextDecoder().decode(stdout);
  assert.ok(code === 0 || said !== "", new TextDecoder().decode(stderr));
  return said;
}

/** Runs `maze init` in files, and says where the declaration is and what each tsconfig's compiler finds. */
async function declared(
  files: Readonly<Record<string, string>>,
  projects: readonly string[],
): Promise<{ readonly at: readonly string[]; readonly faults: string; readonly notes: readonly string[] }> {
  let found = { at: [] as string[], faults: "", notes: [] as string[] };
  await inProject(files, async (project) => {
    const { code, out, err } = await project.maze("init");
    assert.equal(code, 0, err);
    const lines = out.split("\n");
    const at = lines.flatMap((line) => /^(?:written|kept) +(\S*maze-hole\.d\.ts)$/.exec(line)?.[1] ?? []);
    const faults = await Promise.all(projects.map((one) => tsc(project, one)));
    found = { at, faults: faults.join(""), notes: lines.filter((line) => line.startsWith("note: ")) };
  });
  return found;
}

Deno.test("maze init claims to declare hole() where a tsconfig that includes a folder sees it", async () => {
  for (const include of ['["src"]', '["src/**/*.ts"]', '["./src/*"]']) {
    const files = { "tsconfig.json": `{ ${OPTIONS}, "include": ${include} }`, "src/main.ts": HOLE };
    assert.deepEqual(await declared(files, ["."]), { at: ["src/maze-hole.d.ts"], faults: "", notes: [] });
  }
});

Deno.test("maze init claims to declare hole() at the root where all files count", async () => {
  const files = { "tsconfig.json": `{ ${OPTIONS} }`, "src/main.ts": HOLE };
  assert.deepEqual(await declared(files, ["."]), { at: ["maze-hole.d.ts"], faults: "", notes: [] });
});

Deno.test("maze init claims to follow what a tsconfig extends and refers to", async () => {
  const extended = {
    "base/tsconfig.json": `{ ${OPTIONS}, "include": ["../lib"] }`,
    "tsconfig.json": '{ "extends": "./base/tsconfig.json" }',
    "lib/main.ts": HOLE,
  };
  assert.deepEqual((await declared(extended, ["."])).at, ["lib/maze-hole.d.ts"]);
  const split = {
    "tsconfig.json": '{ "files": [], "references": [{ "path": "./app.json" }, { "path": "./node.json" }] }',
    "app.json": `{ ${OPTIONS}, "include": ["src"] }`,
    "node.json": `{ ${OPTIONS}, "include": ["build.config.ts"] }`,
    "build.config.ts": "export default {};\n",
    "src/main.ts": HOLE,
  };
  assert.deepEqual(await declared(split, ["app.json", "node.json"]), {
    at: ["src/maze-hole.d.ts"],
    faults: "",
    notes: [],
  });
});

Deno.test("maze init claims one declaration for each package with a tsconfig of its own", async () => {
  const files = {
    "package.json": '{ "workspaces": ["packages/*"] }',
    "packages/a/package.json": '{ "name": "a" }',
    "packages/a/tsconfig.json": `{ ${OPTIONS}, "include": ["src"] }`,
    "packages/a/src/main.ts": HOLE,
    "packages/b/package.json": '{ "name": "b" }',
    "packages/b/tsconfig.json": `{ ${OPTIONS} }`,
    "packages/b/main.ts": HOLE,
  };
  assert.deepEqual(await declared(files, ["packages/a", "packages/b"]), {
    at: ["packages/a/src/maze-hole.d.ts", "packages/b/maze-hole.d.ts"],
    faults: "",
    notes: [],
  });
});

Deno.test("maze init claims to say what to add where a tsconfig names its files one by one", async () => {
  const files = { "tsconfig.json": `{ ${OPTIONS}, "files": ["src/main.ts"] }`, "src/main.ts": HOLE };
  const { at, faults, notes } = await declared(files, ["."]);
  assert.deepEqual(at, ["maze-hole.d.ts"]);
  assert.match(faults, /TS2307/);
  assert.deepEqual(notes, [
    'note: add maze-hole.d.ts to "files" or "include" of the tsconfig.json beside it',
  ]);
  const mended = {
    ...files,
    "tsconfig.json": files["tsconfig.json"].replace('"src/main.ts"', '$&, "maze-hole.d.ts"'),
  };
  assert.deepEqual((await declared(mended, ["."])).faults, "");
});

Deno.test("maze init claims to write no second declaration where one is seen, and none where the package is found", async () => {
  const files = { "tsconfig.json": `{ ${OPTIONS}, "include": ["src"] }`, "src/deep/main.ts": HOLE };
  await inProject(files, async ({ maze }) => {
    assert.match((await maze("init")).out, /^written +src\/maze-hole\.d\.ts$/m);
    assert.match((await maze("init")).out, /^kept +src\/maze-hole\.d\.ts$/m);
  });
  const known = { "deno.json": '{ "imports": { "@maze/maze": "jsr:@maze/maze@0" } }', "main.ts": "" };
  assert.deepEqual((await declared(known, [])).at, []);
});

Deno.test("maze init claims to say what Deno needs, and that a part of a project is not the whole", async () => {
  const { notes } = await declared({ "deno.json": "{}", "main.ts": HOLE }, []);
  assert.match(
    notes.join("\n"),
    /^note: `deno check` does not read maze-hole\.d\.ts: `deno add jsr:@maze\/maze`/,
  );
  await inProject({ "tsconfig.json": `{ ${OPTIONS} }`, "src/main.ts": HOLE }, async ({ mazeIn }) => {
    assert.match(
      (await mazeIn("src", "init")).out,
      /^note: the project seems to be ".*project", and this is a part/m,
    );
  });
});
