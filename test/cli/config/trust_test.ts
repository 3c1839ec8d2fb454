import assert from "node:assert/strict";
import { join } from "node:path";
import { claimText, findClaims } from "../../../cli/config/claims.ts";
import { readToml } from "../../../cli/config/read_toml.ts";
import { decideTrust, isCi, needsTrust, untrusted } from "../../../cli/config/trust.ts";
import { inFolder } from "./folder.ts";
import { testRules } from "./rules_of.ts";

const RULES = testRules();

function sourceOf(text: string, file = "/p/maze.toml") {
  return readToml({ file, text, layer: "project" });
}

function claimsOf(text: string): string[] {
  return findClaims(sourceOf(text), RULES).map(claimText);
}

async function hashOf(text: string, file?: string): Promise<string> {
  return (await needsTrust(sourceOf(text, file), RULES)).hash;
}

Deno.test("findClaims() lets built-ins without programs and servers pass", () => {
  assert.deepEqual(claimsOf('plugins = ["typescript", "synth"]\n[options.synth]\nmaxTerms = 3\n[log]\n'), []);
  assert.deepEqual(claimsOf('[options.openai]\nmodel = "m"\napiKeyEnv = "OPENAI_API_KEY"'), []);
});

Deno.test("findClaims() names plugins from outside, programs, servers and other variables than the usual", () => {
  const text = `plugins = ["synth", "jsr:@a/b", "npm:c@1", "https://d/e.ts", "./f.ts", "../g.ts"]
[options.openai]
baseUrl = "http://evil"
apiKeyEnv = "AWS_SECRET_ACCESS_KEY"
[[options.lsp.servers]]
command = ["sh", "-c", "x"]
`;
  assert.deepEqual(claimsOf(text), [
    'loads plugin "jsr:@a/b"',
    'loads plugin "npm:c@1"',
    'loads plugin "https://d/e.ts"',
    'loads plugin "./f.ts"',
    'loads plugin "../g.ts"',
    'talks to server "http://evil" (options.openai.baseUrl)',
    'reads environment variable "AWS_SECRET_ACCESS_KEY" (options.openai.apiKeyEnv)',
    'runs program ["sh", "-c", "x"] (options.lsp.servers[0].command)',
  ]);
});

Deno.test("findClaims() takes a wall that is taken away for a claim", () => {
  const claim = (value: string) =>
    `lets plugins run in Maze's own process, with all your rights (isolate = "${value}")`;
  assert.deepEqual(claimsOf('isolate = "none"'), [claim("none")]);
  assert.deepEqual(claimsOf('isolate = "outside"\nplugins = ["./f.ts"]'), [
    'loads plugin "./f.ts"',
    claim("outside"),
  ]);
  assert.deepEqual(claimsOf('isolate = "outside"\nplugins = ["synth"]'), []);
  assert.deepEqual(claimsOf('isolate = "all"\nplugins = ["./f.ts"]'), ['loads plugin "./f.ts"']);
});

Deno.test("findClaims() takes all options of a plugin that is not known as one claim", () => {
  assert.deepEqual(claimsOf("[options.other]\na = 1"), [
    "gives options { a = 1 } to a plugin that is not known yet (options.other)",
  ]);
});

Deno.test("findClaims() counts options that a permission refers to", () => {
  const options = { type: "object", properties: { tool: {}, host: {}, cache: {}, tokenEnv: {}, name: {} } };
  const permissions = { run: ["$option:tool"], net: ["a.example", "$option:host"], write: ["$option:cache"] };
  const rules = testRules([{ name: "x", options, permissions }]);
  const text = '[options.x]\ntool = "a"\nhost = "b"\ncache = "c"\ntokenEnv = "D"\nname = "e"';
  assert.deepEqual(findClaims(sourceOf(text), rules).map(claimText), [
    'runs program "a" (options.x.tool)',
    'talks to server "b" (options.x.host)',
    'reads or writes "c" (options.x.cache)',
    'reads environment variable "D" (options.x.tokenEnv)',
  ]);
});

