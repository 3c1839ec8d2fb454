/**
 * What the child may read that runs a project's own `typescript`: the project, and where its packages lie.
 *
 * @module
 */

import { existsSync } from "node:fs";
import { posix } from "node:path";
import { foldersUp, type OwnTypescript } from "./find_typescript.ts";

/**
 * Folders, absolute: the repository that holds the project, for its packages may lean on one another; the project alone
 * where there is none; those of its configs; the package's own; each `node_modules` above.
 *
 * @param root The project's root: absolute, links resolved.
 */
export function readableFor(root: string, { folder, configs }: OwnTypescript): readonly string[] {
  const above = foldersUp(root);
  const project = above.find((dir) => existsSync(posix.join(dir, ".git"))) ?? root;
  const installed = above.map((dir) => posix.join(dir, "node_modules")).filter((dir) => existsSync(dir));
  const all = new Set([project, ...configs.map((config) => posix.dirname(config)), ...installed]);
  if (folder !== undefined) all.add(folder);
  const isBelow = (dir: string) => foldersUp(dir).slice(1).some((outer) => all.has(outer));
  return [...all].filter((dir) => !isBelow(dir));
}
