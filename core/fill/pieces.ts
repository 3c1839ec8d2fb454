/**
 * What stands between brackets, and the commas between it. Text alone is looked at, so any language will do.
 *
 * @module
 */

import type { Span } from "../code/text.ts";

/** A pair of brackets with what it holds. */
export interface Group {
  readonly bracket: string;
  /** What stands between the commas, without the space around it. */
  readonly items: readonly Span[];
}

const PAIRS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** The groups of a text, outer ones first; what is in quotes holds none. */
export function groupsOf(text: string): Group[] {
  const open: { readonly at: number; readonly bracket: string; readonly commas: number[] }[] = [];
  const found: { readonly at: number; readonly group: Group }[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    const last = open.at(-1);
    if (sign === '"' || sign === "'" || sign === "`") {
      for (at++; at < text.length && text[at] !== sign; at++) if (text[at] === "\\") at++;
    } else if (sign in PAIRS) open.push({ at, bracket: sign, commas: [] });
    else if (sign === "," && last) last.commas.push(at);
    else if (last && sign === PAIRS[last.bracket]) {
      open.pop();
      const borders = [last.at, ...last.commas, at];
      const items = borders.slice(1).map((end, index) => trimmed(text, { start: borders[index]! + 1, end }));
      found.push({ at: last.at, group: { bracket: last.bracket, items: items.filter(isSomething) } });
    }
  }
  return found.toSorted((a, b) => a.at - b.at).map(({ group }) => group);
}

function trimmed(text: string, { start, end }: Span): Span {
  const whole = text.slice(start, end);
  return {
    start: start + whole.length - whole.trimStart().length,
    end: end - (whole.length - whole.trimEnd().length),
  };
}

function isSomething({ start, end }: Span): boolean {
  return end > start;
}
