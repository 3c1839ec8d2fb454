/**
 * Examples in doc comments, read without knowing the language.
 *
 * @module
 */

import type { Example } from "../../core/code/hole.ts";

/** A doc comment as it stands in its file, with its marks. */
export interface Comment {
  readonly file: string;
  readonly text: string;
  /** Where `text` begins in the file, UTF-16 units. */
  readonly start: number;
}

/** One line of a comment without its gutter. */
interface Line {
  readonly text: string;
  /** Where `text` begins in the file. */
  readonly start: number;
}

/**
 * Reads the examples of a doc comment, in order: `call // => value` (also `#`, `--` and `→` for `=>`), `>>> call` with
 * the value on the next line, and `@example` blocks of code that assert something themselves. Where a block has
 * statements too, all that stands above a claim is its `code`.
 *
 * @example One of each
 * ```ts
 * import { readExamples } from "./read.ts";
 * import assert from "node:assert/strict";
 *
 * const text = "/**\n * twice(2) // => 4\n * >>> twice(3)\n * 6\n *" + "/";
 * const examples = readExamples({ file: "a.ts", text, start: 0 });
 * assert.deepEqual(examples.map(({ call, value }) => [call, value]), [["twice(2)", "4"], ["twice(3)", "6"]]);
 * ```
 */
export function readExamples(comment: Comment): readonly Example[] {
  const examples: Example[] = [];
  const lines = linesOf(comment);
  for (let at = 0; at < lines.length; at++) {
    const block = blockAt(lines, at);
    if (block) {
      examples.push(...blockExamples(block.lines, comment.file));
      at = block.next - 1;
      continue;
    }
    const line = lines[at];
    if (!line) continue;
    const prompt = promptExample(line, lines[at + 1], comment.file);
    if (prompt) at++;
    const example = prompt ?? claim(line, comment.file);
    if (example) examples.push(example);
  }
  return examples;
}

/** `call // => value` on one line. */
function claim({ text, start }: Line, file: string, code = ""): Example | undefined {
  const [, lead = "", call, value] =
    /^(\s*(?:[-*]\s+)?(?:@example\s+)?`{0,1})(\S.*?)\s*(?:\/\/|#|--)\s*(?:=>|→)\s*(.*?\S)`?\s*$/
      .exec(text) ?? [];
  if (call === undefined || value === undefined || call.startsWith("//")) return undefined;
  const begin = start + lead.length;
  const end = start + text.lastIndexOf(value) + value.length;
  return {
    call: call.replace(/;$/, ""),
    value,
    file,
    span: { start: begin, end },
    ...(code.trim() ? { code } : {}),
  };
}

/** `>>> call` with the value on the next line. */
function promptExample(line: Line, next: Line | undefined, file: string): Example | undefined {
  const [, lead = "", call] = /^(\s*>>>\s*)(\S.*?)\s*$/.exec(line.text) ?? [];
  const value = next?.text.trim() ?? "";
  if (call === undefined || !next || value === "" || value.startsWith(">>>")) return undefined;
  const end = next.start + next.text.indexOf(value) + value.length;
  return { call, value, file, span: { start: line.start + lead.length, end } };
}

/** The code of an `@example`: fenced, or the lines up to the next tag or empty line after code. */
function blockAt(
  lines: readonly Line[],
  at: number,
): { readonly lines: readonly Line[]; readonly next: number } | undefined {
  if (!/^\s*@example\b/.test(lines[at]?.text ?? "") || /=>|→/.test(lines[at]?.text ?? "")) return undefined;
  let fence = at + 1;
  while (
    fence < lines.length && !/^\s*(```|~~~|@)/.test(lines[fence]?.text ?? "") &&
    lines[fence]?.text.trim() === ""
  ) fence++;
  if (!/^\s*(```|~~~)/.test(lines[fence]?.text ?? "")) {
    return { lines: plainBlock(lines, at + 1), next: at + 1 + plainBlock(lines, at + 1).length };
  }
  let end = fence + 1;
  while (end < lines.length && !/^\s*(```|~~~)/.test(lines[end]?.text ?? "")) end++;
  return { lines: lines.slice(fence + 1, end), next: Math.min(end + 1, lines.length) };
}

function plainBlock(lines: readonly Line[], from: number): readonly Line[] {
  let end = from;
  while (end < lines.length && !/^\s*@\w/.test(lines[end]?.text ?? "")) end++;
  return lines.slice(from, end);
}

function blockExamples(lines: readonly Line[], file: string): readonly Example[] {
  const examples: Example[] = [];
  let code = "";
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line) continue;
    const prompt = promptExample(line, lines[at + 1], file);
    if (prompt) at++;
    const example = prompt ?? claim(line, file, code);
    if (example) examples.push(example);
    // A block with statements is read from top to bottom: what a claim does is done for the next one.
    if (!example) code += `${line.text}\n`;
    else if (code.trim() !== "") code += `${example.call};\n`;
  }
  if (examples.length > 0 || !/\b(assert|expect)\w*\s*[.(]/.test(code)) return examples;
  return [{ call: "", value: "", file, span: spanOf(lines), code: code.trimEnd() }];
}

function spanOf(lines: readonly Line[]): Example["span"] {
  const full = lines.filter(({ text }) => text.trim() !== "");
  const [first, last] = [full[0], full.at(-1)];
  if (!first || !last) return { start: 0, end: 0 };
  return { start: first.start + first.text.search(/\S/), end: last.start + last.text.trimEnd().length };
}

/** The lines without what marks them as comment in the usual languages. */
function linesOf({ text, start }: Comment): readonly Line[] {
  const lines: Line[] = [];
  for (const found of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    const raw = found[0].replace(/[\r\n]+$/, "").replace(/\s*(\*\/|\*\)|-->|"""|''')\s*$/, "");
    const gutter = /^\s*(?:\/\*\*?|\/\/[/!]?|\*(?!\*)|#|--\||--|;;+|"""|''')? ?/.exec(raw)?.[0].length ?? 0;
    lines.push({ text: raw.slice(gutter), start: start + found.index + gutter });
  }
  return lines;
}
