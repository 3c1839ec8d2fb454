/**
 * `vllm`: a model behind vLLM.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, type Plugin } from "../../core/kernel/plugin.ts";
import { ServerProvider } from "../_openai_wire/provider.ts";
import { vllmKind } from "./kind.ts";
import { options, type VllmOptions } from "./options.ts";

export type { ServerOptions } from "../_openai_wire/options.ts";
export type { VllmOptions };

/** The plugin. */
const vllm: Plugin<VllmOptions, "provider"> = definePlugin({
  manifest: {
    name: "vllm",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description: "Asks a model behind vLLM, token by token",
    points: ["provider"],
    languages: [],
    permissions: { net: ["$option:baseUrl"], env: ["$option:apiKeyEnv"] },
  },
  options,
  setup: (chosen, context) => ({ provider: new ServerProvider(vllmKind(chosen), chosen, context) }),
});

export default vllm;
