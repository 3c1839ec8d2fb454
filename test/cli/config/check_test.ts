import assert from "node:assert/strict";
import { acceptConfig, checkConfig } from "../../../cli/config/check.ts";
import { ConfigError, faultText } from "../../../cli/config/fault.ts";
import { assembledOf, testRules } from "./rules_of.ts";

function faultsOf(...from: Parameters<typeof assembledOf>): [string, string | undefined][] {
  return checkConfig(assembledOf(...from), testRules()).map((fault) => [faultText(fault), fault.hint]);
}

Deno.test("checkConfig() finds nothing in an empty config", () => {
  assert.deepEqual(faultsOf(""), []);
});

Deno.test("checkConfig() reports every mistake at once, in order of places", () => {
  const text = `plugins = ["synth", "sinth"]
[fill]
maxSecnods = 3
candidates = "many"
[options.synth]
maxTerms = 0
`;
  assert.deepEqual(faultsOf(text), [
    ['/p/maze.toml:1:21: Cannot load plugin "sinth": no such plugin', 'Did you mean "synth"?'],
    ["/p/maze.toml:3:1: Cannot read fill.maxSecnods: no such key", 'Did you mean "maxSeconds"?'],
    [
      '/p/maze.toml:4:1: Cannot read fill.candidates: expected a whole number from 1 to 1000, found "many"',
      undefined,
    ],
    [
      "/p/maze.toml:6:1: Cannot read options.synth.maxTerms: expected a whole number from 1, found 0",
      undefined,
    ],
  ]);
});

Deno.test("checkConfig() names the variable and the flag that hold a mistake", () => {
  const environment = { MAZE_LOG__LEVEL: "loud" };
  assert.deepEqual(faultsOf("", { environment, assignments: ["trace.keep=-1"] }), [
    [
      'MAZE_LOG__LEVEL: Cannot read log.level: expected "debug" or "info" or "warning" or "error", found "loud"',
      undefined,
    ],
    [
      "--set trace.keep: Cannot read trace.keep: expected a whole number from 0 to 10000, found -1",
      undefined,
    ],
  ]);
});

Deno.test("checkConfig() checks what a later layer overrides, with the place of each", () => {
  const user = 'plugins = ["sinth"]\n[fill]\nmaxSeconds = "soon"\n[log]\nlevel = "info"';
  const project = 'plugins = ["synth"]\n[fill]\nmaxSeconds = 0';
  const environment = { MAZE_FILL__MAX_SECONDS: "-1" };
  const assignments = ["fill.maxSeconds=never", "fill.maxSeconds=3"];
  const wanted = "Cannot read fill.maxSeconds: expected a number above 0 to 86400, found";
  assert.deepEqual(faultsOf(project, { user, environment, assignments }).map(([text]) => text), [
    '/u/config.toml:1:12: Cannot load plugin "sinth": no such plugin',
    `/u/config.toml:3:1: ${wanted} "soon"`,
    `/p/maze.toml:3:1: ${wanted} 0`,
    `MAZE_FILL__MAX_SECONDS: ${wanted} -1`,
    `--set fill.maxSeconds: ${wanted} "never"`,
  ]);
});

Deno.test("checkConfig() finds a secret that a later layer overrides", () => {
  const user = '[options.openai]\nmodel = "m"\napiKeyEnv = "sk-proj-abcdefghijklmnop1234"';
  assert.deepEqual(faultsOf('[options.openai]\napiKeyEnv = "MY_KEY"', { user }).map(([text]) => text), [
    "/u/config.toml:3:1: Cannot read options.openai.apiKeyEnv: its value looks like a secret",
  ]);
});

Deno.test("checkConfig() lets layers write one table together", () => {
  const user = "[options.synth.style]\nscope = 2";
  assert.deepEqual(faultsOf("[options.synth.style]\nsize = 1", { user }), []);
  assert.deepEqual(faultsOf('plugins = ["openai"]', { assignments: ["options.openai.model=m"] }), []);
});

Deno.test("checkConfig() tells a right name in the wrong table", () => {
  assert.deepEqual(faultsOf("maxSeconds = 3"), [
    ["/p/maze.toml:1:1: Cannot read maxSeconds: no such key", 'Did you mean "fill.maxSeconds"?'],
  ]);
});

Deno.test("checkConfig() lists the known keys when none is near", () => {
  assert.deepEqual(faultsOf("[log]\ncolour = 3"), [
    ["/p/maze.toml:2:1: Cannot read log.colour: no such key", "Known here: level, format"],
  ]);
});

Deno.test("checkConfig() refuses options of an unknown plugin in the project", () => {
  assert.deepEqual(faultsOf("[options.other]\na = 1"), [[
    "/p/maze.toml:1:10: Cannot read options.other: no plugin of this name is listed",
    "Known here: synth, openai, lsp",
  ]]);
});

Deno.test("checkConfig() lets options of other projects' plugins pass in the user's file, but no slip", () => {
  assert.deepEqual(faultsOf("", { user: "[options.other]\na = 1\n[options.sinth]\n" }), [[
    "/u/config.toml:3:10: Cannot read options.sinth: no plugin of this name is listed",
    'Did you mean "synth"?',
  ]]);
});

