/**
 * What git says about files before they are written.
 *
 * @module
 */

/**
 * Whether git knows of changes in these files, new files included, that are not committed.
 *
 * @param files Relative to `root`.
 * @returns `undefined` where git can not say: it is not installed, or `root` lies in no repository.
 */
export async function isDirty(root: string, files: readonly string[]): Promise<boolean | undefined> {
  if (files.length === 0) return false;
  // A repository's own settings may name a program to run for `status`; a stranger's must not be run.
  const careful = ["--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false"];
  const args = [...careful, "status", "--porcelain", "--untracked-files=all", "--", ...files];
  try {
    const command = new Deno.Command("git", { args, cwd: root, stdin: "null", stderr: "null" });
    const { success, stdout } = await command.output();
    return success ? stdout.length > 0 : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
