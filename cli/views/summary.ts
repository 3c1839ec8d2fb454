/**
 * The last lines of a run.
 *
 * @module
 */

import { named, type Style } from "./style.ts";
import { timeText } from "./outcome.ts";

/** What a run came to. */
export interface RunResult {
  readonly filled: number;
  readonly ambiguous: number;
  readonly total: number;
  /** Files that were asked for and can not be read; none when absent. */
  readonly unread?: number;
  readonly elapsedMs: number;
  /** Filled holes that nothing was run for; 0 when absent. */
  readonly unproven?: number;
  /** What this machine does not limit where code runs; nothing when absent. */
  readonly unlimited?: readonly string[];
  /** What was to be filled: holes when absent. */
  readonly what?: "code";
  /** Files that were written; `undefined` when writing was not asked for. */
  readonly written: readonly string[] | undefined;
}

/** `7 of 9 holes filled in 12.3 s`, and what became of the files. */
export function summaryText(
  { filled, ambiguous, total, unread = 0, unproven = 0, elapsedMs, unlimited = [], what, written }: RunResult,
  style: Style,
): string {
  const limits = unlimited.map((text) => `${style.yellow("note")}: ${text}\n`).join("");
  const time = timeText(elapsedMs);
  if (what === "code") {
    const state = ambiguous > 0 ? "Ambiguous" : filled > 0 ? "New code" : "No new code";
    const how = ambiguous > 0 ? " (choose with --interactive)" : "";
    return `${limits}${style.bold(state)}${how} in ${time}\n${unprovenText(unproven, "an --example")}${
      writtenText(written, filled)
    }`;
  }
  const holes = total === 1 ? "hole" : "holes";
  const doubtful = ambiguous === 0 ? "" : `, ${ambiguous} ambiguous (choose with --choose ID=N)`;
  const closed = unread === 0 ? "" : `, ${unread} ${unread === 1 ? "file" : "files"} not read`;
  const first = `${style.bold(`${filled} of ${total} ${holes} filled`)}${doubtful}${closed} in ${time}`;
  return `${limits}${first}\n${unprovenText(unproven)}${writtenText(written, filled)}`;
}

/** Compiling is not being right, and an example is easily written. */
function unprovenText(count: number, by = "an @example in the doc comment above the hole"): string {
  if (count === 0) return "";
  const what = count === 1
    ? "1 fill compiles and was never run"
    : `${count} fills compile and were never run`;
  return `${what}: ${by} is run, and decides.\n`;
}

function writtenText(written: readonly string[] | undefined, filled: number): string {
  if (written === undefined) return filled === 0 ? "" : "Nothing is written yet: --write does it.\n";
  if (written.length === 0) return "Nothing was written.\n";
  const files = written.length === 1 ? named(written[0] ?? "") : `${written.length} files`;
  return `Wrote ${files}; \`maze undo\` takes it back.\n`;
}
