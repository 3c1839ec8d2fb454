/**
 * Reads config files from disk.
 *
 * @module
 */

import { MazeError, placeAt } from "@maze/maze/plugin";
import { isLink } from "./write_whole.ts";

/** No config is as large by far; a larger file is something else. */
const MAX_BYTES = 2 ** 24;

/** A file is there and can not be read as text. Reading the config catches it, to go on with the other layers. */
export class UnreadableError extends MazeError {
  override readonly name = "UnreadableError";
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;

  /** @param init `start`: the text up to where it can not be read. */
  constructor(message: string, init: { readonly start: string; readonly cause: unknown }) {
    super(message, {
      code: "config/unreadable",
      hint: "Mend the file, its owner or its mode, or move it away: Maze works without one",
      cause: init.cause,
    });
    const { line, column } = placeAt(init.start, init.start.length);
    this.line = line + 1;
    this.column = column + 1;
  }
}

/**
 * Reads a whole file as UTF-8. A byte order mark stays, so that edits can keep it.
 *
 * @returns `undefined` when there is no such file.
 * @throws {UnreadableError} `config/unreadable` if it is there and can not be read or is not UTF-8.
 */
export async function readConfigText(file: string): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    // Opening a pipe or a device would wait for ever.
    const { isFile, size } = await Deno.stat(file);
    if (!isFile) throw new TypeError("it is not a regular file");
    if (size > MAX_BYTES) throw new TypeError(`it has more than ${MAX_BYTES} bytes`);
    bytes = await Deno.readFile(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw unreadable(file, reasonOf(error), error);
    if (await isLink(file)) throw unreadable(file, "it is a link to nothing", error);
    return undefined;
  }
  try {
    return decoded(bytes, { stream: false });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw unreadable(file, "it is not UTF-8", error, goodStart(bytes));
  }
}

function decoded(bytes: Uint8Array, options: { readonly stream: boolean }): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, options);
}

/** The text before the first byte that is no UTF-8. */
function goodStart(bytes: Uint8Array): string {
  let good = 0;
  for (let bad = bytes.length; good < bad;) {
    const middle = Math.ceil((good + bad) / 2);
    if (isUtf8(bytes.subarray(0, middle))) good = middle;
    else bad = middle - 1;
  }
  return decoded(bytes.subarray(0, good), { stream: true });
}

/** True too when the last letter is cut. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    decoded(bytes, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function unreadable(file: string, reason: string, cause: unknown, start = ""): UnreadableError {
  return new UnreadableError(`Cannot read config "${file}": ${reason}`, { start, cause });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
