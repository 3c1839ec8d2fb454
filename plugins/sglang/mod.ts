/**
 * `sglang`: a model behind SGLang.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, type Plugin } from "../../core/kernel/plugin.ts";
import { ServerProvider } from "../_openai_wire/provider.ts";
import { sglangKind } from "./kind.ts";
import { options, type SglangOptions } from "./options.ts";

export type { ServerOptions } from "../_openai_wire/options.ts";
export type { SglangOptions };

/** The plugin. */
const sglang: Plugin<SglangOptions, "provider"> = definePlugin({
  manifest: {
    name: "sglang",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description: "Asks a model behind SGLang, token by token",
    points: ["provider"],
    languages: [],
    permissions: { net: ["$option:baseUrl"], env: ["$option:apiKeyEnv"] },
  },
  options,
  setup: (chosen, context) => ({ provider: new ServerProvider(sglangKind(chosen), chosen, context) }),
});

export default sglang;
