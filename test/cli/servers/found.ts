/**
 * Model servers as they are found, and the rules of plugins that speak to them.
 *
 * @module
 */

import type { FoundServer } from "../../../cli/compose.ts";
import type { ConfigRules } from "../../../cli/config/rules.ts";
import { configRules } from "../../../cli/config/schema.ts";

/** A llama.cpp on its usual port. */
export const LLAMA: FoundServer = {
  ...{ kind: "llama_cpp", name: "llama.cpp", version: "b9", state: "ready" },
  baseUrl: "http://127.0.0.1:8080",
  models: [{ id: "smol", contextTokens: 4096 }],
};

/** A vLLM on its usual port. */
export const VLLM: FoundServer = {
  ...{ kind: "vllm", name: "vLLM", version: "0.32.0", state: "ready" },
  baseUrl: "http://127.0.0.1:8000",
  models: [{ id: "qwen" }, { id: "qwen-sql" }],
};

/** An Ollama on its usual port. */
export const OLLAMA: FoundServer = {
  ...{ kind: "openai", name: "Ollama", version: "0.12.3", state: "ready" },
  baseUrl: "http://127.0.0.1:11434",
  models: [{ id: "nomic-embed-text" }, { id: "llama3" }, { id: "qwen2.5-coder" }],
};

/** An LM Studio on its usual port. */
export const STUDIO: FoundServer = {
  ...{ kind: "openai", name: "LM Studio", state: "ready", baseUrl: "http://127.0.0.1:1234" },
  models: [{ id: "phi" }],
};

const PLAIN = ["typescript", "examples", "own_compiler", "synth"];

/** Rules of the built-ins without a server, and of these plugins beside them. */
export function rulesWith(...names: readonly string[]): ConfigRules {
  const text = { type: "string" };
  const server = (name: string) => ({
    name,
    options: {
      type: "object",
      properties: { baseUrl: { ...text, "x-maze": "server" }, model: text, apiKeyEnv: text },
      additionalProperties: false,
    },
  });
  const plain = PLAIN.map((name) => ({ name, options: { type: "object", additionalProperties: false } }));
  return configRules({ plugins: [...plain, ...names.map(server)], builtins: [...PLAIN, ...names] });
}
