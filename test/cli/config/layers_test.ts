import assert from "node:assert/strict";
import { join } from "node:path";
import { MazeError } from "@maze/maze/plugin";
import { checkConfig } from "../../../cli/config/check.ts";
import { ConfigError, faultText } from "../../../cli/config/fault.ts";
import { valueAt } from "../../../cli/config/key.ts";
import { assemble, listConfig, readSources } from "../../../cli/config/layers.ts";
import { findProjectConfig, userConfigFile, userStateFolder } from "../../../cli/config/locate.ts";
import { originText } from "../../../cli/config/origin.ts";
import { inFolder } from "./folder.ts";
import { assembledOf, testRules } from "./rules_of.ts";

Deno.test("findProjectConfig() finds the nearest config upward", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "inner", "src"), { recursive: true });
    await Deno.writeTextFile(join(folder, "maze.toml"), "");
    assert.equal(await findProjectConfig(join(folder, "inner", "src")), join(folder, "maze.toml"));
    await Deno.writeTextFile(join(folder, "inner", ".maze.toml"), "");
    assert.equal(await findProjectConfig(join(folder, "inner", "src")), join(folder, "inner", ".maze.toml"));
    assert.equal(await findProjectConfig(folder), join(folder, "maze.toml"));
  }));

Deno.test("findProjectConfig() refuses two configs in one folder", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "maze.toml"), "");
    await Deno.writeTextFile(join(folder, ".maze.toml"), "");
    await assert.rejects(findProjectConfig(folder), {
      code: "config/two-files",
      message: `Cannot choose a config in "${folder}": it has both maze.toml and .maze.toml`,
    });
  }));

Deno.test("findProjectConfig() finds nothing where no folder has a config", () =>
  inFolder(async (folder) => assert.equal(await findProjectConfig(join(folder, "gone")), undefined)));

Deno.test("userConfigFile() follows XDG, and each system's own folder", () => {
  const at = (os: string, environment: Record<string, string>) => userConfigFile({ os, environment });
  assert.equal(at("linux", { XDG_CONFIG_HOME: "/x", HOME: "/h" }), "/x/maze/config.toml");
  assert.equal(at("linux", { HOME: "/h" }), "/h/.config/maze/config.toml");
  assert.equal(at("darwin", { HOME: "/h" }), "/h/Library/Application Support/maze/config.toml");
  assert.equal(at("windows", { APPDATA: "/a", USERPROFILE: "/u" }), "/a/maze/config.toml");
  assert.equal(at("linux", {}), undefined);
  assert.equal(userStateFolder({ os: "linux", environment: { HOME: "/h" } }), "/h/.local/state/maze");
  assert.equal(userStateFolder({ os: "linux", environment: { XDG_STATE_HOME: "/s" } }), "/s/maze");
});

Deno.test("readSources() reads the user's and the project's file, and nothing where there is none", () =>
  inFolder(async (folder) => {
    const environment = { XDG_CONFIG_HOME: join(folder, "xdg") };
    const none = await readSources(folder, { os: "linux", environment });
    assert.equal(none.project, undefined);
    assert.equal(none.user, undefined);
    await Deno.mkdir(join(folder, "xdg", "maze"), { recursive: true });
    await Deno.writeTextFile(join(folder, "xdg", "maze", "config.toml"), "log.level = 'debug'");
    await Deno.writeTextFile(join(folder, "maze.toml"), "\ufeff[fill]\r\ncandidates = 3\r\n");
    const both = await readSources(folder, { os: "linux", environment });
    assert.equal(valueAt(both.user?.value, ["log", "level"]), "debug");
    const found = assemble(both, testRules());
    assert.equal(originText(found.originOf(["fill", "candidates"])), `${join(folder, "maze.toml")}:2:1`);
  }));

Deno.test("readSources() tells line and column of broken TOML, in both files at once", () =>
  inFolder(async (folder) => {
    const environment = { XDG_CONFIG_HOME: folder };
    await Deno.mkdir(join(folder, "maze"));
    await Deno.writeTextFile(join(folder, "maze", "config.toml"), "[log\n");
    await Deno.writeTextFile(join(folder, "maze.toml"), 'a = 1\nkey = "sk-abcdefghijklmnopqrst" x\n');
    await assert.rejects(readSources(folder, { os: "linux", environment }), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(error.faults.map((fault) => [fault.code, fault.origin.line, fault.origin.column]), [
        ["config/syntax", 1, 5],
        ["config/syntax", 2, 33],
      ]);
      assert.doesNotMatch(error.message, /sk-abc/);
      return true;
    });
  }));

