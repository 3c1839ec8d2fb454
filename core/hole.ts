/**
 * The marker for missing code in TypeScript and JavaScript.
 *
 * @module
 */

/**
 * Marks an expression that is missing. Its type comes from its place, so the project stays free of errors around it;
 * running it throws.
 *
 * @example It throws with its intent when it is reached
 * ```ts
 * import { hole } from "@maze/maze/hole";
 * import assert from "node:assert/strict";
 *
 * const total = (prices: number[]): number => hole("the sum of the prices");
 * assert.throws(() => total([1, 2]), /the sum of the prices/);
 * ```
 *
 * @param intent What is wanted here, in words.
 * @throws {Error} Always: a hole has no value. The stack names its place.
 */
// deno-lint-ignore no-explicit-any -- a hole fits everywhere until it is filled; `unknown` would make the project red
export function hole<T = any>(intent?: string): T {
  const error = new Error(
    intent ? `Cannot run a hole: "${intent}" is not filled` : "Cannot run a hole: it is not filled",
  );
  error.name = "HoleError";
  throw error;
}
