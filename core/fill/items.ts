/**
 * Context within a budget of tokens: each piece by its signature alone before any is left out.
 *
 * @module
 */

import type { ContextItem } from "../code/completion.ts";
import { estimatedTokens } from "../code/estimate.ts";

/** What became of a piece of context. */
export interface PackedItem {
  readonly item: ContextItem;
  /** `short`: its short form stands for it. */
  readonly form: "whole" | "short" | "left out";
  /** Of the form in which it stands, counted alone; of its shortest one, counted or estimated, where it is left out. */
  readonly tokens: number;
}

/** How much room there is, and who counts. */
export interface ItemOptions {
  /** Tokens. */
  readonly budgetTokens: number;
  /** The tokens of each text. */
  count(texts: readonly string[]): Promise<readonly number[]>;
}

/** Context that fits. */
export interface ChosenItems {
  /** In the order in which they were given, each in the form that is shown. */
  readonly context: readonly ContextItem[];
  /** All that is shown, as the provider counts it in a row. */
  readonly tokens: number;
  /** All that were given. */
  readonly items: readonly PackedItem[];
}

/** An estimate is wrong by a third at most: what is farther back than this has no room, and is not counted. */
const SURELY_OUT = 1.6;

/**
 * Takes what there is room for: first as many as fit in their short form, the most useful first; what room is then left
 * shows the most useful of them whole.
 *
 * @param items Most useful first.
 */
export async function chooseItems(items: readonly ContextItem[], options: ItemOptions): Promise<ChosenItems> {
  const tokens = await countForms(items, options);
  let left = options.budgetTokens;
  const kept = items.map(({ text, short = text }) => {
    const own = tokens.get(short) ?? Infinity;
    const fits = own <= left;
    if (fits) left -= own;
    return fits;
  });
  const packed = items.map((item, at): PackedItem => {
    const { text, short = text } = item;
    const own = tokens.get(short) ?? estimatedTokens(short);
    if (!kept[at]) return { item, form: "left out", tokens: own };
    const whole = tokens.get(text) ?? Infinity;
    if (whole - own > left) return { item, form: "short", tokens: own };
    left -= whole - own;
    return { item, form: "whole", tokens: whole };
  });
  return await fitted(packed, options);
}

/** The text of items as a prompt shows them. */
export function contextText(context: readonly ContextItem[]): string {
  return context.map(({ text }) => text).join("\n");
}

/** Tokens of both forms of each piece that may have room, with the line's end that parts it from the next. */
async function countForms(
  items: readonly ContextItem[],
  { budgetTokens, count }: ItemOptions,
): Promise<ReadonlyMap<string, number>> {
  let about = 0;
  const near = items.filter(({ text, short = text }) => {
    about += estimatedTokens(short);
    return about <= SURELY_OUT * budgetTokens;
  });
  const texts = [...new Set(near.flatMap(({ text, short = text }) => [short, text]))];
  const counts = texts.length === 0 ? [] : await count(texts.map((text) => `${text}\n`));
  return new Map(texts.map((text, at) => [text, counts[at] ?? Infinity]));
}

/** In a row texts may have a few tokens more than each alone: then the least useful goes. */
async function fitted(
  packed: readonly PackedItem[],
  { budgetTokens, count }: ItemOptions,
): Promise<ChosenItems> {
  const context = packed.flatMap(({ item, form }) => form === "left out" ? [] : [shownAs(item, form)]);
  if (context.length === 0) return { context, tokens: 0, items: packed };
  const [tokens = Infinity] = await count([contextText(context)]);
  if (tokens <= budgetTokens) return { context, tokens, items: packed };
  const last = packed.findLastIndex(({ form }) => form !== "left out");
  const fewer = packed.map((one, at): PackedItem => at === last ? { ...one, form: "left out" } : one);
  return await fitted(fewer, { budgetTokens, count });
}

function shownAs(item: ContextItem, form: "whole" | "short"): ContextItem {
  return form === "short" ? { ...item, text: item.short ?? item.text } : item;
}
