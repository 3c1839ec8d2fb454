/**
 * Code with the semicolons of the file that it comes into, told on the tree.
 *
 * @module
 */

import type { HoleKind } from "../../core/code/hole.ts";
import { applyEdits, type Edit } from "../../core/code/text.ts";
import { endsStatement, isForHead } from "./style.ts";
import { childrenOf, parseFile, type Syntax, type SyntaxNode } from "./syntax.ts";

/** Where code comes to stand. */
export interface CodePlace {
  readonly file: string;
  readonly kind: HoleKind;
  /** What follows the code in its file. */
  readonly rest: string;
}

/** Code with a semicolon at the end of each statement, or without those that no line needs. */
export function withSemicolons(code: string, hasSemicolons: boolean, place: CodePlace): string {
  const before = parsedAlone(code, place);
  if (!before.isWhole) return code;
  const { head } = frameOf(place);
  const edits = endsIn(before.program, head.length, head.length + code.length).flatMap((end): Edit[] => {
    const has = before.text[end - 1] === ";";
    if (has === hasSemicolons) return [];
    const at = end - head.length;
    if (!has) return [{ file: place.file, span: { start: at, end: at }, text: ";" }];
    return endsWithout(code.slice(at) + place.rest)
      ? [{ file: place.file, span: { start: at - 1, end: at }, text: "" }]
      : [];
  });
  const after = applyEdits(code, edits);
  // A semicolon that makes a difference stays.
  return shapeOf(parsedAlone(after, place).program) === shapeOf(before.program) ? after : code;
}

/** Code around which a text of a kind is a program. */
function frameOf({ kind }: CodePlace): { readonly head: string; readonly tail: string } {
  if (kind === "members") return { head: "class A {\n", tail: "\n}" };
  const head = "async function* f() {\n";
  return kind === "expression" ? { head: `${head}(`, tail: "\n)}" } : { head, tail: "\n}" };
}

function parsedAlone(code: string, place: CodePlace): Syntax {
  const { head, tail } = frameOf(place);
  return parseFile(place.file, head + code + tail);
}

/** Where statements end that a semicolon may end, each once, in order. */
function endsIn(program: SyntaxNode, start: number, end: number): number[] {
  const found = new Set<number>();
  const visit = (node: SyntaxNode, isHead: boolean) => {
    if (!isHead && endsStatement(node) && node.start >= start && node.end <= end) found.add(node.end);
    for (const one of childrenOf(node)) visit(one, isForHead(node, one));
  };
  visit(program, false);
  return [...found].sort((a, b) => a - b);
}

const SPACE = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)*/;
/** What goes on with the line before it. */
const GOES_ON = /^(?:[[(`/+\-*%<>=,.?:&|^!~]|(?:in|instanceof|as|satisfies)\b)/;

/** True where a line end, or a closing brace, ends the statement as well. */
function endsWithout(rest: string): boolean {
  const space = SPACE.exec(rest)?.[0] ?? "";
  const next = rest.slice(space.length);
  return next === "" || next.startsWith("}") || /[\r\n]/.test(space) && !GOES_ON.test(next);
}

function shapeOf(node: SyntaxNode): string {
  return `${node.type}(${childrenOf(node).map(shapeOf).join()})`;
}
