/**
 * What a change does to files, line by line, with the numbers that editors show.
 *
 * @module
 */

import { structuredPatch } from "diff";
import { cut, type Style, visible } from "./style.ts";

/** One line that goes or comes. */
export interface DiffLine {
  readonly sign: "-" | "+";
  /** 1-based: for `-` in the file on disk, for `+` in the file as it will be. */
  readonly line: number;
  readonly text: string;
}

/** Lines of one file that belong together, each group in order. */
export interface FileDiff {
  readonly file: string;
  readonly groups: readonly (readonly DiffLine[])[];
}

/**
 * The lines in which two texts of a file differ.
 *
 * @param disk The text on disk, where `before` holds earlier fills that are not written yet.
 */
export function diffOf(file: string, before: string, after: string, disk = before): FileDiff {
  const { hunks } = structuredPatch(file, file, before, after, "", "", { context: 0 });
  const onDisk = linesOnDisk(file, disk, before);
  return {
    file,
    groups: hunks.map((hunk) =>
      [...numbered(hunk)].map((line) => line.sign === "-" ? { ...line, line: onDisk(line.line) } : line)
    ),
  };
}

/** Where a line stands on disk; one that an earlier fill has changed, where that fill began. */
function linesOnDisk(file: string, disk: string, before: string): (line: number) => number {
  if (disk === before) return (line) => line;
  const { hunks } = structuredPatch(file, file, disk, before, "", "", { context: 0 });
  return (line) => {
    const hunk = hunks.findLast(({ newStart }) => newStart <= line);
    if (!hunk) return line;
    const { oldStart, oldLines, newStart, newLines } = hunk;
    const isBehind = line >= newStart + newLines;
    return isBehind
      ? line - newStart - newLines + oldStart + oldLines
      : oldStart + Math.min(line - newStart, Math.max(oldLines - 1, 0));
  };
}

/** A unified diff with three lines of context, as `patch` reads it. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const { hunks } = structuredPatch(file, file, before, after, "", "", { context: 3 });
  const body = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) =>
    [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines].join("\n")
  );
  return [`--- a/${file}`, `+++ b/${file}`, ...body, ""].join("\n");
}

/**
 * The lines for people: number, sign, text without the indentation that a group shares. Removed lines are cut at the
 * edge of the terminal, added ones never: what is to be accepted must be read whole.
 */
export function diffText({ groups }: FileDiff, style: Style, columns: number | undefined): string {
  const width = Math.max(...groups.flat().map(({ line }) => String(line).length), 2);
  return groups.map((lines) => {
    const indent = sharedIndent(lines.map(({ text }) => text));
    const shown = lines.map(({ sign, line, text }) => {
      const body = visible(text.slice(indent).trimEnd()); // an end of line of Windows is no fault to show
      const number = style.dim(String(line).padStart(width));
      if (sign === "+") return `  ${number} ${style.green(`+ ${body}`.trimEnd())}\n`;
      return `  ${number} ${style.red(cut(`- ${body}`.trimEnd(), columns && columns - width - 3))}\n`;
    });
    return shown.join("");
  }).join("");
}

function* numbered(
  { oldStart, newStart, lines }: { oldStart: number; newStart: number; lines: readonly string[] },
): Generator<DiffLine> {
  let [old, fresh] = [oldStart, newStart];
  for (const line of lines) {
    const text = line.slice(1);
    if (line.startsWith("-")) yield { sign: "-", line: old++, text };
    if (line.startsWith("+")) yield { sign: "+", line: fresh++, text };
  }
}

function sharedIndent(texts: readonly string[]): number {
  const indents = texts.filter((text) => text.trim() !== "").map((text) =>
    /^\s*/.exec(text)?.[0].length ?? 0
  );
  return indents.length === 0 ? 0 : Math.min(...indents);
}
