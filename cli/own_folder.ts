/**
 * Maze's own folder in a project.
 *
 * @module
 */

import { join } from "node:path";

/** `.maze/` of a project, made when missing, kept out of git; `undefined` where a stranger's link leads elsewhere. */
export async function ownFolder(root: string): Promise<string | undefined> {
  const folder = join(root, ".maze");
  if (await isLink(folder)) return undefined;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  await Deno.writeTextFile(join(folder, ".gitignore"), "*\n", { createNew: true }).catch(ignoreExisting);
  return folder;
}

/** True where a link stands. */
export async function isLink(path: string): Promise<boolean> {
  const info = await Deno.lstat(path).catch(ignoreMissing);
  return info?.isSymlink ?? false;
}

/** What the system says about a disk: read-only, full, not permitted, no folder. */
export function isOfDisk(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code));
}

/** What is not there needs no removal. */
export function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

function ignoreExisting(error: unknown): undefined {
  if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
}
