/**
 * Runs in the sandbox. Chains of list methods: their text and what they make of a list.
 *
 * @module
 */

import { byRow, itemMark, type Opened } from "./arrows.ts";
import type { Solution } from "./solution.ts";
import { type Entry, type Fresh, Space } from "./space.ts";

/** A chain: what elements become, which are kept, and in which order. */
export interface Chain {
  /** Absent where the elements stay what they are. */
  readonly become?: Fresh | undefined;
  /** Absent where all are kept. */
  readonly keep?: Fresh | undefined;
  readonly order?: Order | undefined;
  /** True where each becomes a list, and one list comes of all. */
  readonly isFlat?: boolean;
  readonly after?: After;
}

/** What is done with the list in the end. */
export type After = "unique" | "unique and sorted";

/** What elements are sorted by. */
export interface Order {
  readonly by: Entry;
  readonly isDown: boolean;
}

/** A chain as an expression. */
export function chained(opened: Opened, chain: Chain): Solution {
  const { keep, order, isFlat, after } = chain;
  const become = chain.become?.text === itemMark() ? undefined : chain.become;
  const { list, name, isWanted, rows } = opened;
  const cost = (method: string, own: number) => own + (isWanted(method) ? 0 : 1);
  let text = headOf(list);
  let level = list.level;
  let reads = list.reads;
  const add = (part: Fresh, dear: number) => {
    level += part.level + dear;
    reads |= part.reads & ~(1 << 30);
  };
  if (keep) {
    text += `.filter((${name}) => ${said(keep, name)})`;
    add(keep, cost("filter", 2));
  }
  if (order) {
    text += `.toSorted((a, b) => ${orderText(order)})`;
    add(order.by, cost("toSorted", order.isDown ? 4 : 3));
  }
  if (become) {
    const body = said(become, name);
    text += `.${isFlat ? "flatMap" : "map"}((${name}) => ${body.startsWith("{") ? `(${body})` : body})`;
    add(become, cost("map", 2));
  }
  if (after) {
    text = `[...new Set(${text})]${after === "unique" ? "" : ".toSorted()"}`;
    level += after === "unique" ? 4 : 6;
  }
  const values = Array.from({ length: rows }, (_, row) => chainValue(opened, chain, row));
  return { text, level, rank: 20, values, reads, isLiteral: false };
}

export function chainValue(
  opened: Opened,
  { become, keep, order, isFlat, after }: Chain,
  row: number,
): unknown {
  const items = opened.list.values[row];
  if (!Array.isArray(items)) return Space.absent;
  const of = (one: Fresh | undefined) => one ? byRow(one, opened)[row]! : items;
  const [kept, keys, made] = [of(keep), of(order?.by), of(become)];
  if ([kept, keys, made].some((own) => own.length !== items.length || own.includes(Space.absent))) {
    return Space.absent;
  }
  const chosen = [...items.keys()].filter((at) => !keep || kept[at] === true);
  if (order) chosen.sort((a, b) => (order.isDown ? -1 : 1) * compare(keys[a], keys[b]));
  const result = isFlat ? chosen.flatMap((at) => made[at]) : chosen.map((at) => made[at]);
  if (!after) return result;
  const unique = [...new Set(result)];
  return after === "unique" ? unique : unique.sort();
}
export function orderText({ by, isDown }: Order): string {
  const [one, two] = isDown ? ["b", "a"] : ["a", "b"];
  return by.kind === "string"
    ? `${said(by, one)}.localeCompare(${said(by, two)})`
    : `${said(by, one)} - ${said(by, two)}`;
}

/** A function body as it is written for an element of some name. */
export function said({ text }: Pick<Fresh, "text">, name: string): string {
  return text.replaceAll(itemMark(), name);
}

export function headOf({ text, rank }: Entry): string {
  return rank >= 20 ? text : `(${text})`;
}

export function compare(one: unknown, two: unknown): number {
  return typeof one === "number" && typeof two === "number"
    ? one - two
    : String(one).localeCompare(String(two));
}
