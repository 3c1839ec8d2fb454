/**
 * `openai`: models behind OpenAI's API, or behind any server that speaks it.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, type Plugin } from "../../core/kernel/plugin.ts";
import { ServerProvider } from "../_openai_wire/provider.ts";
import { openAiKind } from "./kind.ts";
import { keyVariable, type OpenAiOptions, options } from "./options.ts";

export type { ServerOptions } from "../_openai_wire/options.ts";
export type { OpenAiOptions };

/** The plugin. */
const openai: Plugin<OpenAiOptions, "provider"> = definePlugin({
  manifest: {
    name: "openai",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description: "Asks models behind OpenAI's API, or behind any server that speaks it",
    points: ["provider"],
    languages: [],
    permissions: {
      net: ["$option:baseUrl"],
      read: ["$option:tokenizer"],
      env: ["$option:apiKeyEnv", "OPENAI_API_KEY"],
    },
  },
  options,
  setup: (chosen, context) => ({
    provider: new ServerProvider(
      openAiKind(chosen, context),
      { ...chosen, apiKeyEnv: keyVariable(chosen) },
      context,
    ),
  }),
});

export default openai;