Deno.test("readSources() refuses a config that can not be read or is not UTF-8", () =>
  inFolder(async (folder) => {
    const machine = { os: "linux", environment: {} };
    await Deno.mkdir(join(folder, "maze.toml"));
    await assert.rejects(readSources(folder, machine), (error) => {
      assert.ok(error instanceof MazeError);
      assert.equal(error.code, "config/unreadable");
      assert.match(error.message, /maze\.toml": it is not a regular file/);
      return true;
    });
    await Deno.remove(join(folder, "maze.toml"));
    assert.ok((await new Deno.Command("mkfifo", { args: [join(folder, "maze.toml")] }).output()).success);
    await assert.rejects(readSources(folder, machine), /it is not a regular file/);
    await Deno.remove(join(folder, "maze.toml"));
    await Deno.writeFile(join(folder, "maze.toml"), new Uint8Array([0x61, 0xff]));
    await assert.rejects(readSources(folder, machine), /it is not UTF-8/);
  }));

Deno.test("readToml() refuses names that reach into JavaScript's objects", () => {
  assert.throws(() => assembledOf("__proto__.polluted = 1"), /maze\.toml:1:1: Cannot read TOML: .*unsafe/);
});

Deno.test("assemble() lets the later layer win, key by key, and replaces lists", () => {
  const found = assembledOf(
    'plugins = ["synth"]\n[fill]\ncandidates = 2\nmaxSeconds = 2\n[log]\nlevel = "info"',
    {
      user: 'plugins = ["typescript", "openai"]\n[fill]\ncandidates = 1\n[log]\nformat = "json"',
      environment: { MAZE_FILL__MAX_SECONDS: "3" },
      assignments: ["log.level=debug"],
    },
  );
  assert.deepEqual(found.value.plugins, ["synth"]);
  assert.deepEqual(found.value.fill, { maxSeconds: 3, candidates: 2 });
  assert.deepEqual(found.value.log, { level: "debug", format: "json" });
});

Deno.test("listConfig() gives the origin of every value", () => {
  const listed = listConfig(assembledOf('plugins = ["synth"]\n\n  [fill]\n  candidates = 2\n', {
    user: 'log = { format = "json" }',
    environment: { MAZE_FILL__MAX_SECONDS: "3", PATH: "/bin" },
    assignments: ["options.synth.maxTerms = 5"],
  }));
  assert.deepEqual(Object.fromEntries(listed.map(({ key, origin }) => [key.join("."), originText(origin)])), {
    "plugins": "/p/maze.toml:1:1",
    "fill.maxSeconds": "MAZE_FILL__MAX_SECONDS",
    "fill.candidates": "/p/maze.toml:4:3",
    "log.level": "default",
    "log.format": "/u/config.toml:1:9",
    "trace.keep": "default",
    "trace.maxBytes": "default",
    "options.synth.maxTerms": "--set options.synth.maxTerms",
  });
});

Deno.test("assemble() gives each item of a list its own place", () => {
  const found = assembledOf('plugins = [\n  "synth",\n  "lsp",\n]\n[[options.lsp.servers]]\ncommand = ["a"]');
  assert.equal(originText(found.originOf(["plugins", 1])), "/p/maze.toml:3:3");
  assert.equal(
    originText(found.originOf(["options", "lsp", "servers", 0, "command", 0])),
    "/p/maze.toml:6:12",
  );
});

Deno.test("assemble() reports flags that are no assignment, and goes on", () => {
  const found = assembledOf("", { assignments: ["nonsense", 'plugins=["a', "fill.candidates=2"] });
  assert.deepEqual(found.faults.map(faultText), [
    "--set: Cannot read assignment: it is not key=value",
    "--set plugins: Cannot read value: it starts as a TOML value and does not end as one",
  ]);
  assert.equal(valueAt(found.value, ["fill", "candidates"]), 2);
  assert.equal(checkConfig(found, testRules()).length, 2);
});
