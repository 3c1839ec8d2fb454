/**
 * Why files are not read or written, and what the user can do about it.
 *
 * @module
 */

import type { Refusal } from "../code/outcome.ts";
import { MazeError } from "../kernel/errors.ts";

const FAMILY = "write/";
/** Codes of errors about one file: those of the family, and one that is not as it was recorded. */
const OF_A_FILE = /^(?:write\/|replay\/changed$)/;

/** The next step for each code; an error's code is the family's name and one of these. */
const hints = {
  "changed": "Look at the file: what someone else wrote in it is kept. Run again to start from it",
  "encoding": "Save the file as UTF-8, or name it in .mazeignore",
  "journal": "Look at the project's files, then remove .maze/journal",
  "no-space": "Free some space and run again",
  "nothing-to-undo": "Only the last 20 runs that wrote something can be undone",
  "outside": "Run Maze in the project that the file belongs to, and name no link that leaves it",
  "read-only": "Make the file and its folder writable, and run again",
  "too-large": "Split the file, or name it in .mazeignore",
  "twice": "Name the file once: a link and what it leads to are one file",
  "unreadable": "Look at the file's name, its owner and its mode",
  "unsettled": "Mend the cause; the next run of Maze then settles the files before anything else",
} as const;

const faults: Readonly<Record<string, readonly [code: keyof typeof hints, state: string]>> = {
  ENOSPC: ["no-space", "the disk is full"],
  EDQUOT: ["no-space", "the disk quota is used up"],
  EACCES: ["read-only", "permission denied"],
  EPERM: ["read-only", "the system does not permit it"],
  EROFS: ["read-only", "the file system is read-only"],
};

/** An error of reading or writing files; its hint comes from its code. */
export function refusal(code: keyof typeof hints, message: string, cause?: unknown): MazeError {
  return new MazeError(message, { code: FAMILY + code, hint: hints[code], cause });
}

/** An error about one file as data, so that work on other files goes on; any other error is thrown again. */
export function refusalOf(error: unknown, file: string): Refusal {
  if (!(error instanceof MazeError) || !OF_A_FILE.test(error.code)) throw error;
  const { code, message, hint } = error;
  return { file, code, message, ...(hint !== undefined && { hint }) };
}

/** Names the known faults of a disk as an error about `subject`; gives back any other error as it is. */
export function diskError(error: unknown, subject: string): unknown {
  const fault = error instanceof Error && "code" in error ? faults[String(error.code)] : undefined;
  return fault ? refusal(fault[0], `Cannot write "${subject}": ${fault[1]}`, error) : error;
}
