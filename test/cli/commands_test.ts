import assert from "node:assert/strict";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const FAULTY = { ...ONE_HOLE, "src/faulty.ts": 'export const count: number = "three";\n' };

Deno.test("maze validate claims all faults with their places, old ones too, and 1 while there are any", async () => {
  await inProject(FAULTY, async ({ maze }) => {
    const { code, out, err } = await maze("validate");
    assert.equal(code, 1, err);
    assert.match(
      out,
      /^src\/faulty\.ts:1:14: error TS2322: Type 'string' is not assignable to type 'number'\.$/m,
    );
    assert.match(out, /^3 files, 1 fault/m);
    const clean = await maze("validate", "src/stock.ts");
    assert.equal(clean.code, 0, clean.out);
    assert.match(clean.out, /^1 file, no fault/);
    const { faults } = JSON.parse((await maze("validate", "--json", "src/faulty.ts")).out);
    assert.deepEqual([faults.length, faults[0].line, faults[0].column, faults[0].code], [1, 1, 14, "TS2322"]);
  });
});

Deno.test("maze validate claims not to count an example as false that could not be checked", async () => {
  const doc = "/** @example `countOf({ label: 'a', count: 2 }) // => 2` */\nexport function countOf";
  const text = ONE_HOLE["src/stock.ts"]?.replace("export function countOf", doc) ?? "";
  await inProject({ ...ONE_HOLE, "src/stock.ts": text }, async ({ maze }) => {
    const { out } = await maze("validate");
    assert.match(out, /no fault; 0 of 1 example is true, none checked, in/);
  });
});

Deno.test("maze plugins claims what each may do", async () => {
  await inProject({ "maze.toml": 'plugins = ["typescript"]\n' }, async ({ maze }) => {
    const { plugins } = JSON.parse((await maze("plugins", "--json")).out);
    const listed = plugins.map((
      { specifier, isListed }: { specifier: string; isListed: boolean },
    ) => [specifier, isListed]);
    assert.deepEqual(listed, [
      ["typescript", true],
      ["examples", false],
      ["own_compiler", false],
      ["synth", false],
      ...["openai", "vllm", "sglang", "llama_cpp", "llama_local"].map((name) => [name, false]),
    ]);
    assert.match(
      (await maze("plugins")).out,
      /^typescript {2,}TypeScript[\s\S]*indexer, validator, repairer\n.*may read \*/,
    );
  });
});

Deno.test("maze config claims to edit one key, to say where values come from, and to refuse mistakes", async () => {
  const toml = '# mine\nplugins = ["typescript", "synth"] # in order\n';
  await inProject({ "maze.toml": toml }, async ({ maze, read, root }) => {
    assert.equal((await maze("config", "set", "fill.maxSeconds", "3")).code, 0);
    assert.equal(await read("maze.toml"), `${toml}\n[fill]\nmaxSeconds = 3\n`);
    assert.equal((await maze("config", "get", "fill.maxSeconds")).out, "3\n");
    const again = await maze("config", "set", "fill.maxSeconds", "3.0");
    assert.deepEqual([again.code, again.out], [0, `"${root}/maze.toml" has this value already\n`]);
    const { out } = await maze("config", "list", "--origin", "--set", "log.level=debug");
    assert.match(out.replaceAll(root, "ROOT"), /^fill\.maxSeconds = 3 +ROOT\/maze\.toml:5:1$/m);
    assert.match(out, /^log\.level = "debug" +--set log\.level$/m);
    const refused = await maze("config", "set", "fill.maxSeconds", "soon");
    assert.equal(refused.code, 3);
    assert.match(refused.err, /error\[config\/type\].*expected a number/);
    assert.equal((await maze("config", "unset", "fill.maxSeconds")).code, 0);
    assert.match((await maze("config", "unset", "fill.maxSeconds")).out, /has no such key$/m);
    assert.ok((await read("maze.toml")).startsWith(toml));
    assert.equal((await maze("config", "get", "fill.maxSecnds")).code, 2);
    assert.match((await maze("config", "check")).out, /^The config is sound: /);
    assert.equal(JSON.parse((await maze("config", "schema")).out).title, "Maze");
  });
});

Deno.test("maze init claims a config that is sound, needs no leave, and with which holes are filled", async () => {
  const { "maze-hole.d.ts": _, ...files } = ONE_HOLE;
  await inProject(files, async ({ maze, read }) => {
    const { code, out } = await maze("init");
    assert.equal(code, 0);
    assert.match(out, /^written +maze\.toml\n[\s\S]*^written +maze-hole\.d\.ts\n/m);
    assert.match(out, /^ {2}import \{ hole \} from "@maze\/maze\/hole";$/m);
    assert.match(await read("maze.toml"), /^#:schema \.\/\.maze\/schema\.json\n/);
    assert.equal(await read(".gitignore"), ".maze/\n");
    assert.match((await maze("trust")).out, /needs no leave/);
    assert.equal((await maze("fill")).code, 0);
    assert.match((await maze("init")).out, /^kept +maze\.toml\n/);
  });
});

Deno.test("maze doctor claims to name what is wrong and how to mend it", async () => {
  await inProject({ ...ONE_HOLE, "maze.toml": "[fill]\nmaxSecnds = 1\n" }, async ({ maze, write }) => {
    const sick = await maze("doctor");
    assert.equal(sick.code, 3);
    assert.match(sick.out, /^✗ .*maze\.toml:2:1: .*\n {2}mend: Did you mean "maxSeconds"\?$/m);
    await write("maze.toml", "");
    const well = await maze("doctor");
    assert.equal(well.code, 0, well.out);
    assert.match(well.out, /^✓ plugins: typescript, examples, own_compiler, synth$/m);
  });
});
