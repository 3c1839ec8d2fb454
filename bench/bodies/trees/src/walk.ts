import type { Graph, Tree } from "./types.ts";

/** A tree from its top value and what is below it. */
export function node<T>(value: T, children: readonly Tree<T>[]): Tree<T> {
  return { value, children };
}

/** The values of a tree, every one before those below it. */
export function flatten<T>(tree: Tree<T>): T[] {
  return [tree.value, ...tree.children.flatMap((child) => flatten(child))];
}

/** The names that can be reached from a name in any number of steps, itself included. */
export function reachable(graph: Graph, from: string): Set<string> {
  const seen = new Set([from]);
  for (const name of seen) {
    for (const next of graph[name] ?? []) seen.add(next);
  }
  return seen;
}
