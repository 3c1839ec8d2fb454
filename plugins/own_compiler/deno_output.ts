/**
 * Reads what `deno check` prints.
 *
 * @see denoland/deno:cli/tsc/diagnostics.rs, read at Deno 2.9.6
 * @module
 */

import { fileURLToPath } from "node:url";
import type { ProgramEnd } from "./run_program.ts";
import type { Printed, PrintedFault } from "./printed.ts";

const HEAD = /^(TS\d+) \[ERROR\]: (.*)$/;
const PLACE = /^\s+at ([a-z][\w+.-]*:\S+):(\d+):(\d+)$/;
const UNDERLINE = /^\s*([~^]+)$/;
/** What ends the list of faults. */
const END = /^(?:Found \d+ errors?\.|error: )/;

/** Reads the end of `deno check`, without colours. */
export function readDenoCheck({ isSuccess, stderr }: Pick<ProgramEnd, "isSuccess" | "stderr">): Printed {
  if (isSuccess) return { faults: [], reason: "" };
  const faults = printedFaults(stderr);
  return { faults, reason: faults.length > 0 ? "" : printedReason(stderr) };
}

function printedFaults(text: string): PrintedFault[] {
  const blocks: string[][] = [];
  let block: string[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (HEAD.test(line)) blocks.push(block = [line]);
    else if (END.test(line)) block = undefined;
    else block?.push(line);
  }
  return blocks.map(faultOf);
}

function printedReason(text: string): string {
  return /^error: (.*)$/m.exec(text)?.[1]?.trim() ?? "it gives no reason";
}

/** The message comes first, then the line of code, its underline and its place; related places follow. */
function faultOf(lines: readonly string[]): PrintedFault {
  const [, code = "", head = ""] = HEAD.exec(lines[0] ?? "") ?? [];
  const at = lines.findIndex((line) => PLACE.test(line));
  const [, address = "", line = "1", column = "1"] = PLACE.exec(lines[at] ?? "") ?? [];
  const underline = UNDERLINE.exec(lines[at - 1] ?? "")?.[1];
  const rest = lines.slice(1, at < 0 ? lines.length : underline === undefined ? at : at - 2);
  return {
    place: address.startsWith("file:") ? fileURLToPath(address) : address,
    line: Number(line) - 1,
    column: Number(column) - 1,
    length: underline?.length ?? 0,
    code,
    message: [head, ...rest].join("\n").trimEnd(),
  };
}
