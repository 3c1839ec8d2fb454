/**
 * One writer at a time in one project.
 *
 * @module
 */

import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { refusal } from "./refusal.ts";
import { unlessMissing } from "./whole_file.ts";

/** A locked file can be asked for, not waited for without blocking an abort: so it is asked for again. */
const pollMs = 50;

/** What a wait for the lock obeys and tells. */
export interface LockOptions {
  readonly signal?: AbortSignal;
  /** Told, in words for the user, what the call waits for or had to settle first. */
  readonly onMessage?: (message: string) => void;
}

/**
 * Takes the project's lock, `.maze/lock`, waiting for its holder to be done. The system frees it when a process dies.
 *
 * @param root Absolute, links resolved.
 * @returns The lock; disposing of it lets the next one in.
 */
export async function lockProject(root: string, options: LockOptions): Promise<Disposable> {
  const file = await Deno.open(join(await mazeFolder(root), "lock"), {
    read: true,
    write: true,
    create: true,
  });
  try {
    for (let turn = 0; !(await file.tryLock(true)); turn++) {
      options.signal?.throwIfAborted();
      if (turn === 0) options.onMessage?.("Waiting for another Maze that is writing in this project");
      await delay(pollMs);
    }
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/**
 * Makes sure that Maze's own files can lie in the project: a project that was copied from a stranger must not lead them
 * elsewhere.
 *
 * @throws {MazeError} `write/outside` if `.maze` or something in it is a link, `write/unreadable` if it is no folder.
 */
export async function checkFolder(root: string): Promise<void> {
  const folder = join(root, ".maze");
  const info = await unlessMissing(Deno.lstat(folder));
  if (!info) return;
  if (info.isSymlink) throw refusal("outside", 'Cannot use ".maze": it is a link');
  if (!info.isDirectory) throw refusal("unreadable", 'Cannot use ".maze": it is no folder');
  for await (const { name, isSymlink } of Deno.readDir(folder)) {
    if (isSymlink) throw refusal("outside", `Cannot use "${join(".maze", name)}": it is a link`);
  }
}

/** Makes `.maze/`, kept out of git, and the journal in it. */
async function mazeFolder(root: string): Promise<string> {
  const folder = join(root, ".maze");
  await checkFolder(root);
  // The journal holds old texts of files that others may not be allowed to read.
  await Deno.mkdir(join(folder, "journal"), { recursive: true, mode: 0o700 });
  const ignored = join(folder, ".gitignore");
  if (!await unlessMissing(Deno.lstat(ignored))) await Deno.writeTextFile(ignored, "*\n");
  return folder;
}
