import assert from "node:assert/strict";
import type { CheckedUse, FoundServer } from "../../../cli/compose.ts";
import { assemble } from "../../../cli/config/layers.ts";
import { configuredServers } from "../../../cli/doctor/configured_servers.ts";
import { notAsked, openAiKey, unused, used } from "../../../cli/doctor/server_findings.ts";
import { sourcesOf } from "../config/rules_of.ts";
import { LLAMA, OLLAMA, rulesWith, STUDIO, VLLM } from "../servers/found.ts";

const RULES = rulesWith("llama_cpp", "vllm", "openai");

/** A config of this text. */
function configOf(text: string, rules = RULES) {
  const sources = sourcesOf(text);
  return { sources, rules, assembled: assemble(sources, rules) };
}

/** A use of a server that was found. */
function foundUse(
  server: FoundServer,
  more: Partial<
    { plugin: string; model: string; isOfKind: boolean; state: "served" | "renamed" | "unknown" | "open" }
  >,
): CheckedUse {
  const { plugin = server.kind, model, isOfKind = true, state = "served" } = more;
  const use = { plugin, baseUrl: server.baseUrl, ...model !== undefined && { model } };
  return { use, state: "found", server, isOfKind, model: state };
}

Deno.test("configuredServers() takes each listed plugin whose baseUrl its schema marks, in order of the list", () => {
  const text = [
    'plugins = ["openai", "typescript", "llama_cpp"]',
    "[options.llama_cpp]\nbaseUrl = 'http://localhost:8080'\nmodel = 'smol'",
    "[options.openai]\nbaseUrl = 'https://api.openai.com/v1'\napiKeyEnv = 'MY_KEY'",
    "[options.vllm]\nbaseUrl = 'http://localhost:8000'",
  ].join("\n");
  assert.deepEqual(configuredServers(configOf(text)), [
    { plugin: "openai", baseUrl: "https://api.openai.com/v1", apiKeyEnv: "MY_KEY" },
    { plugin: "llama_cpp", baseUrl: "http://localhost:8080", model: "smol" },
  ]);
  assert.deepEqual(configuredServers(configOf('plugins = ["llama_cpp"]')), []);
});

Deno.test("configuredServers() takes no baseUrl that is not marked as a server", () => {
  const unmarked = JSON.parse(JSON.stringify(RULES).replaceAll(',"x-maze":"server"', ""));
  const text = 'plugins = ["llama_cpp"]\n[options.llama_cpp]\nbaseUrl = "http://localhost:8080"\n';
  assert.equal(configuredServers(configOf(text)).length, 1);
  assert.deepEqual(configuredServers(configOf(text, unmarked)), []);
});

Deno.test("used() is good for a server that has what is asked of it", () => {
  assert.deepEqual(used(foundUse(LLAMA, { model: "smol" }), { environment: {} }), {
    state: "good",
    what: 'server: llama.cpp b9 at http://127.0.0.1:8080 has "smol" (4096 tokens); llama_cpp uses it',
  });
});

Deno.test("used() is bad where nothing answers, and says how to start it", () => {
  const use = { plugin: "llama_cpp", baseUrl: "http://127.0.0.1:8080" };
  assert.deepEqual(used({ use, state: "silent", start: "llama-server …" }, { environment: {} }), {
    state: "bad",
    what: "server: llama_cpp: no model server answers at http://127.0.0.1:8080",
    mend: "llama-server …, or maze config set options.llama_cpp.baseUrl ADDRESS",
  });
  const other = used({ use, state: "silent" }, { environment: {} });
  assert.equal(other.mend, "Start it, or maze config set options.llama_cpp.baseUrl ADDRESS");
});

Deno.test("used() is bad where a server does not have the model, and names the one that was meant", () => {
  const { state, what, mend } = used(foundUse(VLLM, { model: "qwen-sq", state: "unknown" }), {
    environment: {},
  });
  assert.equal(state, "bad");
  assert.match(
    what,
    /has 2 models: "qwen", "qwen-sql"; vllm uses it, for a model "qwen-sq" that it does not have$/,
  );
  assert.equal(mend, `maze config set options.vllm.model '"qwen-sql"'`);
  const far = used(foundUse(OLLAMA, { model: "gpt-99", state: "unknown" }), { environment: {} });
  assert.equal(far.mend, `maze config set options.openai.model '"qwen2.5-coder"'`);
});

Deno.test("used() is bad where there are several models, or none, and the config names none", () => {
  const several = used(foundUse(VLLM, { state: "open" }), { environment: {} });
  assert.deepEqual([several.state, several.mend], ["bad", `maze config set options.vllm.model '"qwen"'`]);
  assert.match(several.what, /; vllm uses it, and names no model$/);
  const none = used(foundUse({ ...STUDIO, models: [] }, { state: "open" }), { environment: {} });
  assert.deepEqual([none.state, none.mend], ["bad", "Give it a model that writes text"]);
});

