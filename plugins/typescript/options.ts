/**
 * The options of the TypeScript plugin.
 *
 * @module
 */

import { z } from "zod";
import type { StandardSchema } from "../../core/kernel/plugin.ts";

/** What can be chosen. */
export interface TypescriptOptions {
  /** Keeps the index in `.maze/index` between runs. */
  readonly cache: boolean;
}

/** The schema of the options. */
export const options: StandardSchema<TypescriptOptions> = z.strictObject({
  cache: z.boolean().default(true).describe("Keep the index in .maze/index between runs"),
});
