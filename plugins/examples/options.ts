/**
 * The options of `examples`.
 *
 * @module
 */

import { z } from "zod";
import type { StandardSchema } from "../../core/kernel/plugin.ts";

/** What a config may say. */
export interface ExamplesConfig {
  readonly program?: string | undefined;
  readonly exampleMs: number;
  readonly observationMs: number;
  readonly loadMs: number;
  readonly heapMb: number;
  readonly dataMb: number;
}

/** The schema of the options. */
export const options: StandardSchema<ExamplesConfig> = z.strictObject({
  program: z.string().min(1).optional().describe(
    "The Deno program that runs code; by default the one that runs Maze",
  ),
  exampleMs: z.int().min(10).max(600_000).default(2000).describe("Time one example may take, milliseconds"),
  observationMs: z.int().min(10).max(600_000).default(250).describe(
    "Time one candidate may take on one input, milliseconds",
  ),
  loadMs: z.int().min(100).max(600_000).default(10_000).describe(
    "Time a module may take to load with all that it imports, milliseconds",
  ),
  heapMb: z.int().min(32).max(65_536).default(256).describe("Limit of the JavaScript heap, megabytes"),
  dataMb: z.int().min(700).max(65_536).default(1536).describe(
    "Limit of the sandbox's whole memory, megabytes, where the machine can keep it",
  ),
});
