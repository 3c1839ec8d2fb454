/**
 * What git says about files before they are written.
 *
 * @module
 */

import { relative } from "node:path";
import { locate } from "./workspace.ts";

/**
 * Whether these files hold anything that git does not: changes that are not committed, new files, files that it ignores.
 *
 * @param root Absolute, links resolved.
 * @param files Relative to `root`; of a link, what it leads to is looked at.
 * @throws {MazeError} `write/outside` or `write/unreadable`, as writing them would.
 * @returns `undefined` where git can not say: it is not installed, or `root` lies in no repository.
 */
export async function isDirty(root: string, files: readonly string[]): Promise<boolean | undefined> {
  if (files.length === 0) return false;
  const real = await Promise.all(files.map(async (file) => relative(root, await locate(root, file))));
  // A repository's own settings may name a program to run for `status`; a stranger's must not be run.
  const careful = ["--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false"];
  const args = [...careful, "status", "--porcelain", "--untracked-files=all", "--ignored", "--", ...real];
  try {
    const command = new Deno.Command("git", { args, cwd: root, stdin: "null", stderr: "null" });
    const { success, stdout } = await command.output();
    return success ? stdout.length > 0 : undefined;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error; // without git nobody can say
  }
}
