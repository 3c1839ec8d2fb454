/**
 * Which tests can see a file: those from which a way of names leads to it.
 *
 * @module
 */

import { posix } from "node:path";

/** Modules of a tree by path, and what each names. */
export interface Tree {
  /** The text of each TypeScript file, by path from the root. */
  readonly texts: ReadonlyMap<string, string>;
  /** Package names and what they stand for: `@maze/maze/hole` is `core/hole.ts`. */
  readonly names: ReadonlyMap<string, string>;
}

/** The test files that lead to each file. */
export function testsByFile(tree: Tree): Map<string, string[]> {
  const tests = new Map<string, string[]>();
  const edges = new Map([...tree.texts].map(([file, text]) => [file, namedBy(file, text, tree)]));
  for (const test of [...tree.texts.keys()].filter((file) => file.endsWith("_test.ts")).sort()) {
    for (const file of reachedFrom(test, edges)) tests.set(file, [...tests.get(file) ?? [], test]);
  }
  return tests;
}

function reachedFrom(start: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const file of reached) for (const next of edges.get(file) ?? []) reached.add(next);
  return reached;
}

/**
 * What a file names in any string: imports, but also programs that it starts and folders that it reads. Too many are
 * better than too few: a test that is run in vain costs time alone.
 */
function namedBy(file: string, text: string, { texts, names }: Tree): string[] {
  const strings = [...text.matchAll(/"([^"\n]*)"/g)].map(([, inner = ""]) => inner);
  return strings.flatMap((each) => {
    const known = names.get(each);
    if (known !== undefined) return [known];
    if (!/^\.\.?(\/|$)/.test(each)) return [];
    const path = posix.join(posix.dirname(file), each).replace(/\/$/, "");
    if (texts.has(path)) return [path];
    const folder = path === "." ? "" : `${path}/`;
    return each.startsWith("..") ? [...texts.keys()].filter((other) => other.startsWith(folder)) : [];
  });
}
