/**
 * Texts as the tokens that they share: a tree whose walks ask the same step once.
 *
 * @module
 */

import type { DrawnToken, LikelyToken } from "../../core/kernel/plugin.ts";

/** A beginning that some texts have. */
export interface TrieNode {
  /** The tokens up to here. */
  readonly ids: readonly number[];
  readonly children: Map<number, TrieNode>;
  /** Texts that end here, by their number. */
  readonly texts: number[];
  /** The likeliest tokens behind it, where that is known. */
  top?: readonly LikelyToken[];
}

/**
 * The tree of texts.
 *
 * @param rows The token ids of each text.
 * @param drawn Tokens of answers to the same request: what they tell of the likeliest tokens is put down.
 */
export function trieOf(
  rows: readonly (readonly number[])[],
  drawn: readonly (readonly DrawnToken[])[],
): TrieNode {
  const root: TrieNode = { ids: [], children: new Map(), texts: [] };
  for (const [text, ids] of rows.entries()) {
    let node = root;
    for (const [at, id] of ids.entries()) {
      const known = node.children.get(id);
      const child = known ?? { ids: ids.slice(0, at + 1), children: new Map(), texts: [] };
      if (!known) node.children.set(id, child);
      node = child;
    }
    node.texts.push(text);
  }
  for (const tokens of drawn) tell(root, tokens);
  return root;
}

function tell(root: TrieNode, tokens: readonly DrawnToken[]): void {
  let node: TrieNode | undefined = root;
  for (const { id, top } of tokens) {
    if (!node) return;
    if (top.length > 0 && top.every((token) => token.id !== undefined)) node.top ??= top;
    node = id === undefined ? undefined : node.children.get(id);
  }
}

/** All texts below a node, with the tokens that are between. */
export function* below(node: TrieNode, depth = 0): Generator<readonly [text: number, tokens: number]> {
  for (const text of node.texts) yield [text, depth];
  for (const child of node.children.values()) yield* below(child, depth + 1);
}
