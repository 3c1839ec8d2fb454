/**
 * The options of `own_compiler`.
 *
 * @module
 */

import { z } from "zod";
import type { StandardSchema } from "../../core/kernel/plugin.ts";

/** What a config may say. */
export interface OwnCompilerConfig {
  /** Asks `deno check` in Deno projects. */
  readonly deno: boolean;
  /** Asks the project's own TypeScript where its version is another than Maze's. */
  readonly typescript: boolean;
  /** The project's own `tsc`, from TypeScript 7 on; it is not asked when absent. */
  readonly tsc?: string | undefined;
  /** The Deno program; the one that runs Maze when absent. */
  readonly program?: string | undefined;
  /** Time for one check, milliseconds. */
  readonly checkMs: number;
}

/** The schema of the options. */
export const options: StandardSchema<OwnCompilerConfig> = z.strictObject({
  deno: z.boolean().default(true).describe("Ask `deno check` in Deno projects"),
  typescript: z.boolean().default(true).describe(
    "Ask the project's own TypeScript where its version is another than Maze's",
  ),
  tsc: z.string().min(1).optional().describe(
    "The project's own tsc where it has a TypeScript 7 of another version, such as ./node_modules/.bin/tsc",
  ),
  program: z.string().min(1).optional().describe("The Deno program; by default the one that runs Maze"),
  checkMs: z.int().min(100).max(600_000).default(30_000).describe(
    "Time one check may take, milliseconds; what takes longer is not checked",
  ),
});
