/**
 * Judges many candidates in one check. The likeliest stand in copies of the statements that their value reaches, so
 * that what reads it later has a say; the others stand under keys of one object where the hole was.
 *
 * A made-up function takes that object's type from its place alone (`NoInfer`), so no type has to be written down,
 * narrowing holds, and each candidate is typed by its context just as it would be alone.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { ImportNeed } from "../../core/code/scope.ts";
import { applyEdits, type Edit } from "../../core/code/text.ts";
import type { Compiler, CompilerDiagnostic } from "./compiler.ts";
import { type Slice, sliceAt } from "./slice.ts";
import { areExpressions } from "./sound.ts";
import { parseFile, pathTo } from "./syntax.ts";

const PICK = "__maze_pick";
const DECLARATION = `\ndeclare function ${PICK}<T>(candidates: { [key: string]: NoInfer<T> }): T;\n`;
/** Candidates judged by copies of their statements, and the units that all copies together may take. */
const MAX_COPIES = 90;
const MAX_UNITS = 48_000;
/** Said of code that nothing reads or reaches: the copies' own doing. */
const IDLE_CODES = new Set([6133, 6192, 6196, 6198, 7027, 7028]);
/**
 * Candidates in one check. The compiler's time for one object grows with the square of its faulty keys: 300 take 74 ms,
 * 1,500 at once 7.5 s (one function of a small project, 2 cores).
 */
const MAX_AT_ONCE = 300;
/** Fits everywhere: what is wrong with it in place is not the candidate's fault. */
const FITS_ALL = "(0 as any)";

/**
 * Which texts type-check at an expression hole. Quick, not the last word: other files, and code that the value reaches
 * by other ways than names of its own block, are not asked.
 *
 * @param path Absolute path of the hole's file.
 * @param text The file's text with the hole in it.
 * @param texts Candidates, likeliest first.
 * @param imports Names that candidates may use as if the file imported them.
 */
export async function siftExpressions(
  compiler: Compiler,
  path: string,
  text: string,
  draft: Draft,
  texts: readonly string[],
  imports: readonly ImportNeed[] = [],
): Promise<boolean[]> {
  const good: boolean[] = [];
  for (let at = 0; at < texts.length; at += MAX_AT_ONCE) {
    good.push(...await siftPart(compiler, path, text, draft, texts.slice(at, at + MAX_AT_ONCE), imports));
  }
  return good;
}

async function siftPart(
  compiler: Compiler,
  path: string,
  text: string,
  draft: Draft,
  texts: readonly string[],
  imports: readonly ImportNeed[],
): Promise<boolean[]> {
  const { file, span } = draft.hole;
  const sound = areExpressions(file, texts);
  const slice = sliceAt(text, pathTo(parseFile(file, text).program, span), span);
  const sheet = slice ? copies(slice, texts, sound) : list(texts, sound, 0);
  const edit: Edit = slice
    ? { file, span: { start: slice.at, end: slice.at }, text: sheet.text }
    : { file, span, text: sheet.text };
  await using moment = await compiler.moment(
    new Map([[path, applyEdits(text, [edit]) + DECLARATION + imports.map(importLine).join("")]]),
  );
  return sheet.verdicts(await moment.diagnostics(path), edit.span.start, sound);
}

/** An import as a line that may stand anywhere in a module. */
export function importLine({ name, from, kind }: ImportNeed): string {
  const names = kind === "named" ? `{ ${name} }` : kind === "default" ? name : `* as ${name}`;
  return `import ${names} from ${JSON.stringify(from)};\n`;
}

/** Text that holds candidates, and how faults in it are read. */
interface Sheet {
  readonly text: string;
  verdicts(faults: readonly CompilerDiagnostic[], offset: number, sound: readonly boolean[]): boolean[];
}

interface Placed {
  readonly start: number;
  readonly end: number;
  /** The candidate's own text within. */
  readonly from: number;
  readonly to: number;
  /** Index of the candidate; -1 for the one that fits everywhere. */
  readonly index: number;
}

function list(
  texts: readonly string[],
  sound: readonly boolean[],
  first: number,
  shift = 0,
): Sheet & { placed: Placed[] } {
  let text = `${PICK}({\n`;
  const placed: Placed[] = [];
  for (let index = first; index < texts.length; index++) {
    if (!sound[index]) continue;
    const start = shift + text.length;
    text += `_${index}: ${texts[index]},\n`;
    placed.push({ start, end: shift + text.length, from: start, to: shift + text.length, index });
  }
  return { text: `${text}})`, placed, verdicts: readBy(placed) };
}

function copies(slice: Slice, texts: readonly string[], sound: readonly boolean[]): Sheet {
  const size = slice.before.length + slice.after.length + 40;
  const most = Math.min(texts.length, MAX_COPIES, Math.floor(MAX_UNITS / size));
  const placed: Placed[] = [];
  let text = "switch (0 as number) {\n";
  const add = (candidate: string, index: number) => {
    const start = text.length;
    text += `case ${index}: { ${slice.before}`;
    const from = text.length;
    text += `${candidate}${slice.after}\nbreak; }\n`;
    placed.push({ start, end: text.length, from, to: from + candidate.length, index });
  };
  add(FITS_ALL, -1);
  for (let index = 0; index < most; index++) if (sound[index]) add(texts[index] ?? "", index);
  if (most < texts.length) {
    text += `case ${texts.length}: { ${slice.before}`;
    const rest = list(texts, sound, most, text.length);
    text += `${rest.text}${slice.after}\nbreak; }\n`;
    placed.push(...rest.placed);
  }
  return { text: `${text}}\n`, verdicts: readBy(placed) };
}

function readBy(placed: readonly Placed[]): Sheet["verdicts"] {
  return (faults, offset, sound) => {
    const good = [...sound];
    const found = faults.filter(({ isError, code }) => isError && !IDLE_CODES.has(code)).flatMap((fault) => {
      const at = fault.span.start - offset;
      const place = placed[lastAtMost(placed, at)];
      return place && at >= place.start && at < place.end ? [{ fault, at, place }] : [];
    });
    const usual = new Set(found.filter(({ place }) => place.index < 0).map(keyOf));
    for (const one of found) if (!usual.has(keyOf(one))) good[one.place.index] = false;
    return good;
  };
}

/** The same for faults of one code at one place of the copied statements; different for those in candidates. */
function keyOf({ fault, at, place }: { fault: CompilerDiagnostic; at: number; place: Placed }): string {
  if (at < place.from) return `${fault.code}<${at - place.from}`;
  return at >= place.to ? `${fault.code}>${at - place.to}` : `${fault.code}=${place.index}`;
}

/** Index of the last place that does not start above an offset. */
function lastAtMost(placed: readonly Placed[], offset: number): number {
  let low = 0, high = placed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((placed[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
