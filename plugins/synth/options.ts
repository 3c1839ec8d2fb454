/**
 * The options of `synth`.
 *
 * @module
 */

import { z } from "zod";
import type { StandardSchema } from "../../core/kernel/plugin.ts";
import type { SynthOptions } from "./complete.ts";

/** The schema of the options. */
export const options: StandardSchema<SynthOptions> = z.strictObject({
  candidates: z.int().min(1).max(5000).default(160).describe(
    "Complete texts that are checked in bulk for each hole",
  ),
  breadth: z.int().min(1).max(100).default(12).describe("Productions taken for each slot of a production"),
});
