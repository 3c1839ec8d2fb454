/**
 * The likelihood of many texts where a server tells the likeliest tokens of one step: a walk of the tree of their tokens,
 * likeliest first, so that the likeliest texts are known after few steps.
 *
 * @module
 */

import type { LikelyToken } from "../../core/kernel/plugin.ts";
import { endCost, unlistedCost } from "./scoring.ts";
import { below, type TrieNode } from "./trie.ts";

/** What a walk may do. */
export interface WalkOptions {
  /** Asks for the likeliest tokens behind tokens; `undefined` where nothing more may be asked. */
  step(ids: readonly number[]): Promise<readonly LikelyToken[] | undefined>;
  /** The text behind the hole. */
  readonly after: string;
  /** Steps that are asked for at the same time. */
  readonly abreast: number;
  /** Steps at most. */
  readonly most: number;
}

/** Texts that are so much less likely than the likeliest one are not looked at, natural logarithm: a thousandth. */
const FAR = 7;
/** What a token costs that was not looked at: code has some 0.5 to 1.5. */
const UNSEEN = 1;

/** A place that the walk may go on from, or the end of a text. */
interface Open {
  readonly cost: number;
  readonly node: TrieNode;
  readonly isEnd: boolean;
}

/** Negative log-likelihood of each text with its end, natural logarithm: see `Scores.costs`. */
export async function walk(
  root: TrieNode,
  count: number,
  { step, after, abreast, most }: WalkOptions,
): Promise<number[]> {
  const costs = Array.from({ length: count }, () => Infinity);
  let open: Open[] = [{ cost: 0, node: root, isEnd: false }];
  let [asked, best, isOver] = [0, Infinity, false];
  while (!isOver) {
    open.sort((a, b) => a.cost - b.cost);
    const ends = open.findIndex(({ isEnd }) => !isEnd);
    const done = open.splice(0, ends < 0 ? open.length : ends);
    for (const { node: { texts }, cost } of done) for (const text of texts) costs[text] = cost;
    best = Math.min(best, ...done.map(({ cost }) => cost));
    const near = open.filter(({ cost, isEnd }) => !isEnd && cost <= best + FAR);
    const known = near.filter(({ node }) => node.top);
    const next = known.length > 0 ? known : near.slice(0, Math.min(abreast, most - asked));
    if (next.length === 0) break;
    if (known.length === 0) asked += next.length;
    const tops = await Promise.all(next.map(({ node }) => node.top ?? step(node.ids)));
    isOver = tops.includes(undefined);
    const grown = next.flatMap((one, at) => growth(one, tops[at], after));
    open = [...open.filter((one) => !next.includes(one)), ...grown];
  }
  for (const { node, cost, isEnd } of open) {
    for (const [text, tokens] of isEnd ? node.texts.map((text) => [text, 0] as const) : below(node)) {
      costs[text] = isEnd ? cost : cost + UNSEEN * (tokens + 1);
    }
  }
  return costs;
}

/** Where one can go from a place; the place itself where nobody told. */
function growth(from: Open, top: readonly LikelyToken[] | undefined, after: string): readonly Open[] {
  if (!top) return [from];
  const { node, cost } = from;
  const likely = new Map(top.map(({ id, logprob }) => [id, logprob]));
  const rest = unlistedCost(top);
  const children = [...node.children].map(([id, child]): Open => ({
    ...{ node: child, isEnd: false },
    cost: cost - (likely.get(id) ?? -rest),
  }));
  if (node.texts.length === 0) return children;
  const isOwn = ({ id }: LikelyToken) => id !== undefined && node.children.has(id);
  return [...children, { node, isEnd: true, cost: cost + endCost(top, after, isOwn) }];
}
