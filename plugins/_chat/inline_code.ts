/**
 * Code that stands in a line between back quotes.
 *
 * @module
 */

/**
 * A text that is nothing but inline code, without its back quotes; else the text. A template string that reads names
 * keeps them: no one writes it by mistake.
 *
 * @example
 * ```ts
 * import { withoutTicks } from "./inline_code.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(withoutTicks("`a + b`\n"), "a + b");
 * assert.equal(withoutTicks("`a ${b}`"), "`a ${b}`");
 * ```
 */
export function withoutTicks(text: string): string {
  const [, ticks = "", code = ""] = /^\s*(`+)([^`\r\n]+)\1\s*$/.exec(text) ?? [];
  return ticks === "" || (ticks === "`" && code.includes("${")) ? text : code.trim();
}
