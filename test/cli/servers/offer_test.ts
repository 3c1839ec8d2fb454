import assert from "node:assert/strict";
import type { FoundServer } from "../../../cli/compose.ts";
import { acceptConfig } from "../../../cli/config/check.ts";
import { freshConfig } from "../../../cli/config/init.ts";
import { assemble } from "../../../cli/config/layers.ts";
import { configRules, typedConfig } from "../../../cli/config/schema.ts";
import { offerServers } from "../../../cli/servers/offer.ts";
import { sourcesOf } from "../config/rules_of.ts";
import { LLAMA, OLLAMA, rulesWith, VLLM } from "./found.ts";

const PLAIN = { plugins: typedConfig({}).plugins, options: {} };
const ALL = rulesWith("llama_cpp", "vllm", "sglang", "openai");

/** The offer to a machine with these servers. */
function offered(servers: readonly FoundServer[], rules = ALL, environment: Record<string, string> = {}) {
  return offerServers(PLAIN, { servers, rules, environment });
}

Deno.test("offerServers() makes a config that loads and asks the best server before synth", () => {
  const { facts, notes } = offered([LLAMA, OLLAMA]);
  const config = acceptConfig(assemble(sourcesOf(freshConfig(facts, ALL)), ALL), ALL);
  assert.deepEqual(config.plugins, ["typescript", "examples", "own_compiler", "llama_cpp", "synth"]);
  assert.deepEqual(config.options, { llama_cpp: { baseUrl: "http://127.0.0.1:8080", model: "smol" } });
  assert.equal(
    notes[0],
    'llama.cpp b9 at http://127.0.0.1:8080 has "smol" (4096 tokens): it is asked before synth',
  );
});

Deno.test("offerServers() says of each other server which lines ask it", () => {
  const [, note] = offered([LLAMA, OLLAMA]).notes;
  assert.equal(
    note,
    [
      'Ollama 0.12.3 at http://127.0.0.1:11434 has 3 models: "nomic-embed-text", "llama3", "qwen2.5-coder"; to ask it, write',
      '    plugins = ["typescript", "examples", "own_compiler", "llama_cpp", "openai", "synth"]',
      "",
      "    [options.openai]",
      '    baseUrl = "http://127.0.0.1:11434"',
      '    model = "qwen2.5-coder"',
    ].join("\n"),
  );
});

Deno.test("offerServers() leaves the config alone where several are alike, and says how to take each", () => {
  const { facts, notes } = offered([LLAMA, VLLM]);
  assert.deepEqual(facts, PLAIN);
  assert.equal(notes.length, 2);
  for (const note of notes) assert.match(note, /; to ask it, write\n {4}plugins = /);
});

Deno.test("offerServers() configures no plugin that this version does not have", () => {
  const { facts, notes } = offered([LLAMA], rulesWith("openai"));
  assert.deepEqual(facts, PLAIN);
  assert.match(notes[0] ?? "", /; no plugin of this version speaks to it$/);
});

Deno.test("offerServers() configures no plugin whose options would not be accepted", () => {
  const strict = {
    type: "object",
    properties: { baseUrl: { type: "string" }, region: { type: "string" } },
    required: ["region"],
    additionalProperties: false,
  };
  const { plugins, builtins } = rulesWith();
  const rules = configRules({
    plugins: [...plugins, { name: "llama_cpp", options: strict }],
    builtins: [...builtins, "llama_cpp"],
  });
  const { facts, notes } = offered([LLAMA], rules);
  assert.deepEqual(facts, PLAIN);
  assert.match(notes[0] ?? "", /to ask it, write/);
});

Deno.test("offerServers() says where the key of a server goes, and never a key", () => {
  const { facts, notes } = offered([{ ...VLLM, state: "locked", models: [] }]);
  assert.deepEqual(facts, PLAIN);
  assert.match(
    notes[0] ?? "",
    /^vLLM 0\.32\.0 at http:\/\/127\.0\.0\.1:8000 wants a key; to ask it, write$/m,
  );
  assert.match(notes[0] ?? "", /^ {4}apiKeyEnv = "VARIABLE_WITH_THE_KEY"$/m);
});

Deno.test("offerServers() tells that OpenAI's key is set, by its name alone, and sends nothing there by itself", () => {
  const { facts, notes } = offered([], ALL, { OPENAI_API_KEY: "sk-very-secret" });
  assert.deepEqual(facts, PLAIN);
  assert.match(notes[0] ?? "", /^OPENAI_API_KEY is set; .*\n {4}plugins = .*"openai", "synth"\]$/m);
  assert.ok(!notes.join().includes("very-secret"));
  assert.deepEqual(offered([], ALL, { OPENAI_API_KEY: "" }).notes, []);
  assert.deepEqual(offered([], rulesWith(), { OPENAI_API_KEY: "sk-very-secret" }).notes, []);
});
