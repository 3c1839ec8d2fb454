/**
 * Runs in the sandbox. Strings made of known ones and of text that all have in common.
 *
 * @module
 */

import { breadth, type Solution, type Stock, type Target } from "./solution.ts";
import { type Entry, Space } from "./space.ts";

/** A template as far as it is put together. */
export interface Piecing {
  /** For each row how much of the text is there. */
  readonly at: readonly number[];
  readonly parts: readonly (string | Entry)[];
  readonly cost: number;
}

/** A known string or number, as it is shown on some rows. */
export interface Piece {
  readonly entry: Entry;
  readonly shown: readonly string[];
}

/** Templates with the wanted values on some rows, the cheapest first. */
export function templatesOf(stock: Stock, { values }: Target, rows: readonly number[]): Solution[] {
  const texts = rows.map((row) => String(values[row]));
  const pieces = piecesOf(stock, texts, rows);
  const open: Piecing[] = [{ at: texts.map(() => 0), parts: [], cost: 0 }];
  const found: Solution[] = [];
  for (let step = 0; step < 600 && open.length > 0 && found.length < breadth(); step++) {
    let best = 0;
    for (let at = 1; at < open.length; at++) if (open[at]!.cost < open[best]!.cost) best = at;
    const [state] = open.splice(best, 1);
    const { at, parts } = state!;
    if (!at.every((position, index) => position === texts[index]!.length)) {
      open.push(...goneOn(state!, texts, pieces));
    } else if (parts.some((part) => typeof part !== "string") && parts.length > 1) {
      found.push(templateOf(state!, stock.rows));
    }
  }
  return found;
}

/** What stands in all texts. */
export function piecesOf({ known }: Stock, texts: readonly string[], rows: readonly number[]): Piece[] {
  return known.filter(({ kind, isLiteral, values }) =>
    (kind === "string" || kind === "number") && !isLiteral &&
    rows.every((row, at) => values[row] !== Space.absent && texts[at]!.includes(String(values[row]))) &&
    // What is empty on some rows is a part all the same; on all rows it would be one for ever.
    rows.some((row) => values[row] !== "")
  ).slice(0, 200).map((entry) => ({ entry, shown: rows.map((row) => String(entry.values[row])) }));
}

/** One part more: a piece, or the next letter that all texts have. */
export function goneOn(
  { at, parts, cost }: Piecing,
  texts: readonly string[],
  pieces: readonly Piece[],
): Piecing[] {
  const more: Piecing[] = [];
  for (const { entry, shown } of pieces) {
    if (!shown.every((part, index) => texts[index]!.startsWith(part, at[index]))) continue;
    const behind = at.map((position, index) => position + shown[index]!.length);
    more.push({ at: behind, parts: [...parts, entry], cost: cost + entry.level + 1 });
  }
  const last = parts.at(-1);
  const next = texts[0]![at[0]!];
  const isSaid = next !== undefined && texts.every((text, index) => text[at[index]!] === next);
  // Of a single example, words that stand in no name's value would only say that example again.
  if (next !== undefined && isSaid && !(texts.length < 2 && /[\p{L}\p{N}]/u.test(next))) {
    more.push({
      at: at.map((position) => position + 1),
      parts: typeof last === "string" ? [...parts.slice(0, -1), last + next] : [...parts, next],
      cost: cost + (typeof last === "string" ? 0.4 : 1),
    });
  }
  return more;
}

export function templateOf({ parts, cost }: Piecing, rows: number): Solution {
  const text = parts.map((part) =>
    typeof part === "string"
      ? part.replace(/[\\`]|\$(?=\{)/g, "\\$&").replaceAll("\n", "\\n")
      : `\${${part.text}}`
  ).join("");
  const entries = parts.filter((part) => typeof part !== "string");
  return {
    text: `\`${text}\``,
    level: Math.round(cost) + 1,
    rank: 20,
    values: Array.from(
      { length: rows },
      (_, row) =>
        entries.some(({ values }) => values[row] === Space.absent)
          ? Space.absent
          : parts.map((part) => typeof part === "string" ? part : String(part.values[row])).join(""),
    ),
    reads: entries.reduce((all, { reads }) => all | reads, 0),
    isLiteral: false,
  };
}
