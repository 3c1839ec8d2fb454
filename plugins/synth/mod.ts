/**
 * `synth`: fills holes without a model, from what the project's types and habits allow.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, MazeError, type Plugin } from "../../core/kernel/plugin.ts";
import { complete, type SynthOptions } from "./complete.ts";
import { options } from "./options.ts";

export type { SynthOptions };

/** The plugin. */
const synth: Plugin<SynthOptions, "provider"> = definePlugin({
  manifest: {
    name: "synth",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description: "Fills holes without a model: best-first search over what fits, judged in bulk",
    points: ["provider"],
    languages: [],
    permissions: {},
  },
  options,
  setup(chosen, { oracle }) {
    if (!oracle) {
      throw new MazeError("Cannot set up synth: it was given no oracle", { code: "plugin/oracle" });
    }
    return { provider: { complete: (request, call) => complete(oracle, request, chosen, call) } };
  },
});

export default synth;
