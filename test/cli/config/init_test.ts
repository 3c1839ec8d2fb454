import assert from "node:assert/strict";
import { join } from "node:path";
import { acceptConfig } from "../../../cli/config/check.ts";
import { HOLE_DECLARATION } from "../../../cli/config/hole_declaration.ts";
import { freshConfig, ignoreText, initProject } from "../../../cli/config/init.ts";
import { assemble } from "../../../cli/config/layers.ts";
import { inFolder } from "./folder.ts";
import { configRules } from "../../../cli/config/schema.ts";
import { PLUGINS, sourcesOf, testRules } from "./rules_of.ts";

const RULES = testRules();
const BOTH = { builtins: RULES, current: () => Promise.resolve(RULES) };
const FACTS = {
  plugins: ["typescript", "synth", "openai"],
  options: { openai: { model: "m", baseUrl: "http://localhost:8080/v1" } },
};

function states(files: readonly { path: string; state: string }[], root: string): Record<string, string> {
  return Object.fromEntries(files.map(({ path, state }) => [path.slice(root.length + 1), state]));
}

Deno.test("freshConfig() writes a config that is accepted as it is", () => {
  const text = freshConfig(FACTS, RULES);
  assert.match(text, /^#:schema \.\/\.maze\/schema\.json\n/);
  const config = acceptConfig(assemble(sourcesOf(text), RULES), RULES);
  assert.deepEqual(config.plugins, FACTS.plugins);
  assert.equal(config.options.openai?.baseUrl, "http://localhost:8080/v1");
});

Deno.test("freshConfig() shows every key of the kernel with its default: uncommented it says the same", () => {
  const text = freshConfig(FACTS, RULES);
  const uncommented = text.replaceAll(/^# (\w+ = .*)$/gm, "$1");
  assert.match(uncommented, /^maxSeconds = 15 # /m);
  assert.match(uncommented, /^isolate = "outside"$/m);
  const accepted = (from: string) => acceptConfig(assemble(sourcesOf(from), RULES), RULES);
  assert.deepEqual(accepted(uncommented), accepted(text));
});

Deno.test("ignoreText() adds .maze/ once, with the file's own ends of lines", () => {
  assert.equal(ignoreText(undefined), ".maze/\n");
  assert.equal(ignoreText("a\nb\n"), "a\nb\n.maze/\n");
  assert.equal(ignoreText("a\r\nb"), "a\r\nb\r\n.maze/\r\n");
  for (const line of [".maze", ".maze/", "/.maze/", "**/.maze/", ".maze/**", ".maze/\r", "!.maze/"]) {
    assert.equal(ignoreText(`x\n${line}\ny\n`), undefined, line);
  }
  assert.equal(ignoreText(".mazerc\n"), ".mazerc\n.maze/\n");
});

Deno.test("initProject() writes all files into an empty project", () =>
  inFolder(async (root) => {
    assert.deepEqual(states(await initProject(root, FACTS, BOTH), root), {
      "maze.toml": "written",
      ".maze/schema.json": "written",
      ".gitignore": "written",
    });
    assert.deepEqual(JSON.parse(await Deno.readTextFile(join(root, ".maze/schema.json"))), RULES.schema);
  }));

Deno.test("initProject() never overwrites what is there", () =>
  inFolder(async (root) => {
    await Deno.writeTextFile(join(root, ".maze.toml"), "mine");
    await Deno.writeTextFile(join(root, ".gitignore"), "dist\r\n");
    assert.deepEqual(states(await initProject(root, FACTS, BOTH), root), {
      ".maze.toml": "kept",
      ".maze/schema.json": "written",
      ".gitignore": "changed",
    });
    assert.equal(await Deno.readTextFile(join(root, ".maze.toml")), "mine");
    assert.equal(await Deno.readTextFile(join(root, ".gitignore")), "dist\r\n.maze/\r\n");
    await assert.rejects(Deno.stat(join(root, "maze.toml")), Deno.errors.NotFound);
    assert.equal((await initProject(root, FACTS, BOTH)).at(-1)?.state, "kept");
  }));

Deno.test("initProject() writes the schema of the config as it stands, and through no link", () =>
  inFolder(async (root) => {
    const { schema } = configRules({ plugins: PLUGINS.slice(0, 1), builtins: [] });
    const current = async () => {
      assert.ok(
        (await Deno.readTextFile(join(root, "maze.toml"))).includes("plugins"),
        "it is written before",
      );
      return { ...RULES, schema };
    };
    await initProject(root, FACTS, { builtins: RULES, current });
    const file = join(root, ".maze", "schema.json");
    assert.deepEqual(JSON.parse(await Deno.readTextFile(file)), schema);
    for (const name of [".maze/schema.json", ".gitignore"]) {
      await Deno.remove(join(root, name));
      await Deno.writeTextFile(join(root, "mine"), "mine");
      await Deno.symlink(join(root, "mine"), join(root, name));
    }
    const refused = { code: "config/unwritable", message: /"\.maze\/schema\.json" is a link$/ };
    await assert.rejects(initProject(root, FACTS, BOTH), refused);
    await Deno.remove(file);
    assert.equal((await initProject(root, FACTS, BOTH)).at(-1)?.state, "kept");
    assert.equal(await Deno.readTextFile(join(root, "mine")), "mine");
  }));

Deno.test("HOLE_DECLARATION has the signature of core/hole.ts", async () => {
  const source = await Deno.readTextFile(new URL("../../../core/hole.ts", import.meta.url));
  const signature = /export function hole.*?(?= \{)/.exec(source)?.[0];
  assert.ok(signature && HOLE_DECLARATION.includes(`${signature};`), signature);
});

Deno.test("HOLE_DECLARATION lets a compiler check a project with holes", () =>
  inFolder(async (root) => {
    await Deno.writeTextFile(join(root, "maze-hole.d.ts"), HOLE_DECLARATION);
    const code = 'import { hole } from "@maze/maze/hole";\nexport const n: number = hole("a number");\n';
    await Deno.writeTextFile(join(root, "good.ts"), code);
    await Deno.writeTextFile(join(root, "bad.ts"), code.replace('"a number"', "3"));
    const compile = (file: string) =>
      new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "-A",
          "--no-lock",
          "--no-config",
          "npm:typescript@7.0.2/tsc",
          "--noEmit",
          file,
          "maze-hole.d.ts",
        ],
        cwd: root,
      }).output();
    const good = await compile("good.ts");
    assert.equal(good.code, 0, new TextDecoder().decode(good.stdout) + new TextDecoder().decode(good.stderr));
    const bad = await compile("bad.ts");
    assert.match(new TextDecoder().decode(bad.stdout), /bad\.ts\(2,\d+\): error TS2345/);
  }));
