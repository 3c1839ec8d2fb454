/**
 * Gives a list of a TOML text other items. An item that stays keeps its text and its comments: those above it and the
 * one behind it on its line. They go with it where it moves.
 *
 * @module
 */

import { type Cut, newlineOf } from "./cut.ts";
import { type Key, valueAt } from "./key.ts";
import { nodeAt } from "./places.ts";
import type { TomlSource } from "./read_toml.ts";
import { valueText } from "./value_text.ts";

/** One item with what belongs to it. */
interface Item {
  readonly text: string;
  /** What stands before it: the lines above it and its indentation, or white space on a shared line. */
  readonly lead: string;
  /** True when it is the first on its line. */
  readonly isFirst: boolean;
  /** What stands behind it on its line: comma, comment, end of line. */
  readonly tail: string;
  /** Its place in the old list, 0-based; `undefined` for a new one. */
  readonly at?: number;
}

/** A list as it is written. */
interface Written {
  readonly items: readonly Item[];
  /** What stands behind `[` on its line, if the line ends there. */
  readonly head: string;
  /** What stands before `]`. */
  readonly end: string;
  readonly isTall: boolean;
  /** True when `]` is the first on its line. */
  readonly endsBelow: boolean;
  readonly hasLastComma: boolean;
  readonly newline: string;
  /** White space before a new item. */
  readonly indent: string;
}

/**
 * The cut that gives a list other items.
 *
 * Comments on lines of their own stay when the item below them is removed; the comment on its own line goes with it.
 *
 * @param key Of a list that the text writes in brackets.
 */
export function editList(source: TomlSource, key: Key, values: readonly unknown[]): Cut | undefined {
  const span = nodeAt(source.places, key)?.value;
  const old = valueAt(source.value, key);
  if (!span || !Array.isArray(old)) return undefined;
  const list = written(source, key);
  const items = chosen(list, old, values);
  const kept = new Set(items.map(({ at }) => at));
  const left = remains(list, kept);
  const chain = [undefined, ...items.map((item) => ({ ...item, tail: left.tail(item) })), undefined];
  const inner = chain.slice(0, -1).map((item, index) =>
    (item?.text ?? "") + between(list, item, chain[index + 1], left.comments(item))
  ).join("");
  return { span, text: `[${inner.trim() === "" ? "" : inner}]` };
}

function written({ text, places }: TomlSource, key: Key): Written {
  const node = nodeAt(places, key);
  const spans = [...node?.children.values() ?? []].flatMap(({ value }) => value ?? []);
  const { start, end } = node?.value ?? { start: 0, end: 2 };
  const starts = [...spans.map((span) => span.start), end - 1];
  const gaps = starts.map((to, index) => text.slice(spans[index - 1]?.end ?? start + 1, to));
  const parts = gaps.map(split);
  const isBelow = gaps.map((gap) => gap.includes("\n"));
  const isTall = isBelow.includes(true);
  const own = parts.find((part, index) => index < spans.length && isBelow[index] && part.rest !== "");
  const base = /[ \t]*$/.exec(text.slice(0, node?.name.start))?.[0] ?? "";
  return {
    items: spans.map((span, at) => ({
      ...{ at, text: text.slice(span.start, span.end), lead: parts[at]?.rest ?? "" },
      ...{ tail: parts[at + 1]?.line ?? "", isFirst: at === 0 || isBelow[at] === true },
    })),
    head: parts[0]?.line ?? "",
    end: parts.at(-1)?.rest ?? "",
    ...{ isTall, endsBelow: isBelow.at(-1) === true, newline: newlineOf(text) },
    hasLastComma: spans.length > 0 && withoutComma(gaps.at(-1) ?? "") !== gaps.at(-1),
    indent: own ? lastLine(withoutComma(own.rest)) : `${base}  `,
  };
}

/** A stretch between two items: what ends the line of the first, and the rest. On a shared line the comma parts them. */
function split(gap: string): { readonly line: string; readonly rest: string } {
  const end = (gap.includes("\n") ? gap.indexOf("\n") : gap.indexOf(",")) + 1;
  return { line: gap.slice(0, end), rest: gap.slice(end) };
}

/** The new items in order: old ones of the same value where there are any, each once. */
function chosen(
  { items }: Written,
  old: readonly unknown[],
  values: readonly unknown[],
): readonly Item[] {
  const free = Map.groupBy(items, ({ at = 0 }) => valueText(old[at]));
  return values.map((value) => {
    const text = valueText(value);
    return free.get(text)?.shift() ?? { text, lead: "", tail: "", isFirst: false };
  });
}

/**
 * What removed items leave behind, by the item before them that stays (`undefined`: the start of the list): comments on
 * lines of their own, and what ends a line that they shared with it.
 */
function remains({ items }: Written, kept: ReadonlySet<number | undefined>) {
  const comments = new Map<number | undefined, string>();
  const tails = new Map<number, string>();
  let place: number | undefined;
  for (const [at, { lead }] of items.entries()) {
    if (kept.has(at)) place = at;
    else comments.set(place, (comments.get(place) ?? "") + commentsIn(lead));
  }
  for (const [at, { isFirst, tail }] of [...items.entries()].reverse()) {
    if (!kept.has(at) && !isFirst) tails.set(at - 1, tails.get(at) ?? tail);
  }
  return {
    comments: (item: Item | undefined) => item && item.at === undefined ? "" : comments.get(item?.at) ?? "",
    tail: ({ at, tail }: Item) => (at === undefined ? undefined : tails.get(at)) ?? tail,
  };
}

/** Whole lines, if one of them is a comment. */
function commentsIn(lead: string): string {
  const lines = lead.slice(0, lead.lastIndexOf("\n") + 1);
  return lines.includes("#") ? withoutComma(lines) : "";
}

/** What stands between two neighbors of the new list; `undefined` stands for its brackets. */
function between(
  list: Written,
  item: Item | undefined,
  next: Item | undefined,
  comments: string,
): string {
  const place = item ? item.at ?? NaN : -1;
  const nextPlace = next ? next.at ?? NaN : list.items.length;
  const before = item ? item.tail : list.head;
  if (nextPlace === place + 1) return before + (next?.lead ?? list.end); // neighbors as they were
  const hasComma = item !== undefined &&
    (next !== undefined || list.hasLastComma);
  const line = (hasComma ? "," : "") + (item ? withoutComma(before) : before);
  if (!list.isTall) return line + onOneLine(list, item, next);
  const lead = next
    ? (next.isFirst && next.lead !== "" ? withoutComma(next.lead) : list.indent)
    : withoutComma(list.end);
  const ends = line.endsWith("\n");
  const isOpen = !ends && comments === "";
  if (isOpen && !item && lead.trim() === "") return ""; // the first item stays on the line of the bracket
  if (isOpen && !next && !list.endsBelow) return line + lead; // and the last one on that of the other
  return line + (ends ? "" : list.newline) + comments + lead;
}

function onOneLine({ items, end }: Written, item: Item | undefined, next: Item | undefined): string {
  if (item && next) return " ";
  if (items.length === 0) return "";
  return next ? items[0]?.lead ?? "" : withoutComma(end);
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}

/** A stretch between items without its comma; commas in comments stay. */
function withoutComma(text: string): string {
  return text.replace(/^((?:[^,#]|#[^\n]*(?:\n|$))*),/, "$1");
}