Deno.test("used() notes another name for the only model, another kind of server, and one that is loading", () => {
  const renamed = used(foundUse(LLAMA, { model: "gpt", state: "renamed" }), { environment: {} });
  assert.deepEqual([renamed.state, renamed.mend], [
    "note",
    `maze config set options.llama_cpp.model '"smol"'`,
  ]);
  const kind = used(foundUse(LLAMA, { plugin: "vllm", isOfKind: false }), { environment: {} });
  assert.equal(kind.state, "note");
  assert.match(kind.what, /; vllm uses it, and knows another kind of server$/);
  const loading = used(foundUse({ ...LLAMA, state: "loading", models: [] }, {}), { environment: {} });
  assert.deepEqual([loading.state, loading.mend], ["note", "Wait until it has its model"]);
});

Deno.test("used() tells whether the key of a server is set, and never the key", () => {
  const locked = foundUse({ ...VLLM, state: "locked", models: [] }, {});
  const isSet = used(locked, { apiKeyEnv: "MY_KEY", environment: { MY_KEY: "very-secret" } });
  const unset = used(locked, { apiKeyEnv: "MY_KEY", environment: {} });
  const unnamed = used(locked, { environment: {} });
  assert.deepEqual([isSet.state, unset.state, unnamed.state], ["good", "bad", "bad"]);
  assert.match(isSet.what, /wants a key; vllm uses it, with the one in MY_KEY$/);
  assert.equal(unset.mend, "export MY_KEY=…");
  assert.equal(unnamed.mend, "maze config set options.vllm.apiKeyEnv VARIABLE");
  assert.ok(!JSON.stringify([isSet, unset, unnamed]).includes("very-secret"));
});

Deno.test("used() says that a server elsewhere was not asked, and notes a key that is not set", () => {
  const use = { plugin: "openai", baseUrl: "https://api.openai.com" };
  const there = used({ use, state: "elsewhere" }, { apiKeyEnv: "MY_KEY", environment: { MY_KEY: "x" } });
  const missing = used({ use, state: "elsewhere" }, { apiKeyEnv: "MY_KEY", environment: {} });
  assert.deepEqual(there, {
    state: "good",
    what: "server: openai: https://api.openai.com is not on this machine and was not asked",
  });
  assert.deepEqual([missing.state, missing.mend], ["note", "export MY_KEY=…, if it wants a key"]);
});

Deno.test("unused() says how a config takes a server while it has none", () => {
  const config = configOf("plugins = ['typescript', 'synth']");
  const { state, what, mend } = unused({ ...LLAMA, models: [{ id: "it's" }] }, { config, hasUse: false });
  assert.equal(state, "note");
  assert.match(
    what,
    /^server: llama\.cpp b9 at http:\/\/127\.0\.0\.1:8080 has "it's"; the config does not use it$/,
  );
  assert.equal(
    mend,
    `maze config set options.llama_cpp '{ baseUrl = "http://127.0.0.1:8080", model = "it'\\''s" }' && ` +
      `maze config set plugins '["typescript", "llama_cpp", "synth"]'`,
  );
  const bare = { ...config, sources: { ...config.sources, project: undefined } };
  assert.equal(unused(LLAMA, { config: bare, hasUse: false }).mend, "maze init");
});

Deno.test("unused() finds nothing to mend where another server is used, or this one can not be", () => {
  const config = configOf("");
  const embedding = { ...OLLAMA, models: [{ id: "nomic-embed-text" }] };
  assert.equal(unused(LLAMA, { config, hasUse: true }).state, "good");
  assert.equal(unused(embedding, { config, hasUse: false }).state, "good");
  const unknown = unused(LLAMA, { config: configOf("", rulesWith("vllm")), hasUse: false });
  assert.deepEqual([unknown.state, unknown.mend], ["good", undefined]);
  assert.match(unknown.what, /; no plugin of this version speaks to it$/);
});

Deno.test("notAsked() says which variable forbids to ask", () => {
  assert.deepEqual(notAsked({ plugin: "vllm", baseUrl: "http://127.0.0.1:8000" }), {
    state: "note",
    what: "server: vllm: http://127.0.0.1:8000 was not asked: MAZE_NO_PROBE is set",
    mend: "MAZE_NO_PROBE= maze doctor",
  });
});

Deno.test("openAiKey() tells of a key that the config does not use, by its name alone", () => {
  const [config, environment] = [configOf(""), { OPENAI_API_KEY: "very-secret" }];
  assert.deepEqual(openAiKey([], { config, environment }), [
    { state: "good", what: "server: OPENAI_API_KEY is set; the config does not use OpenAI" },
  ]);
  const use = { plugin: "openai", baseUrl: "https://api.openai.com" };
  assert.deepEqual(openAiKey([use], { config, environment }), []);
  assert.deepEqual(openAiKey([], { config, environment: { OPENAI_API_KEY: "" } }), []);
  assert.deepEqual(openAiKey([], { config: configOf("", rulesWith()), environment }), []);
});
