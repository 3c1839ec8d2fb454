/**
 * The options of `examples`.
 *
 * @module
 */

import { z } from "zod";
import type { StandardSchema } from "../../core/kernel/plugin.ts";

/** What a config may say. */
export interface ExamplesConfig {
  /** The Deno program that runs code; the one that runs Maze when absent. */
  readonly program?: string | undefined;
  /** Test files that a fill must pass: paths or globs from the project's root. */
  readonly tests: readonly string[];
  /** Time for one test, milliseconds. */
  readonly testMs: number;
  /** Time for one example, milliseconds. */
  readonly exampleMs: number;
  /** Time for one candidate on one input, milliseconds. */
  readonly observationMs: number;
  /** Time for a module to load, milliseconds. */
  readonly loadMs: number;
  /** Limit of the JavaScript heap, megabytes. */
  readonly heapMb: number;
  /** Limit of the sandbox's whole memory, megabytes. */
  readonly dataMb: number;
}

/** The schema of the options. */
export const options: StandardSchema<ExamplesConfig> = z.strictObject({
  program: z.string().min(1).optional().describe(
    "The Deno program that runs code; by default the one that runs Maze",
  ),
  tests: z.array(z.string().min(1)).default([]).describe(
    "Test files that a fill must pass, paths or globs from the project's root; they run in the sandbox",
  ),
  testMs: z.int().min(10).max(600_000).default(5000).describe("Time one test may take, milliseconds"),
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
