/**
 * The small model that live tests load.
 *
 * @module
 */

import { join } from "node:path";

/** Its path; `undefined` where there is none. */
export function liveModel(): string | undefined {
  const folder = Deno.env.get("MAZE_MODELS") ?? join(Deno.env.get("HOME") ?? "", ".cache", "maze-models");
  const path = Deno.env.get("MAZE_TEST_MODEL") ?? join(folder, "smollm2-135m-instruct-q4_1.gguf");
  try {
    return Deno.statSync(path).isFile ? path : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
