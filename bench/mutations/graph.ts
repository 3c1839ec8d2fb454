/**
 * Which tests can see a file: those from which a way of names leads to it.
 *
 * @module
 */

import { join, posix } from "node:path";

/** Where modules and tests lie. */
const FOLDERS = ["core", "plugins", "cli", "test", "bench", "examples"];

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

/** Reads the modules of a repository. */
export async function readTree(root: string): Promise<Tree> {
  const texts = new Map<string, string>();
  for (const file of ["mod.ts", ...FOLDERS.flatMap((folder) => [...filesBelow(root, folder)])]) {
    texts.set(file, await Deno.readTextFile(join(root, file)));
  }
  const names = new Map<string, string>();
  for (const folder of ["", "cli"]) {
    const { name, exports } = JSON.parse(await Deno.readTextFile(join(root, folder, "deno.json")));
    const all: Readonly<Record<string, string>> = typeof exports === "string" ? { ".": exports } : exports;
    for (const [path, file] of Object.entries(all)) {
      names.set(posix.join(name, path), posix.join(folder, file));
    }
  }
  return { texts, names };
}

function* filesBelow(root: string, folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(join(root, folder))) {
    const path = posix.join(folder, name);
    if (isDirectory) yield* filesBelow(root, path);
    else if (name.endsWith(".ts")) yield path;
  }
}
