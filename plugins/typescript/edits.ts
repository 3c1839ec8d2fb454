/**
 * The edits that put a text where a hole is, with the imports it needs, in the file's own style.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { ImportNeed } from "../../core/code/scope.ts";
import { applyEdits, type Edit, type Span } from "../../core/code/text.ts";
import { importEdits, importsOf } from "./imports.ts";
import { layInto } from "./lay.ts";
import { isRead, markerSpecifiers } from "./marker.ts";
import { newlineOf } from "./style.ts";
import { child, list, parseFile, type Syntax, type SyntaxNode, word } from "./syntax.ts";

/** All edits in the hole's file for a draft, in order of place. `text` is the file's text with the hole in it. */
export function editsFor(text: string, draft: Draft, needs: readonly ImportNeed[]): Edit[] {
  const { file } = draft.hole;
  const fill = layInto(text, draft.hole, draft.text);
  const syntax = parseFile(file, text);
  const filled = parseFile(file, applyEdits(text, [fill]));
  const markers = importsOf(syntax).flatMap((statement) => unreadMarker(syntax, filled, statement) ?? []);
  const gone = new Set(markers.filter(({ isWhole }) => isWhole).map(({ statement }) => statement));
  const imports = importEdits(syntax, needs, gone);
  const newline = newlineOf(text);
  return [...imports, ...markers.map(({ edit }) => imports.length > 0 ? edit : closed(text, edit)), fill]
    .map((edit) => ({ ...edit, text: edit.text.replaceAll(/\r?\n/g, newline) }))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

interface Unread {
  readonly statement: SyntaxNode;
  /** True when nothing of the statement is left. */
  readonly isWhole: boolean;
  readonly edit: Edit;
}

/** Takes the marker out of an import when the last hole is filled. */
function unreadMarker(syntax: Syntax, filled: Syntax, statement: SyntaxNode): Unread | undefined {
  const { file, text } = syntax;
  const [marker] = markerSpecifiers(statement);
  if (!marker || isRead(filled.program, word(child(marker, "local"), "name"))) return undefined;
  const specifiers = list(statement, "specifiers");
  const isWhole = specifiers.length === 1;
  const isOnlyNamed = specifiers.filter(({ type }) => type === "ImportSpecifier").length === 1;
  const span = isWhole
    ? wholeLines(text, statement)
    : isOnlyNamed
    ? withBraces(text, marker)
    : withComma(text, marker);
  return { statement, isWhole, edit: { file, span, text: "" } };
}

/** A statement with its line end, when it has its lines for itself. */
function wholeLines(text: string, { start, end }: Span): Span {
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (rest === undefined || text.slice(lineStart, start).trim() !== "") return { start, end };
  return { start: lineStart, end: end + rest.length };
}

/** Of two empty lines that meet where lines are taken out, or one at the file's start, one goes too. */
function closed(text: string, edit: Edit): Edit {
  const { start, end } = edit.span;
  const isAfterEmpty = start === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const empty = isAfterEmpty ? /^[ \t]*\r?\n/.exec(text.slice(end))?.[0] ?? "" : "";
  return { ...edit, span: { start, end: end + empty.length } };
}

/** `, { hole }` behind a default import. */
function withBraces(text: string, { start, end }: Span): Span {
  const before = /,?\s*\{\s*$/.exec(text.slice(0, start))?.[0] ?? "";
  const after = /^\s*,?\s*\}/.exec(text.slice(end))?.[0] ?? "";
  return { start: start - before.length, end: end + after.length };
}

function withComma(text: string, { start, end }: Span): Span {
  const after = /^\s*,\s*(?!\s*\})/.exec(text.slice(end))?.[0];
  if (after && !/^\s*,\s*\}/.test(text.slice(end))) return { start, end: end + after.length };
  const before = /,\s*$/.exec(text.slice(0, start))?.[0] ?? "";
  return { start: start - before.length, end };
}
