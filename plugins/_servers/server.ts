/**
 * A model server that was found.
 *
 * @module
 */

import type { ModelInfo } from "../../core/code/capabilities.ts";

/**
 * The plugin that speaks to a server. `openai` stands for every server with routes like OpenAI's that has no plugin of
 * its own.
 */
export type ServerKind = "llama_cpp" | "vllm" | "sglang" | "openai";

/** A model that a server offers. */
export interface ServedModel extends ModelInfo {
  /** Other names that the server takes for it. */
  readonly aliases?: readonly string[];
}

/** A model server, as it says what it is. */
export interface FoundServer {
  /** Which plugin speaks to it. */
  readonly kind: ServerKind;
  /** What people call it: `llama.cpp`, `Ollama`. */
  readonly name: string;
  /** Its version as it writes it; absent where it does not say. */
  readonly version?: string;
  /** In the form that the plugin's option takes: `http://127.0.0.1:8080`, without `/v1`. */
  readonly baseUrl: string;
  /** In the server's order. Empty unless it is `ready`. */
  readonly models: readonly ServedModel[];
  /** `loading`: it reads its model still. `locked`: it wants a key, and says no more without one. */
  readonly state: "ready" | "loading" | "locked";
}

/** What is known of a server before its address is added. */
export type Described = Omit<FoundServer, "baseUrl">;
