/**
 * Two changes, one after the other, as one.
 *
 * @module
 */

import { applyEdits, type Change, type Edit, rebaseSpan, type Span } from "../code/text.ts";

/**
 * Edits of a text, and edits of what they made of it, as edits of that text: what the second ones do inside the texts of
 * the first becomes part of these.
 *
 * @example
 * ```ts
 * import { composed } from "./compose.ts";
 * import assert from "node:assert/strict";
 *
 * const edit = (start: number, end: number, text: string) => ({ file: "a", span: { start, end }, text });
 * assert.deepEqual(composed("one", [edit(3, 3, " { }")], [edit(5, 6, "two")]), [edit(3, 3, " {two}")]);
 * ```
 *
 * @param text The file's text before both.
 */
export function composed(text: string, first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  const all = merged(first, second);
  if (all) return all;
  return wide(text, applyEdits(applyEdits(text, first), second), (first[0] ?? second[0])?.file ?? "");
}

/**
 * Two changes as one.
 *
 * @param textOf The text of a file before both.
 */
export function together(first: Change, second: Change, textOf: (file: string) => string): Change {
  const after = new Map([...first.files, ...second.files].map(({ file, text }) => [file, text]));
  const names = [...after.keys()].sort();
  const of = (change: Change, file: string) => change.edits.filter((edit) => edit.file === file);
  return {
    edits: names.flatMap((file) => composed(textOf(file), of(first, file), of(second, file))),
    files: names.map((file) => ({ file, text: after.get(file) ?? "" })),
  };
}

/** `undefined` where an edit of the second reaches over the border of one of the first. */
function merged(first: readonly Edit[], second: readonly Edit[]): readonly Edit[] | undefined {
  const ordered = first.toSorted((a, b) => a.span.start - b.span.start);
  const written = spansAfter(ordered);
  const own = ordered.map((edit, at) => {
    const { start, end } = written[at] ?? edit.span;
    const inside = second.filter(({ span }) => contains({ start, end }, span)).map((one) => ({
      ...one,
      span: { start: one.span.start - start, end: one.span.end - start },
    }));
    return { ...edit, text: applyEdits(edit.text, inside) };
  });
  const back = ordered.map(({ file, span }, at): Edit => ({
    ...{ file, span: written[at] ?? span },
    text: " ".repeat(span.end - span.start),
  }));
  const others = second.filter(({ span }) => !written.some((one) => contains(one, span)))
    .map((edit) => ({ edit, span: rebaseSpan(edit.span, back) }));
  if (others.some(({ span }) => !span)) return undefined;
  const moved = others.flatMap(({ edit, span }) => span ? [{ ...edit, span }] : []);
  const all = [...own, ...moved].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return all.some(({ span }, at) => span.start < (all[at - 1]?.span.end ?? 0)) ? undefined : all;
}

/** Where the texts of edits, in order of place, stand after them. */
function spansAfter(edits: readonly Edit[]): Span[] {
  let grown = 0;
  return edits.map(({ span, text }) => {
    const start = span.start + grown;
    grown += text.length - (span.end - span.start);
    return { start, end: start + text.length };
  });
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** One edit of all that differs. */
function wide(before: string, after: string, file: string): readonly Edit[] {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < least - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (start === before.length && start === after.length) return [];
  return [{
    file,
    span: { start, end: before.length - tail },
    text: after.slice(start, after.length - tail),
  }];
}
