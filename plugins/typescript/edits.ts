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
import { isRead, Marker, type MarkerSource } from "./marker.ts";
import { spanToRemove } from "./own_lines.ts";
import { newlineOf, type Style, styleOf } from "./style.ts";
import { child, list, parseFile, type Syntax, type SyntaxNode, word } from "./syntax.ts";

/** What the rest of the project says of a file that is filled. */
export interface Around {
  /** What the modules that the file asks for give of the marker. */
  readonly source?: MarkerSource;
  /** What is usual where the file shows no style of its own. */
  readonly usual?: Partial<Style>;
}

/** All edits in the hole's file for a draft, in order of place. `text` is the file's text with the hole in it. */
export function editsFor(
  text: string,
  draft: Draft,
  needs: readonly ImportNeed[],
  { source, usual }: Around = {},
): Edit[] {
  const { file } = draft.hole;
  const syntax = parseFile(file, text);
  const style = styleOf(syntax, usual);
  const fill = layInto(text, draft.hole, draft.text, style);
  const filled = parseFile(file, applyEdits(text, [fill]));
  const marker = new Marker(syntax.program, source);
  const unread = importsOf(syntax).flatMap((one) => unreadMarker({ syntax, filled, marker }, one) ?? []);
  const gone = new Map(
    unread.filter(({ isWhole }) => isWhole).map(({ statement, span }) => [statement, span]),
  );
  const imports = importEdits(syntax, needs, { style, gone });
  const newline = newlineOf(text);
  const removed = unread.map(({ span }): Edit => ({
    file,
    span: imports.length > 0 ? span : closed(text, span),
    text: "",
  }));
  return [...imports, ...removed, fill]
    .map((edit) => ({ ...edit, text: edit.text.replaceAll(/\r?\n/g, newline) }))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

interface Unread {
  readonly statement: SyntaxNode;
  /** True when nothing of the statement is left. */
  readonly isWhole: boolean;
  readonly span: Span;
}

/** What an import brings in for holes alone, when the last hole is filled. */
function unreadMarker(
  { syntax, filled, marker }: { readonly syntax: Syntax; readonly filled: Syntax; readonly marker: Marker },
  statement: SyntaxNode,
): Unread | undefined {
  const { text, program } = syntax;
  const roots = new Set([...marker.names.keys()].map((name) => name.split(".")[0]));
  const specifiers = list(statement, "specifiers");
  const [own, ...more] = specifiers.filter((one) => {
    const name = word(child(one, "local"), "name");
    const wasForHoles = marker.locals.has(name) || roots.has(name) && isRead(program, name);
    return wasForHoles && !isRead(filled.program, name);
  });
  if (!own) return undefined;
  const isWhole = specifiers.length === 1 + more.length;
  if (isWhole) return { statement, isWhole, span: spanToRemove(syntax, statement) };
  const isOnlyNamed = own.type === "ImportSpecifier" &&
    specifiers.filter(({ type }) => type === "ImportSpecifier").length === 1;
  return { statement, isWhole, span: isOnlyNamed ? withBraces(text, own) : withComma(text, own) };
}

/** Of two empty lines that meet where lines are taken out, or one at the file's start, one goes too. */
function closed(text: string, { start, end }: Span): Span {
  const isAfterEmpty = start === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const empty = isAfterEmpty ? /^[ \t]*\r?\n/.exec(text.slice(end))?.[0] ?? "" : "";
  return { start, end: end + empty.length };
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
