import assert from "node:assert/strict";
import { inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";
import { timedFiles } from "./timed_plugin.ts";

const HOLE = "src/stock.ts:9:10";
const LONG = ["item.count", "item.count + 1", "item.count + 2"];
const SHORT = ["item.count * 7", "item.count * 8"];
const TIMED: Readonly<Record<string, string>> = { ...ONE_HOLE, ...timedFiles(LONG, SHORT) };
const TWO = {
  ...TIMED,
  "src/other.ts": 'import { hole } from "@maze/maze/hole";\nimport type { Item } from "./stock.ts";\n' +
    "export const twice = (item: Item): number => hole();\n",
};

const codeOf = ({ err }: { readonly err: string }) => /^error\[([^\]]+)\]/m.exec(err)?.[1];
const fill = ({ maze }: TestProject, ...args: readonly string[]) => maze("fill", "--trust", ...args);

Deno.test("maze fill --choose claims to take the text that was shown, whatever another search would find", async () => {
  await inProject(TWO, async (project) => {
    assert.match((await fill(project, "src/")).out, /also valid {2}2 {2}item\.count \+ 1\n/);
    const { code, out } = await fill(
      project,
      "src/stock.ts:9",
      "--max-seconds",
      "5",
      "--choose",
      `${HOLE}=2`,
      "-w",
    );
    assert.equal(code, 0, out);
    assert.match(out, /^ +\d+ \+ return item\.count \+ 1;\n {2}.* · 1 judged · as shown at \d\d:\d\d$/m);
    assert.match(await project.read("src/stock.ts"), /return item\.count \+ 1;/);
    assert.match(await project.read("src/other.ts"), /hole\(\)/);
  });
});

Deno.test("maze fill --choose claims to refuse, before anything is filled, what nobody was shown", async () => {
  await inProject(TIMED, async (project) => {
    const unseen = await fill(project, "--choose", `${HOLE}=1`, "-w");
    assert.deepEqual([unseen.code, codeOf(unseen), unseen.out], [2, "fill/not-shown", ""]);
    assert.match(unseen.err, /hint: Run `maze fill src\/stock\.ts:9:10` first/);
    await fill(project);
    const beyond = await fill(project, "--choose", `${HOLE}=7`, "-w");
    assert.deepEqual([beyond.code, codeOf(beyond), beyond.out], [2, "usage", ""]);
    assert.match(
      beyond.err,
      /it has 3\n {2}hint: The readings are\n {2}1 {2}item\.count\n {2}2 {2}item\.count \+ 1\n/,
    );
    const { "src/stock.ts": text = "" } = TIMED;
    await project.write("src/stock.ts", `${text}// more\n`);
    const changed = await fill(project, "--choose", `${HOLE}=2`, "-w");
    assert.deepEqual([changed.code, codeOf(changed), changed.out], [2, "fill/outdated", ""]);
    assert.match(changed.err, /"src\/stock\.ts" has changed since its readings were shown, \d\d:\d\d\n/);
    await project.write("src/stock.ts", text);
    const other = await fill(project, "--choose", `${HOLE}=2`, "--set", "options.canned.text=other");
    assert.deepEqual([other.code, codeOf(other)], [2, "fill/outdated"]);
    assert.match(other.err, /the plugins or their options have changed/);
    assert.equal(await project.read("src/stock.ts"), text);
  });
});

Deno.test("maze fill --choose claims to judge once more, and to leave open what is no longer valid", async () => {
  await inProject({ ...TIMED, "src/use.ts": "export const step: number = 1;\n" }, async (project) => {
    const { "src/stock.ts": text = "" } = TIMED;
    const leaning = text.replace("item: Item", "item: Item, by = step").replace(
      "\n\n",
      '\nimport { step } from "./use.ts";\n',
    );
    await project.write("src/stock.ts", leaning);
    const id = `src/stock.ts:9:10`;
    await project.write("canned/mod.js", (timedFiles(["by", "item.count"], SHORT))["canned/mod.js"] ?? "");
    assert.equal((await fill(project)).code, 0);
    await project.write("src/use.ts", 'export const step: string = "1";\n');
    const { code, out } = await fill(project, "--choose", `${id}=1`, "-w");
    assert.equal(code, 1, out);
    assert.match(
      out,
      /^✗ .*\n {2}reading 1, shown at \d\d:\d\d, is not valid any more\n {2}by\n {4}TS2322: /,
    );
    assert.equal(await project.read("src/stock.ts"), leaning);
    const anew = await fill(project, "-w");
    assert.match(anew.out, /what was shown at \d\d:\d\d is not valid any more: this is a new search/);
    assert.match(await project.read("src/stock.ts"), /return item\.count;/);
  });
});