Deno.test("checkConfig() checks the options of plugins that are not listed", () => {
  assert.deepEqual(faultsOf('plugins = ["synth"]\n[options.openai]\nmodle = "x"'), [
    ["/p/maze.toml:3:1: Cannot read options.openai.modle: no such key", 'Did you mean "model"?'],
  ]);
});

Deno.test("checkConfig() misses a required option where the plugin is listed, or at its section", () => {
  const hint = "The model's name as the server has it";
  const state = "Cannot find options.openai.model: it is required, a string";
  assert.deepEqual(faultsOf('plugins = [\n  "synth",\n  "openai",\n]'), [[
    `/p/maze.toml:3:3: ${state}`,
    hint,
  ]]);
  assert.deepEqual(faultsOf('plugins = ["openai"]\n[options.openai]\n'), [[
    `/p/maze.toml:2:10: ${state}`,
    hint,
  ]]);
});

Deno.test("checkConfig() follows unions and references of a plugin's schema to the key at fault", () => {
  assert.deepEqual(faultsOf("[options.synth]\nstyle = { size = 1, scop = 2 }"), [
    ["/p/maze.toml:2:21: Cannot read options.synth.style.scop: no such key", 'Did you mean "scope"?'],
  ]);
  assert.deepEqual(faultsOf("[options.synth]\nstyle = 4"), [[
    '/p/maze.toml:2:1: Cannot read options.synth.style: expected "short" or "long" or a table, found 4',
    undefined,
  ]]);
});

Deno.test("checkConfig() gives the place of an item of a list", () => {
  const text = 'options.lsp.servers = [\n  { command = ["a", 3] },\n]';
  assert.deepEqual(faultsOf(text), [[
    "/p/maze.toml:2:21: Cannot read options.lsp.servers[0].command[1]: expected a string, found 3",
    undefined,
  ]]);
});

Deno.test("checkConfig() refuses a plugin listed twice, a kind of specifier it does not know, and no string", () => {
  assert.deepEqual(faultsOf('plugins = ["synth", "http://x/y.ts", "synth", 3]').map(([text]) => text), [
    '/p/maze.toml:1:21: Cannot load plugin "http://x/y.ts": no such kind of specifier',
    '/p/maze.toml:1:38: Cannot load plugin "synth": it is listed twice',
    "/p/maze.toml:1:47: Cannot load plugin: expected a string, found 3",
  ]);
});

Deno.test("checkConfig() refuses plugins that are no list", () => {
  assert.deepEqual(faultsOf('plugins = "synth"').map(([text]) => text), [
    '/p/maze.toml:1:1: Cannot read plugins: expected a list, found "synth"',
  ]);
});

Deno.test("checkConfig() refuses a key that is written out, and never shows it", () => {
  const secret = "sk-proj-abcdefghijklmnop1234";
  const text =
    `plugins = ["openai"]\n[options.openai]\nmodel = "m"\napiKeyEnv = "${secret}"\napiKey = "${secret}"`;
  const faults = faultsOf(text);
  assert.deepEqual(faults.map(([line]) => line), [
    "/p/maze.toml:4:1: Cannot read options.openai.apiKeyEnv: its value looks like a secret",
    "/p/maze.toml:5:1: Cannot read options.openai.apiKey: its value looks like a secret",
  ]);
  assert.match(faults[0]?.[1] ?? "", /apiKeyEnv = "OPENAI_API_KEY"/);
  assert.doesNotMatch(JSON.stringify(faults), /abcdefgh/);
});

Deno.test("checkConfig() wants a variable's name in an option that ends in Env", () => {
  assert.deepEqual(faultsOf('[options.openai]\napiKeyEnv = "my key"').map(([text]) => text), [
    "/p/maze.toml:2:1: Cannot read options.openai.apiKeyEnv: it must name an environment variable",
  ]);
});

Deno.test("acceptConfig() fills in defaults, options of listed plugins too", () => {
  const assembled = assembledOf('plugins = ["synth", "typescript"]\n[fill]\ncandidates = 3');
  assert.deepEqual(acceptConfig(assembled, testRules()), {
    plugins: ["synth", "typescript"],
    isolate: "outside",
    fill: {
      ...{
        maxSeconds: 15,
        candidates: 3,
        answerTokens: 512,
        contextTokens: 2000,
        watch: true,
        samples: 1,
        streams: 16,
        holes: 0,
      },
      ...{ maxTokens: 0, maxCost: 0 },
    },
    run: { maxSeconds: 0, maxTokens: 0, maxCost: 0 },
    log: { level: "warning", format: "text" },
    trace: { keep: 50, maxBytes: 10_000_000 },
    options: { synth: { maxTerms: 200 } },
  });
});

Deno.test("acceptConfig() throws one error that holds all faults", () => {
  const assembled = assembledOf("[fil]\n[logg]\n");
  assert.throws(() => acceptConfig(assembled, testRules()), (error) => {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.code, "config/unknown-key");
    assert.equal(error.faults.length, 2);
    assert.equal(error.message.split("\n").length, 2);
    return true;
  });
});
