import assert from "node:assert/strict";
import { z } from "zod";
import { schemaFiles } from "../../cli/shapes.ts";
import { inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";

const FOLDER = new URL("../../docs/schemas/", import.meta.url);

Deno.test("docs/schemas/ claims to be what cli/shapes.ts says; `deno task schemas` writes it", async () => {
  const files = schemaFiles();
  for (const [name, text] of files) assert.equal(await Deno.readTextFile(new URL(name, FOLDER)), text, name);
  const names = [...Deno.readDirSync(FOLDER)].map(({ name }) => name);
  assert.deepEqual(names.sort(), files.map(([name]) => name).sort());
});

/** Runs a command with `--json` and holds its output against the schema in docs/schemas/. */
async function printed({ maze }: TestProject, name: string, ...args: readonly string[]) {
  const { code, out, err } = await maze(...args, "--json");
  const json = JSON.parse(out);
  const schema = JSON.parse(await Deno.readTextFile(new URL(`${name}.schema.json`, FOLDER)));
  assert.deepEqual(z.fromJSONSchema(schema).safeParse(json).error?.issues ?? [], [], err);
  return { code, json };
}

const FAULTY = { ...ONE_HOLE, "src/faulty.ts": 'export const count: number = "three";\n' };

Deno.test("every command with --json claims the shape that its schema says", async () => {
  await inProject(FAULTY, async (project) => {
    const { maze } = project;
    assert.equal((await printed(project, "validate", "validate")).json.faults[0].code, "TS2322");
    assert.ok((await printed(project, "index", "index")).json.declarations.total > 0);
    assert.equal((await printed(project, "index", "index", "Item")).json.symbols[0].members.length, 2);
    assert.ok((await printed(project, "plugins", "plugins")).json.plugins.length > 3);
    assert.ok(
      (await printed(project, "config", "config", "list", "--set", "log.level=debug")).json.values.length > 4,
    );
    assert.equal((await printed(project, "doctor", "doctor")).json.isSound, true);
    assert.equal((await printed(project, "why", "why", "config/type")).json.code, "config/type");
    const [seen] = (await printed(project, "why", "why", "src/stock.ts:9")).json.holes;
    assert.deepEqual([seen.type, seen.candidates[0].text, seen.visible[0].name], [
      "number",
      "item.count",
      "item",
    ]);
    const words = ["generate", "slug of a label", "--into", "src/slug.ts", "--example", "slug('a') => 'a'"];
    const { json: made, code } = await printed(project, "generate", ...words);
    assert.deepEqual([code, made.filled, made.placed.isNew, made.candidates[0].state], [
      0,
      "yes",
      true,
      "valid",
    ]);
    assert.match(made.text, /export function slug\(text: string\): string \{/);
    await maze("fill", "--write");
    const [ran] = (await printed(project, "why", "why", "last")).json.holes;
    assert.deepEqual([ran.id, ran.filled], ["src/stock.ts:9:10", "yes"]);
    assert.deepEqual((await printed(project, "undo", "undo")).json.files, ["src/stock.ts"]);
    const again = await printed(project, "undo", "undo");
    assert.deepEqual([again.code, again.json.files], [1, []]);
  });
});

Deno.test("every command with --json claims the shape of a failure, or of mistakes beside what it shows", async () => {
  await inProject({ ...ONE_HOLE, "maze.toml": "[fil]\n" }, async (project) => {
    for (const args of [["validate"], ["index"], ["why", "src/stock.ts:9"]]) {
      const { code, json } = await printed(project, args[0] ?? "", ...args);
      assert.deepEqual([code, json.errors[0].code], [3, "config/unknown-key"]);
    }
    for (const args of [["plugins"], ["config", "list"]]) {
      const { code, json } = await printed(project, args[0] ?? "", ...args);
      assert.deepEqual([code, json.errors[0].code], [3, "config/unknown-key"]);
    }
    const { code, json } = await printed(project, "doctor", "doctor");
    assert.deepEqual([code, json.isSound], [3, false]);
    const made = await printed(project, "generate", "generate", "a slug");
    assert.deepEqual([made.code, made.json.errors[0].code], [3, "config/unknown-key"]);
    await project.write(".maze", "");
    assert.equal((await printed(project, "undo", "undo")).json.errors[0].code, "write/unreadable");
  });
});
