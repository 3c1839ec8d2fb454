/**
 * Positions in source text and what edits do to them. Offsets are UTF-16 units, 0-based; spans are half open.
 *
 * @module
 */

/** A stretch of a file's text: `start` included, `end` not. */
export interface Span {
  /** First offset. */
  readonly start: number;
  /** Offset after the last. */
  readonly end: number;
}

/** One replacement. `file` is relative to the project's root, with `/` between parts. */
export interface Edit {
  /** Relative to the project's root. */
  readonly file: string;
  /** What is replaced, in the text before all edits. */
  readonly span: Span;
  /** What stands there instead. */
  readonly text: string;
}

/** A file's whole text. `file` is relative to the project's root, with `/` between parts. */
export interface FileText {
  /** Relative to the project's root. */
  readonly file: string;
  /** All of it, without a byte order mark. */
  readonly text: string;
}

/** Edits together with the text of every touched file after them. */
export interface Change {
  /** In no particular order. */
  readonly edits: readonly Edit[];
  /** Every touched file after the edits. */
  readonly files: readonly FileText[];
}

/** A place for people: both 0-based here, shown 1-based. `column` counts UTF-16 units. */
export interface Place {
  /** 0-based. */
  readonly line: number;
  /** 0-based, UTF-16 units. */
  readonly column: number;
}

/**
 * Applies the edits of one file to its text.
 *
 * @example Two replacements, in any order
 * ```ts
 * import { applyEdits } from "@maze/maze/plugin";
 * import assert from "node:assert/strict";
 *
 * const edits = [
 *   { file: "a.ts", span: { start: 4, end: 5 }, text: "2" },
 *   { file: "a.ts", span: { start: 0, end: 1 }, text: "one" },
 * ];
 * assert.equal(applyEdits("1 + 1", edits), "one + 2");
 * ```
 *
 * @throws {RangeError} If two edits overlap or one lies outside the text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let done = 0;
  for (const { span, text: replacement } of inOrder(edits)) {
    if (span.start < done || span.end < span.start || span.end > text.length) {
      throw new RangeError(
        `Cannot apply edit at ${span.start}..${span.end}: it overlaps another or leaves the text`,
      );
    }
    result += text.slice(done, span.start) + replacement;
    done = span.end;
  }
  return result + text.slice(done);
}

/**
 * Where a span of the old text lies after the edits of its file. An edit that ends at the span's start moves it, one
 * that begins at its end does not, and one that touches its inside makes it `undefined`.
 *
 * @example An import put in above a hole
 * ```ts
 * import { rebaseSpan } from "@maze/maze/plugin";
 * import assert from "node:assert/strict";
 *
 * const above = { file: "a.ts", span: { start: 0, end: 0 }, text: "import x;\n" };
 * assert.deepEqual(rebaseSpan({ start: 2, end: 6 }, [above]), { start: 12, end: 16 });
 * ```
 */
export function rebaseSpan(span: Span, edits: readonly Edit[]): Span | undefined {
  let shift = 0;
  for (const edit of edits) {
    if (edit.span.end <= span.start) shift += edit.text.length - (edit.span.end - edit.span.start);
    else if (edit.span.start < span.end) return undefined;
  }
  return { start: span.start + shift, end: span.end + shift };
}

/**
 * Where a span of the old text lies after edits of which some lie inside it: its two ends go with what they stand before
 * and behind. `undefined` when an edit reaches over one of them.
 *
 * @example A hole inside a hole is filled
 * ```ts
 * import { grownSpan } from "./text.ts";
 * import assert from "node:assert/strict";
 *
 * const inner = { file: "a.ts", span: { start: 5, end: 11 }, text: "1" };
 * assert.deepEqual(grownSpan({ start: 0, end: 12 }, [inner]), { start: 0, end: 7 });
 * ```
 */
export function grownSpan({ start, end }: Span, edits: readonly Edit[]): Span | undefined {
  let [first, last] = [start, end];
  for (const edit of edits) {
    const grown = edit.text.length - (edit.span.end - edit.span.start);
    if (edit.span.start >= end) continue;
    if (edit.span.end <= start) first += grown;
    else if (edit.span.start < start || edit.span.end > end) return undefined;
    else if (edit.span.start === start && edit.span.end === end) return undefined;
    last += grown;
  }
  return { start: first, end: last };
}

/** The line and column of an offset; `\n`, `\r\n` and a lone `\r` each end a line. */
export function placeAt(text: string, offset: number): Place {
  let line = 0;
  let lineStart = 0;
  for (let at = 0; at < offset; at++) {
    const unit = text[at];
    if (unit === "\n" || (unit === "\r" && text[at + 1] !== "\n")) {
      line++;
      lineStart = at + 1;
    }
  }
  return { line, column: offset - lineStart };
}

/** The white space that starts the line on which `offset` lies. */
export function indentAt(text: string, offset: number): string {
  const lineStart = offset - placeAt(text, offset).column;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
}

function inOrder(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
