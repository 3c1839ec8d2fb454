import type { Edge, Graph, Tree } from "./types.ts";
import { flatten, node } from "./walk.ts";

export { node };

/**
 * The value at the top of a tree.
 * @example topValue(node(1, [])) // => 1
 * @example topValue(node("a", [node("b", []), node("c", [])])) // => "a"
 * @example topValue(node(7, [node(3, [])])) // => 7
 */
export function topValue<T>(tree: Tree<T>): T {
  return tree.value;
}

/**
 * A tree of one value only.
 * @example single(1) // => { value: 1, children: [] }
 * @example single("a") // => { value: "a", children: [] }
 * @example single([1, 2]) // => { value: [1, 2], children: [] }
 */
export function single<T>(value: T): Tree<T> {
  return node(value, []);
}

/**
 * The number of values in a tree.
 * @example size(node(1, [])) // => 1
 * @example size(node(1, [node(2, []), node(3, [])])) // => 3
 * @example size(node("a", [node("b", [node("c", [node("d", [])])])])) // => 4
 */
export function size<T>(tree: Tree<T>): number {
  return flatten(tree).length;
}

/**
 * The names that can be reached from a name in one step.
 * @example neighbours({ a: ["b", "c"], b: [] }, "a") // => ["b", "c"]
 * @example neighbours({ a: ["b"], b: ["a"] }, "b") // => ["a"]
 * @example neighbours({ a: ["b"] }, "x") // => []
 */
export function neighbours(graph: Graph, name: string): readonly string[] {
  return graph[name] ?? [];
}

/**
 * The number of steps that lead away from a name.
 * @example degree({ a: ["b", "c"], b: ["a"] }, "a") // => 2
 * @example degree({ a: ["b", "c"], b: ["a"] }, "b") // => 1
 * @example degree({ a: ["b", "c"], b: ["a"] }, "c") // => 0
 */
export function degree(graph: Graph, name: string): number {
  return neighbours(graph, name).length;
}

/**
 * Whether there is nothing below the top of a tree.
 * @example isLeaf(node(1, [])) // => true
 * @example isLeaf(node(1, [node(2, [])])) // => false
 * @example isLeaf(node("a", [node("b", []), node("c", [])])) // => false
 */
export function isLeaf<T>(tree: Tree<T>): boolean {
  return tree.children.length === 0;
}

/**
 * Whether a value is anywhere in a tree.
 * @example contains(node(1, [node(2, []), node(3, [])]), 3) // => true
 * @example contains(node(1, [node(2, []), node(3, [])]), 4) // => false
 * @example contains(node("a", [node("b", [node("c", [])])]), "c") // => true
 */
export function contains<T>(tree: Tree<T>, value: T): boolean {
  return flatten(tree).includes(value);
}

/**
 * The number of levels of a tree.
 * @example height(node(1, [])) // => 1
 * @example height(node(1, [node(2, []), node(3, [])])) // => 2
 * @example height(node(1, [node(2, [node(4, [])]), node(3, [])])) // => 3
 */
export function height<T>(tree: Tree<T>): number {
  return 1 + Math.max(0, ...tree.children.map(height));
}

/**
 * A tree of the same form with every value changed.
 * @example mapTree(node(1, [node(2, [])]), (n) => n * 10) // => node(10, [node(20, [])])
 * @example mapTree(node("a", [node("b", []), node("c", [])]), (s) => s.toUpperCase()) // => node("A", [node("B", []), node("C", [])])
 * @example mapTree(node(3, []), (n) => n + 1) // => node(4, [])
 */
export function mapTree<T, U>(tree: Tree<T>, change: (value: T) => U): Tree<U> {
  return {
    value: change(tree.value),
    children: tree.children.map((child) => mapTree(child, change)),
  };
}

/**
 * All the steps of a graph, in the order of its names.
 * @example edges({ a: ["b", "c"], b: ["a"] }) // => [["a", "b"], ["a", "c"], ["b", "a"]]
 * @example edges({ x: ["y"], y: [] }) // => [["x", "y"]]
 * @example edges({ a: [], b: [] }) // => []
 */
export function edges(graph: Graph): Edge[] {
  return Object.keys(graph).flatMap((from) => neighbours(graph, from).map((to): Edge => [from, to]));
}
