/**
 * Judges many candidates in one check: all of them stand at once, each under a key of its own, where the hole was.
 *
 * A made-up function takes the type from its place alone (`NoInfer`), so no type has to be written down, narrowing
 * holds, and each candidate is typed by its context just as it would be alone.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import { applyEdits } from "../../core/code/text.ts";
import type { Compiler, CompilerDiagnostic } from "./compiler.ts";
import { parseFile } from "./syntax.ts";

const PICK = "__maze_pick";
const DECLARATION = `\ndeclare function ${PICK}<T>(candidates: { [key: string]: NoInfer<T> }): T;\n`;

/**
 * Which texts type-check at an expression hole. Quick, not the last word: code after the hole and other files are
 * not asked.
 *
 * @param path Absolute path of the hole's file.
 * @param text The file's text with the hole in it.
 */
export async function siftExpressions(
  compiler: Compiler,
  path: string,
  text: string,
  draft: Draft,
  texts: readonly string[],
): Promise<boolean[]> {
  if (texts.length === 0) return [];
  const { file, span } = draft.hole;
  const sound = await areSound(file, texts);
  let body = `${PICK}({\n`;
  const starts = texts.map((one, at) => {
    const start = body.length;
    if (sound[at]) body += `_${at}: ${one},\n`;
    return start;
  });
  const end = body.length;
  const overlay = applyEdits(text, [{ file, span, text: `${body}})` }]) + DECLARATION;
  await using moment = await compiler.moment(new Map([[path, overlay]]));
  const faults = await moment.diagnostics(path);
  return verdicts(faults, starts.map((start) => start + span.start), span.start + end, sound);
}

function verdicts(
  faults: readonly CompilerDiagnostic[],
  starts: readonly number[],
  end: number,
  sound: readonly boolean[],
): boolean[] {
  const good = [...sound];
  for (const { span, isError } of faults) {
    if (!isError || span.start < (starts[0] ?? 0) || span.start >= end) continue;
    good[lastAtMost(starts, span.start)] = false;
  }
  return good;
}

/** Index of the last start that is not above an offset. */
function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0, high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether each text is one whole expression: a broken one would make its neighbours unreliable. */
function areSound(file: string, texts: readonly string[]): boolean[] {
  const all = texts.map((one, at) => `_${at}: ${one},\n`).join("");
  if (isObject(file, all, texts.length)) return texts.map(() => true);
  return texts.map((one) => isObject(file, `_: ${one},\n`, 1));
}

function isObject(file: string, body: string, size: number): boolean {
  const { program, isWhole } = parseFile(file, `async function* f() { ({\n${body}}) }`);
  if (!isWhole) return false;
  const text = JSON.stringify(program, ["body", "expression", "properties", "type"]);
  return (JSON.parse(text).body[0].body.body[0]?.expression?.properties?.length ?? 0) === size;
}
