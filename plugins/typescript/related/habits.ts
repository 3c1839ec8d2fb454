/**
 * What a project's code always does in one way, as far as it bears on any hole.
 *
 * @module
 */

import type { ContextItem } from "../../../core/code/completion.ts";
import type { Statistics } from "../statistics.ts";

const SCORE = 0.25;
const THROWN = "other:ThrowStatement";
/** Fewer are no habit. */
const LEAST = 3;

/** How errors are thrown, where the project has its own. */
export function habitsOf(statistics: Statistics): ContextItem[] {
  const counts = new Map<string, { count: number; readonly text: string }>();
  for (const { text } of statistics.phrasesAt(THROWN, 200)) {
    const name = /^new ([\w$.]+)\(/.exec(text)?.[1];
    if (name === undefined) continue;
    const known = counts.get(name) ?? { count: 0, text };
    known.count += statistics.count(THROWN, text);
    counts.set(name, known);
  }
  const [[name, most] = []] = [...counts].sort((a, b) => b[1].count - a[1].count);
  if (name === undefined || !most || most.count < LEAST || name === "Error") return [];
  const text = `throw ${most.text};`;
  return [{ text, reason: `how ${most.count} errors of the project are thrown`, score: SCORE }];
}
