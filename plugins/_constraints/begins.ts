/**
 * One of several words, and then anything: what a server can be bound to where an answer goes on.
 *
 * @module
 */

import { choiceToRegex } from "./choice.ts";

/** Nothing that would make another word of it, and then any text. */
const REST = "(?:[^$0-9A-Z_a-z][^\\x01]*)?";

/**
 * The portable regex of a text that begins with one of some words. Behind the word stands no letter or digit of ASCII, no
 * `_` and no `$`. What follows is free but for U+0001, which no code has: all servers read a class of all but one
 * character alike.
 *
 * What words have in common is written once: llama.cpp goes through its whole vocabulary for each way to begin. Its first
 * token took 2 s under 800 words one by one, and 0.08 s so (SmolLM2, one core).
 *
 * @example
 * ```ts
 * import { beginsToRegex } from "./begins.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(beginsToRegex([" sum", " size"]), " s(?:um|ize)(?:[^$0-9A-Z_a-z][^\\x01]*)?");
 * ```
 *
 * @throws {MazeError} `constraint/choice` when there is no word, or one holds NUL or a lone surrogate.
 */
export function beginsToRegex(words: readonly string[]): string {
  choiceToRegex(words); // refuses
  return oneOf(words.map((word) => Array.from(word))) + REST;
}

/** Words as their characters. */
function oneOf(words: readonly (readonly string[])[]): string {
  const options = [...Map.groupBy(words, ([first = ""]) => first).values()].map((own) => {
    const shared = sharedBy(own);
    const start = choiceToRegex([(own[0] ?? []).slice(0, shared).join("")]);
    const rests = own.map((word) => word.slice(shared));
    return rests.every(({ length }) => length === 0) ? start : start + oneOf(rests);
  });
  return options.length === 1 ? options.join("") : `(?:${options.join("|")})`;
}

/** How many characters all words begin with. */
function sharedBy([first = [], ...others]: readonly (readonly string[])[]): number {
  const differs = first.findIndex((char, at) => others.some((word) => word[at] !== char));
  return differs < 0 ? first.length : differs;
}
