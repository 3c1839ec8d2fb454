/**
 * Which of the answers of a search are worth judging.
 *
 * @module
 */

import type { Answer } from "./inside/telling.ts";

/** Answers of one behaviour: more than one, for a type may refuse the first. */
const ALIKE = 4;

/**
 * Answers, cheapest first, each text once: up to a level beyond that of the cheapest, and a few of each behaviour. The
 * cheapest that does something else is among them however dear it is: it tells what the examples leave open.
 *
 * @param slack Levels beyond the cheapest; dearer ones are much less likely.
 */
export function select(answers: readonly Answer[], slack: number): Answer[] {
  const sorted = [...answers].sort((a, b) => a.level - b.level);
  const [first] = sorted;
  const other = sorted.find(({ behaviour }) => behaviour !== first?.behaviour);
  const most = Math.max((first?.level ?? 0) + slack, other?.level ?? 0);
  const texts = new Set<string>();
  const alike = new Map<number, number>();
  return sorted.filter(({ text, level, behaviour, guards = [] }) => {
    const known = alike.get(behaviour) ?? 0;
    const whole = [...guards, text].join("\n");
    if (level > most || texts.has(whole) || known === ALIKE) return false;
    texts.add(whole);
    alike.set(behaviour, known + 1);
    return true;
  });
}