Deno.test("maze fill --write claims to write what was shown, and --fresh to search anew", async () => {
  await inProject(TIMED, async (project) => {
    assert.match((await fill(project)).out, /\+ return item\.count;/);
    const found = JSON.parse((await fill(project, "--write", "--max-seconds", "5", "--json")).out);
    assert.match(found.holes[0].shownAt, /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual([found.holes[0].text, found.written], ["item.count", ["src/stock.ts"]]);
    assert.equal((await project.maze("undo")).code, 0);
    await fill(project);
    const fresh = await fill(project, "--write", "--max-seconds", "5", "--fresh");
    assert.match(fresh.out, /\+ return item\.count \* 7;/);
    assert.ok(!fresh.out.includes("as shown"));
  });
});

Deno.test("maze fill --write claims to search anew where the text or an option is not what it was", async () => {
  await inProject(TIMED, async (project) => {
    await fill(project);
    const other = await fill(project, "--max-seconds", "5", "-w", "--set", "options.canned.text=other");
    assert.match(other.out, /\+ return item\.count \* 7;/);
    await project.maze("undo");
    await fill(project);
    await project.write("src/stock.ts", `${TIMED["src/stock.ts"]}// more\n`);
    const { out } = await fill(project, "--max-seconds", "5", "-w");
    assert.match(out, /\+ return item\.count \* 7;/);
    assert.ok(!out.includes("as shown"));
  });
});

Deno.test("maze fill --write claims to write the reading that was chosen in the look before it", async () => {
  await inProject(TIMED, async (project) => {
    await fill(project);
    assert.match((await fill(project, "--choose", `${HOLE}=3`)).out, /\+ return item\.count \+ 2;/);
    assert.match((await fill(project, "--write")).out, /\+ return item\.count \+ 2;\n.* · as shown at/);
  });
});

Deno.test("maze fill --write claims to keep the readings of a hole that it leaves open in the file it writes", async () => {
  const text = [
    'import { hole } from "@maze/maze/hole";',
    "export function one(n: number): number {",
    "  return hole();",
    "}",
    "/** @example `two(2) // => 4` */",
    "export function two(n: number): number {",
    '  return hole("twice, or two more");',
    "}",
    "",
  ].join("\n");
  const files: Record<string, string> = {
    ...ONE_HOLE,
    ...timedFiles(["n * 2", "n + 2"], []),
    "src/stock.ts": text,
  };
  const toml = files["maze.toml"]?.replace('"typescript", ', '"typescript", "examples", ') ?? "";
  await inProject({ ...files, "maze.toml": toml }, async (project) => {
    const first = await fill(project, "-w");
    assert.match(first.out, /^\? src\/stock\.ts:7:10 [\s\S]* 2 {2}n \+ 2\n/m);
    assert.match(await project.read("src/stock.ts"), /return n \* 2;[\s\S]*return hole\("twice/);
    const { code, out, err } = await fill(project, "--choose", "src/stock.ts:7:10=2", "-w");
    assert.equal(code, 0, err);
    assert.match(out, /\+ return n \+ 2;\n.* · as shown at/);
  });
});

Deno.test("maze fill claims to forget what was shown of a text that is no longer there", async () => {
  await inProject(TIMED, async (project) => {
    await fill(project);
    assert.deepEqual(Object.keys(await kept(project)), [HOLE]);
    await fill(project, "-w");
    assert.deepEqual(await kept(project), {});
    const { code, err } = await fill(project, "--choose", `${HOLE}=1`, "--record", "r");
    assert.equal(code, 2);
    assert.match(err, /Cannot use --choose with --record/);
  });
});

async function kept({ read }: TestProject): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await read(".maze/shown.json")).holes;
}
