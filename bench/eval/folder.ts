/**
 * Copies of a project that is there once for many tasks.
 *
 * @module
 */

import { copy, exists } from "../packages.ts";

/**
 * Copies a project's `src/` and `tsconfig.json` into an empty folder. What is in `node_modules` is linked, so that a copy
 * takes a moment.
 *
 * @param root Absolute path of the project.
 * @param to Absolute path of the folder.
 */
export async function layProject(root: string, to: string): Promise<void> {
  await copy(`${root}/src`, `${to}/src`);
  const about = { name: "project", private: true, type: "module" };
  await Deno.writeTextFile(`${to}/package.json`, JSON.stringify(about));
  await Deno.copyFile(`${root}/tsconfig.json`, `${to}/tsconfig.json`);
  if (exists(`${root}/node_modules`)) await Deno.symlink(`${root}/node_modules`, `${to}/node_modules`);
}
