import assert from "node:assert/strict";
import { COMMANDS } from "../../cli/commands.ts";
import { inProject } from "./maze_process.ts";

Deno.test("maze --help claims to list every command, and --version to be the package's", async () => {
  await inProject({}, async ({ maze }) => {
    const { code, out } = await maze("--help");
    assert.equal(code, 0);
    for (const { name, summary } of COMMANDS) assert.match(out, new RegExp(`^  ${name} +${summary}$`, "m"));
    assert.equal((await maze()).out, out);
    const version = await maze("--version");
    assert.match(version.out, /^maze \d+\.\d+\.\d+\n$/);
  });
});

Deno.test("maze COMMAND --help claims to work for each command of the table", async () => {
  await inProject({}, async ({ maze }) => {
    for (const { name } of COMMANDS) {
      const [{ code, out, err }, ...others] = await Promise.all([
        maze(name, "--help"),
        maze(name, "-h"),
        maze("help", name),
      ]);
      assert.equal(code, 0, err);
      assert.match(out, new RegExp(`Usage: maze ${name}`));
      assert.ok(!/^Usage:.*(-h|\[-)/m.test(out), "the usage names no option: each has its line");
      assert.deepEqual(others.map((other) => other.out), [out, out]);
    }
  });
});

Deno.test("maze claims to end with 2 on an unknown command or option, and to name the nearest", async () => {
  await inProject({}, async ({ maze }) => {
    const command = await maze("fil");
    assert.deepEqual([command.code, command.out], [2, ""]);
    assert.match(
      command.err,
      /error\[usage\]: Cannot run "fil": no such command\n {2}hint: Did you mean "fill"\?/,
    );
    const option = await maze("fill", "--wriet");
    assert.deepEqual([option.code, option.out], [2, ""]);
    assert.match(
      option.err,
      /^error\[usage\]: Cannot read the command line: .*"--wriet"\n {2}hint: .*`--write`.*`maze fill --help`/,
    );
    const below = await maze("help", "config", "lits");
    assert.equal(below.code, 2);
  });
});

Deno.test("maze claims that with --json stdout is one JSON object, whatever goes wrong", async () => {
  await inProject({ "maze.toml": "broken = = " }, async ({ maze }) => {
    const lines: readonly (readonly [code: string, ...args: string[]])[] = [
      ["usage", "fill", "--json", "--wriet"],
      ["usage", "init", "--json"],
      ["usage", "fil", "--json"],
      ["config/syntax", "plugins", "--json"],
      ["config/syntax", "index", "--json"],
      ["config/syntax", "validate", "--json", "nowhere.ts"],
      ["config/syntax", "config", "list", "--json"],
    ];
    for (const [code, ...args] of lines) {
      const { code: exit, out, err } = await maze(...args);
      const { version, errors } = JSON.parse(out);
      assert.deepEqual([version, errors[0].code], [1, code], args.join(" "));
      assert.equal(exit, code === "usage" ? 2 : 3);
      assert.match(err, /^error\[/);
    }
    assert.equal((await maze("plugins", "--", "--json")).out, "");
  });
});

Deno.test("maze claims that --json shows what it can, with the mistakes beside it", async () => {
  await inProject({ "maze.toml": "[fill]\nmaxSecnds = 1\n" }, async ({ maze }) => {
    for (
      const [args, key] of [[["plugins", "--json"], "plugins"], [
        ["config", "list", "--json"],
        "values",
      ]] as const
    ) {
      const { code, out } = await maze(...args);
      const found = JSON.parse(out);
      assert.equal(code, 3);
      assert.ok(found[key].length > 0);
      assert.equal(found.errors[0].code, "config/unknown-key");
    }
  });
});

Deno.test("maze claims to end with 141 when nobody reads its output any more", async () => {
  await inProject({}, async ({ start }) => {
    const child = start("config", "schema");
    await child.stdout.cancel();
    const [{ code }] = await Promise.all([child.status, child.stderr.cancel()]);
    assert.equal(code, 141);
  });
});
