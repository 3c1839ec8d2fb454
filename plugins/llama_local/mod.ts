/**
 * `llama_local`: a model in a GGUF file, run in this process.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, type Plugin } from "../../core/kernel/plugin.ts";
import { type LlamaLocalOptions, options } from "./options.ts";
import { LocalProvider } from "./provider.ts";
import { Resident } from "./resident.ts";

export type { LlamaLocalOptions };

/** The plugin. */
const llamaLocal: Plugin<LlamaLocalOptions, "provider"> = definePlugin({
  manifest: {
    name: "llama_local",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description: "Runs a model in a GGUF file in this process; nothing leaves the machine",
    points: ["provider"],
    languages: [],
    permissions: { read: ["$option:modelPath"], run: ["deno"], ffi: ["node-llama-cpp"] },
  },
  options,
  async setup(chosen, context) {
    await context.permit({ kind: "read", target: chosen.modelPath });
    await context.permit({ kind: "ffi", target: "node-llama-cpp" });
    await context.permit({ kind: "run", target: "deno" }); // the library tries itself in a child first
    const resident = new Resident(chosen, context);
    return {
      provider: new LocalProvider(resident, chosen, context),
      [Symbol.asyncDispose]: () => resident[Symbol.asyncDispose](),
    };
  },
});

export default llamaLocal;
