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
  /** What the claims on the lines directly above have declared. */
  let declared = "";
  for (let at = 0; at < lines.length; at++) {
    const block = blockAt(lines, at);
    if (block) {
      examples.push(...blockExamples(block.lines, comment.file));
      at = block.next - 1;
      continue;
    }
    const found = promptAt(lines, at) ?? claimAt(lines, at);
    if (!found) {
      declared = "";
      continue;
    }
    examples.push(exampleOf(found, comment.file, declared));
    if (found.declares) declared += statementOf(found);
    at = found.to;
  }
  return examples;
}

/** A call and its value, with the lines that they stand on. */
interface Found {
  readonly call: string;
  /** `const NAME =` in front of the call: what comes after may use the name. */
  readonly declares: string;
  readonly value: string;
  readonly span: Example["span"];
  /** Index of the first line. */
  readonly from: number;
  /** Index of the last line. */
  readonly to: number;
}

function exampleOf({ call, value, span }: Found, file: string, code = ""): Example {
  return { call, value, file, span, ...(code.trim() ? { code } : {}) };
}

function statementOf({ declares, call }: Found): string {
  return `${declares}${call};\n`;
}

/** `const NAME =`, with a type or without. */
const DECLARES = /^(?:const|let|var)\s+[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\s*:[^=]+)?\s*=(?![=>])\s*/u;

const CLAIM = /^(\s*(?:[-*]\s+)?(?:@example\s+)?`{0,1})(\S.*?)\s*(?:\/\/|#|--)\s*(?:=>|→)\s*(.*?\S)`?\s*$/;

/** `call // => value`; the call may begin on lines above, and the value end on comment lines below. */
function claimAt(lines: readonly Line[], at: number): Found | undefined {
  const line = lines[at];
  const [, lead = "", call, value] = CLAIM.exec(line?.text ?? "") ?? [];
  if (!line || call === undefined || value === undefined || call.startsWith("//")) return undefined;
  const above = linesAbove(lines, at, call);
  const below = linesBelow(lines, at, value, /^\s*(?:\/\/|#|--)/);
  const first = above[0];
  const last = below.at(-1);
  const statement = [...above.map(({ text }) => text), call].join("\n").trim().replace(/;$/, "");
  const [declares = ""] = DECLARES.exec(statement) ?? [];
  return {
    call: statement.slice(declares.length),
    declares,
    value: [value, ...below.map(({ text }) => text.replace(/^\s*(?:\/\/|#|--)/, ""))].join("\n")
      .replace(/\s*;$/, ""),
    span: {
      start: first ? first.start + first.text.search(/\S/) : line.start + lead.length,
      end: last ? endOf(last) : line.start + line.text.lastIndexOf(value) + value.length,
    },
    from: at - above.length,
    to: at + below.length,
  };
}

/** `>>> call` with the value on the next line, or on lines until its brackets are closed. */
function promptAt(lines: readonly Line[], at: number): Found | undefined {
  const [line, next] = [lines[at], lines[at + 1]];
  const [, lead = "", call] = /^(\s*>>>\s*)(\S.*?)\s*$/.exec(line?.text ?? "") ?? [];
  const value = next?.text.trim() ?? "";
  if (!line || call === undefined || !next || value === "" || value.startsWith(">>>")) return undefined;
  const below = linesBelow(lines, at + 1, value, /^/);
  return {
    call,
    declares: "",
    value: [value, ...below.map(({ text }) => text)].join("\n").trimEnd(),
    span: { start: line.start + lead.length, end: endOf(below.at(-1) ?? next) },
    from: at,
    to: at + 1 + below.length,
  };
}

/** The lines before one whose text closes more brackets than it opens, as far as they open them. */
function linesAbove(lines: readonly Line[], at: number, text: string): readonly Line[] {
  let open = openBrackets(text);
  let from = at;
  while (open < 0 && from > 0 && lines[from - 1]?.text.trim() !== "") {
    open += openBrackets(lines[--from]?.text ?? "");
  }
  return open === 0 ? lines.slice(from, at) : [];
}

/** The lines after one whose text opens more brackets than it closes, as far as they look like `pattern`. */
function linesBelow(lines: readonly Line[], at: number, text: string, pattern: RegExp): readonly Line[] {
  let open = openBrackets(text);
  let to = at;
  while (open > 0 && pattern.test(lines[to + 1]?.text ?? "no more")) {
    open += openBrackets(lines[++to]?.text ?? "");
  }
  return open === 0 ? lines.slice(at + 1, to + 1) : [];
}

/** How many brackets stay open; those in quotes do not count. */
function openBrackets(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "");
  return bare.replace(/[^([{]/g, "").length - bare.replace(/[^)\]}]/g, "").length;
}

function endOf({ start, text }: Line): number {
  return start + text.trimEnd().length;
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
  /** What runs before the next claim. */
  let code: string[] = [];
  /** Where the statements after the last claim begin. */
  let rest = 0;
  for (let at = 0; at < lines.length; at++) {
    const found = promptAt(lines, at) ?? claimAt(lines, at);
    if (!found) {
      code.push(`${lines[at]?.text.replace(/^\s*>>>\s/, "") ?? ""}\n`);
      continue;
    }
    code = code.slice(0, code.length - (at - found.from));
    examples.push(exampleOf(found, file, code.join("")));
    // A block with statements is read from top to bottom: what a claim does is done for the next one.
    if (found.declares || code.join("").trim() !== "") code.push(statementOf(found));
    at = found.to;
    rest = at + 1;
  }
  const last = lines.slice(rest);
  const asserts = /\b(assert|expect)\w*\s*[.(]/.test(last.map(({ text }) => text).join("\n"));
  if (!asserts) return examples;
  return [...examples, { call: "", value: "", file, span: spanOf(last), code: code.join("").trimEnd() }];
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
