/**
 * The options of the TypeScript plugin.
 *
 * @module
 */

import { z } from "zod";
import type { StandardSchema } from "../../core/kernel/plugin.ts";
import { CHEAT_FORMS, type CheatForm } from "./cheats/find.ts";

/** What can be chosen. */
export interface TypescriptOptions {
  /** Keeps the index in `.maze/index` between runs. */
  readonly cache: boolean;
  /** Ways around the compiler that a fill may use even where the project has no such habit. */
  readonly allow: readonly CheatForm[];
}

/** The schema of the options. */
export const options: StandardSchema<TypescriptOptions> = z.strictObject({
  cache: z.boolean().default(true).describe("Keep the index in .maze/index between runs"),
  allow: z.array(z.enum(CHEAT_FORMS)).default([]).describe("Ways around the compiler that are no faults"),
});
