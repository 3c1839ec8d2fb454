import assert from "node:assert/strict";
import { join } from "node:path";
import { placeAt } from "@maze/maze/plugin";
import fc from "fast-check";
import { checkConfig } from "../../../cli/config/check.ts";
import { ConfigError, faultText } from "../../../cli/config/fault.ts";
import { valueAt } from "../../../cli/config/key.ts";
import { assemble, listConfig, readSources } from "../../../cli/config/layers.ts";
import {
  CONFIG_NAMES,
  findProjectConfig,
  userConfigFile,
  userStateFolder,
} from "../../../cli/config/locate.ts";
import { linesOf, originAt, originText } from "../../../cli/config/origin.ts";
import { inFolder } from "./folder.ts";
import { assembledOf, sourcesOf, testRules } from "./rules_of.ts";

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
      message:
        `${folder}/.maze.toml:1:1: Cannot choose a config: the folder has both maze.toml and .maze.toml`,
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

Deno.test("readSources() tells line and column of broken TOML in both files, and shows no secret", () =>
  inFolder(async (folder) => {
    const environment = { XDG_CONFIG_HOME: folder };
    await Deno.mkdir(join(folder, "maze"));
    await Deno.writeTextFile(join(folder, "maze", "config.toml"), "[log\n");
    await Deno.writeTextFile(join(folder, "maze.toml"), 'a = 1\nkey = "sk-abcdefghijklmnopqrst" x\n');
    const { faults } = await readSources(folder, { os: "linux", environment });
    assert.deepEqual(faults.map(({ code, origin }) => [code, originText(origin)]), [
      ["config/syntax", `${folder}/maze/config.toml:1:5`],
      ["config/syntax", `${folder}/maze.toml:2:33`],
    ]);
    assert.doesNotMatch(faults.map(faultText).join(), /sk-abc/);
  }));

Deno.test("readSources() gives the place of a config that can not be read or is not UTF-8", () =>
  inFolder(async (folder) => {
    const file = join(folder, "maze.toml");
    const told = async () => {
      const { project, faults } = await readSources(folder, { os: "linux", environment: {} });
      assert.equal(project, undefined);
      return faults.map((fault) => `${fault.code} ${faultText(fault).replaceAll(file, "FILE")}`);
    };
    const unread = 'config/unreadable FILE:1:1: Cannot read config "FILE": it is not a regular file';
    await Deno.mkdir(file);
    assert.deepEqual(await told(), [unread]);
    await Deno.remove(file);
    assert.ok((await new Deno.Command("mkfifo", { args: [file] }).output()).success);
    assert.deepEqual(await told(), [unread]);
    await Deno.remove(file);
    await Deno.symlink("nothing", file);
    assert.deepEqual(await told(), [unread.replace("not a regular file", "a link to nothing")]);
    await Deno.remove(file);
    await Deno.writeTextFile(file, "");
    await Deno.truncate(file, 2 ** 24 + 1);
    assert.match((await told()).join(), /it has more than 16777216 bytes$/);
    const good = new TextEncoder().encode("# \u00fcber\r\na = 'é");
    for (const bad of [[0xff, 0x27, 0x0a], [0xe2, 0x82], [0xc3, 0x28]]) {
      await Deno.writeFile(file, new Uint8Array([...good, ...bad]));
      assert.deepEqual(await told(), [
        'config/unreadable FILE:2:7: Cannot read config "FILE": it is not UTF-8',
      ]);
    }
  }));

Deno.test("readSources() gives the place of a second config in one folder, and the folder of both", () =>
  inFolder(async (folder) => {
    for (const name of CONFIG_NAMES) await Deno.writeTextFile(join(folder, name), "");
    const sources = await readSources(folder, { os: "linux", environment: {} });
    assert.deepEqual(sources.faults.map(({ code, origin }) => [code, originText(origin)]), [
      ["config/two-files", `${folder}/.maze.toml:1:1`],
    ]);
    assert.deepEqual([sources.project, sources.folder], [undefined, folder]);
  }));

Deno.test("checkConfig() claims nothing of what a file that can not be read may hold", () => {
  const sources = sourcesOf("", { user: 'plugins = ["openai"]' });
  const fault = { code: "config/syntax", message: "", origin: { layer: "project" as const } };
  const faultsOf = (broken: typeof sources) => checkConfig(assemble(broken, testRules()), testRules());
  assert.deepEqual(faultsOf(sources).map(({ code }) => code), ["config/missing"]);
  assert.deepEqual(faultsOf({ ...sources, faults: [fault] }), [fault]);
});

Deno.test("readToml() refuses a key that has no end, at its place", () => {
  const deep = Array(20_000).fill("a").join(".");
  for (
    const [text, place] of [[`\n${deep} = 1`, "2:1"], [`[${deep}]`, "1:1"], [`o = {x={${deep}=1}}`, "1:9"]]
  ) {
    assert.throws(() => assembledOf(text ?? ""), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.equal(error.message, `/p/maze.toml:${place}: Cannot read TOML: the key has more than 100 parts`);
      return true;
    });
  }
  const { faults } = assembledOf("", { assignments: [`${deep}=1`, `options={${deep}=1}`] });
  assert.deepEqual(faults.map(({ code }) => code), ["config/syntax", "config/syntax"]);
});

Deno.test("readToml() does not count a byte order mark", () => {
  assert.throws(() => assembledOf("\ufeffa = = 1"), /maze\.toml:1:5: /);
  const found = assembledOf("\ufeff[fill]\ncandidates = 1");
  assert.equal(originText(found.originOf(["fill"])), "/p/maze.toml:1:2");
  assert.equal(originText(found.originOf(["fill", "candidates"])), "/p/maze.toml:2:1");
});

Deno.test("originAt() finds the place that placeAt() counts, in any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r\n", "é") }), fc.nat(), (text, at) => {
      const offset = at % (text.length + 1);
      const { line, column } = placeAt(text, offset);
      const lines = linesOf(text);
      const origin = originAt("project", { file: "f", lines }, offset);
      assert.deepEqual([origin.line, origin.column], [line + 1, column + 1]);
    }),
  );
});

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
  assert.deepEqual(found.value.fill, {
    ...{ maxSeconds: 3, candidates: 2 },
    ...{
      answerTokens: 512,
      contextTokens: 2000,
      watch: true,
      samples: 1,
      streams: 16,
      holes: 0,
      maxTokens: 0,
      maxCost: 0,
    },
  });
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
    "isolate": "default",
    "fill.maxSeconds": "MAZE_FILL__MAX_SECONDS",
    "fill.candidates": "/p/maze.toml:4:3",
    "fill.answerTokens": "default",
    "fill.contextTokens": "default",
    "fill.watch": "default",
    "fill.samples": "default",
    "fill.streams": "default",
    "fill.holes": "default",
    "fill.maxTokens": "default",
    "fill.maxCost": "default",
    "run.maxSeconds": "default",
    "run.maxTokens": "default",
    "run.maxCost": "default",
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
    '--set: Cannot read assignment "nonsense": it is not key=value',
    "--set plugins: Cannot read value: it starts as a TOML value and does not end as one",
  ]);
  assert.equal(valueAt(found.value, ["fill", "candidates"]), 2);
  assert.equal(checkConfig(found, testRules()).length, 2);
});
