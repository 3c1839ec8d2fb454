/**
 * Tokens where nobody counts.
 *
 * @module
 */

/** UTF-16 units of a token: source code has 3 to 4. */
const UNITS_PER_TOKEN = 3.5;

/** About how many tokens a text has: wrong by a third either way. */
export function estimatedTokens(text: string): number {
  return Math.ceil(text.length / UNITS_PER_TOKEN);
}
