/**
 * Writes config and state files so that a reader sees the old text or the new one, never half of it.
 *
 * @module
 */

import { MazeError } from "@maze/maze/plugin";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file by way of a temporary one beside it. A link keeps its place, its target is written; a file that is
 * there keeps its mode, a new one gets `mode`.
 *
 * @param path Absolute; folders above it are made.
 * @throws {MazeError} `config/unwritable`; the old text is then still there.
 */
export async function writeWhole(path: string, text: string, mode = 0o644): Promise<void> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    const target = await existing(path) ?? path;
    const temporary = join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.tmp`);
    try {
      await writeTemporary(temporary, text, (await modeOf(target)) ?? mode);
      await Deno.rename(temporary, target);
    } catch (error) {
      await Deno.remove(temporary).catch(ignoreMissing);
      throw error;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MazeError(`Cannot write "${path}": ${reason}`, {
      code: "config/unwritable",
      hint: "Make the file and its folder writable, and run again",
      cause: error,
    });
  }
}

/**
 * Writes a file that must not be there yet.
 *
 * @returns False, and nothing is written, when something of this name is there.
 */
export async function writeUnlessThere(path: string, text: string): Promise<boolean> {
  await Deno.mkdir(dirname(path), { recursive: true });
  try {
    await Deno.writeTextFile(path, text, { createNew: true });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
}

/** True for a link: where a project may be a stranger's, what it leads to is not to be written. */
export async function isLink(path: string): Promise<boolean> {
  try {
    return (await Deno.lstat(path)).isSymlink;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}

async function writeTemporary(path: string, text: string, mode: number): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  await file.sync();
  if (Deno.build.os !== "windows") await Deno.chmod(path, mode);
}

async function existing(path: string): Promise<string | undefined> {
  return await Deno.realPath(path).catch(ignoreMissing);
}

async function modeOf(path: string): Promise<number | undefined> {
  const mode = (await Deno.stat(path).catch(ignoreMissing))?.mode;
  return mode === null || mode === undefined ? undefined : mode & 0o777;
}

/** What is not there has no path, no mode, and need not be removed. */
function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
