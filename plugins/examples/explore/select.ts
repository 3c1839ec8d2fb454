/**
 * Which of the answers of a search are worth judging.
 *
 * @module
 */

import type { Answer } from "./inside/search.ts";

/** Answers of one behaviour: more than one, for a type may refuse the first. */
const ALIKE = 4;

/**
 * Answers, cheapest first, each text once: up to a level beyond that of the cheapest, and a few of each behaviour.
 *
 * @param slack Levels beyond the cheapest; dearer ones are much less likely.
 */
export function select(answers: readonly Answer[], slack: number): Answer[] {
  const sorted = [...answers].sort((a, b) => a.level - b.level);
  const most = (sorted[0]?.level ?? 0) + slack;
  const texts = new Set<string>();
  const alike = new Map<number, number>();
  return sorted.filter(({ text, level, behaviour }) => {
    const known = alike.get(behaviour) ?? 0;
    if (level > most || texts.has(text) || known === ALIKE) return false;
    texts.add(text);
    alike.set(behaviour, known + 1);
    return true;
  });
}