Deno.test("findClaims() names the default server of a plugin that is listed, where the config names none", () => {
  const options = {
    type: "object",
    properties: { baseUrl: { type: "string", default: "https://a.example" } },
  };
  const rules = testRules([{ name: "x", options, permissions: { net: ["$option:baseUrl", "b.example"] } }]);
  const claims = (text: string) => findClaims(sourceOf(text), rules).map(claimText);
  assert.deepEqual(claims('plugins = ["synth", "x"]'), ['talks to server "https://a.example" (plugins[1])']);
  assert.deepEqual(claims('plugins = ["x"]\n[options.x]\nbaseUrl = "http://c"'), [
    'talks to server "http://c" (options.x.baseUrl)',
  ]);
  assert.deepEqual(claims('plugins = ["synth"]'), []);
});

Deno.test("claimText() shows what hides in a terminal", () => {
  const text = 'plugins = ["npm:\\u001b[2Kgood", "npm:\\u202Eab", "npm:\\u009bx"]';
  assert.deepEqual(claimsOf(text), [
    'loads plugin "npm:\\u001b[2Kgood"',
    'loads plugin "npm:\\u{202e}ab"',
    'loads plugin "npm:\\u{9b}x"',
  ]);
});

Deno.test("needsTrust() hashes what is claimed, and no comment, order of tables or harmless option", async () => {
  const first = await hashOf('plugins = ["npm:a"]\n[options.openai]\nmodel = "m"\nbaseUrl = "http://x"\n');
  const same = '# c\n[fill]\ncandidates = 3\n[options]\nopenai = { baseUrl = "http://x", model = "m" }\n';
  assert.equal(
    await hashOf(`plugins = ["synth", "npm:a"]\n${same}`),
    await hashOf(`plugins = ["synth", "npm:a"]\n${same}\n# d`),
  );
  assert.match(first, /^[0-9a-f]{64}$/);
  assert.equal(await hashOf(`plugins = ["npm:a"]\n${same}`), first);
  assert.notEqual(
    await hashOf('plugins = ["npm:b"]\n[options.openai]\nmodel = "m"\nbaseUrl = "http://x"\n'),
    first,
  );
  assert.notEqual(
    await hashOf('plugins = ["npm:a"]\n[options.openai]\nmodel = "m"\nbaseUrl = "http://y"\n'),
    first,
  );
});

Deno.test("needsTrust() covers the other options of a plugin that claims something", async () => {
  const at = (model: string) => hashOf(`[options.openai]\nmodel = "${model}"\nbaseUrl = "http://x"`);
  assert.notEqual(await at("a"), await at("b"));
});

Deno.test("needsTrust() covers the module of a relative plugin", () =>
  inFolder(async (folder) => {
    const file = join(folder, "maze.toml");
    const hash = () => hashOf('plugins = ["./mine.ts"]', file);
    const missing = await hash();
    await Deno.writeTextFile(join(folder, "mine.ts"), "one");
    const one = await hash();
    await Deno.writeTextFile(join(folder, "mine.ts"), "two");
    assert.equal(new Set([missing, one, await hash()]).size, 3);
    await Deno.writeTextFile(join(folder, "mine.ts"), "one");
    assert.equal(await hash(), one);
  }));

Deno.test("decideTrust() asks at a terminal, and never in CI", () => {
  const { claims } = { claims: findClaims(sourceOf('plugins = ["npm:a"]'), RULES) };
  const state = { isTrusted: false, isGiven: false, canAsk: true, environment: {} };
  assert.equal(decideTrust({ claims }, state), "ask");
  assert.equal(decideTrust({ claims }, { ...state, environment: { CI: "true" } }), "refused");
  assert.equal(decideTrust({ claims }, { ...state, canAsk: false }), "refused");
  assert.equal(decideTrust({ claims }, { ...state, isGiven: true, environment: { CI: "1" } }), "granted");
  assert.equal(decideTrust({ claims }, { ...state, isTrusted: true }), "granted");
  assert.equal(decideTrust({ claims: [] }, { ...state, environment: { CI: "true" } }), "granted");
});

Deno.test("isCi() takes a CI that says no as no", () => {
  assert.deepEqual(["true", "1", "yes", "false", "0", ""].map((CI) => isCi({ CI })), [
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  assert.equal(isCi({}), false);
});

Deno.test("untrusted() lists each claim with its place", async () => {
  const error = untrusted(await needsTrust(sourceOf('plugins = [\n  "npm:a",\n]'), RULES));
  assert.equal(error.code, "config/untrusted");
  assert.equal(
    error.message,
    'Cannot use config "/p/maze.toml": it needs your leave, because it\n  /p/maze.toml:2:3: loads plugin "npm:a"',
  );
});
