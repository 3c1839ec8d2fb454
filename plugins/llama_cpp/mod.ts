/**
 * `llama_cpp`: a model behind llama.cpp's own server.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, type Plugin } from "../../core/kernel/plugin.ts";
import { ServerProvider } from "../_openai_wire/provider.ts";
import { llamaCppKind } from "./kind.ts";
import { type LlamaCppOptions, options } from "./options.ts";

export type { ServerOptions } from "../_openai_wire/options.ts";
export type { LlamaCppOptions };

/** The plugin. */
const llamaCpp: Plugin<LlamaCppOptions, "provider"> = definePlugin({
  manifest: {
    name: "llama_cpp",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description: "Asks a model behind llama-server, token by token",
    points: ["provider"],
    languages: [],
    permissions: { net: ["$option:baseUrl"], env: ["$option:apiKeyEnv"] },
  },
  options,
  setup: (chosen, context) => ({ provider: new ServerProvider(llamaCppKind(chosen), chosen, context) }),
});

export default llamaCpp;
