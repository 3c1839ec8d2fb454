/**
 * Finds holes in a file: calls of the marker `hole("intent")`, and code that is missing without one.
 *
 * @module
 */

import type { Example, Hole } from "../../core/code/hole.ts";
import { placeAt, type Span } from "../../core/code/text.ts";
import { MARKER, Marker, type MarkerSource } from "./marker.ts";
import { mayMiss, type Missing, missingIn } from "./missing.ts";
import { isDeclarationFile, list, type Syntax, type SyntaxNode } from "./syntax.ts";

/** What a file says about its holes. */
export interface Said {
  /** SHA-256 of the file's text, hexadecimal, first 16 digits. */
  readonly snapshot: string;
  /** Claims about the code around a place. */
  examples(span: Span): readonly Example[];
  /** What the code around a place is for, in one sentence; empty when nothing says so. */
  purpose(span: Span): string;
}

/** True when a text may hold holes whose marker is called so in it; told without parsing, so that other files need none. */
export function mayHaveHoles(text: string): boolean {
  return text.includes(MARKER) || mayMiss(text);
}

/**
 * The holes of a file, in order. An inner hole comes before the hole whose argument it is. Files of declarations have
 * nothing to fill, and what is written into a file that a program makes is lost when it makes it again.
 *
 * @param source What the modules that the file asks for give of the marker.
 */
export function holesIn(syntax: Syntax, said: Said, source?: MarkerSource): Hole[] {
  if (isDeclarationFile(syntax.file) || isMade(syntax)) return [];
  const marked = new Marker(syntax.program, source).calls().map((node) => markerHole(node, syntax, said));
  const missing = missingIn(syntax).map((one) => holeOf(one, syntax, said));
  return [...marked, ...missing].sort((a, b) =>
    isInside(a, b) ? -1 : isInside(b, a) ? 1 : a.span.start - b.span.start
  );
}

/** True for a file whose head says that a program makes it. */
function isMade({ program, comments }: Syntax): boolean {
  const first = list(program, "body")[0]?.start ?? 0;
  return comments.some(({ value, end }) => end <= first && MADE.test(value));
}

const MADE = /(?:^|\s)@generated\b|\bdo not (?:edit|modify)\b/i;

function markerHole(node: SyntaxNode, { file, text }: Syntax, said: Said): Hole {
  const span = { start: node.start, end: node.end };
  return {
    id: idAt(file, text, span.start),
    file,
    span,
    snapshot: said.snapshot,
    language: "typescript",
    kind: "expression",
    intent: intentOf(list(node, "arguments")[0]),
    examples: said.examples(span),
  };
}

function holeOf({ kind, span, intent }: Missing, { file, text }: Syntax, said: Said): Hole {
  return {
    id: idAt(file, text, span.start),
    file,
    span,
    snapshot: said.snapshot,
    language: "typescript",
    kind,
    intent: intent || said.purpose(span),
    examples: said.examples(span),
  };
}

function idAt(file: string, text: string, offset: number): string {
  const { line, column } = placeAt(text, offset);
  return `${file}:${line + 1}:${column + 1}`;
}

function intentOf(argument: SyntaxNode | undefined): string {
  if (argument?.type === "Literal" && typeof argument.value === "string") return argument.value;
  if (argument?.type !== "TemplateLiteral") return "";
  const [only, ...more] = list(argument, "quasis");
  const value = only?.value;
  return more.length === 0 && typeof value === "object" && value && "cooked" in value
    ? String(value.cooked)
    : "";
}

function isInside(inner: Hole, outer: Hole): boolean {
  return inner.span.start >= outer.span.start && inner.span.end <= outer.span.end;
}
