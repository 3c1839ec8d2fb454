/**
 * Reads config files from disk.
 *
 * @module
 */

import { MazeError } from "@maze/maze/plugin";

/**
 * Reads a whole file as UTF-8. A byte order mark stays, so that edits can keep it.
 *
 * @returns `undefined` when there is no such file.
 * @throws {MazeError} `config/unreadable` if it is there and can not be read or is not UTF-8.
 */
export async function readConfigText(file: string): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    // Opening a pipe or a device would wait for ever.
    if (!(await Deno.stat(file)).isFile) throw new TypeError("it is not a regular file");
    bytes = await Deno.readFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw unreadable(file, reasonOf(error), error);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw unreadable(file, "it is not UTF-8", error);
  }
}

function unreadable(file: string, reason: string, cause: unknown): MazeError {
  return new MazeError(`Cannot read config "${file}": ${reason}`, {
    code: "config/unreadable",
    hint: "Mend the file, its owner or its mode, or move it away: Maze works without one",
    cause,
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
