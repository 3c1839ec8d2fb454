/**
 * Holes as a person leaves them: a body that is not there yet, in a file that imports what it needs, or only what the
 * rest of the file needs.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import { applyEdits, type Edit, type Span } from "../../core/code/text.ts";
import { child, list, parseFile, type SyntaxNode, word } from "../../plugins/typescript/syntax.ts";
import { draftAt } from "../prefix/holes.ts";

/** A file with a hole, and the hole. */
export interface CutFile {
  readonly text: string;
  readonly draft: Draft;
}

/** Takes a stretch out of a file. @param isFresh Whether imports go that nothing else in the file reads. */
export function cutOut(
  text: string,
  { hole: { file, span, kind } }: Draft,
  { isFresh }: { readonly isFresh: boolean },
): CutFile {
  const edits = isFresh ? unread(file, text, span) : [];
  const shift = edits.reduce((sum, one) => sum + one.text.length - (one.span.end - one.span.start), 0);
  const start = span.start + shift;
  return {
    text: applyEdits(text, [...edits, { file, span, text: "" }]),
    draft: draftAt(file, { start, end: start }, kind),
  };
}

/** Edits that take names out of imports; all imports stand before the hole. */
function unread(file: string, text: string, hole: Span): Edit[] {
  const imports = list(parseFile(file, text).program, "body").filter(({ type, end }) =>
    type === "ImportDeclaration" && end <= hole.start
  );
  const rest = new Set(
    applyEdits(text, [hole, ...imports].map((span) => ({ file, span, text: "" }))).match(/[\w$]+/g),
  );
  return imports.flatMap((node): Edit[] => {
    const all = list(node, "specifiers");
    const kept = all.filter((one) => rest.has(word(child(one, "local"), "name")));
    if (all.length === 0 || kept.length === all.length) return [];
    return [{ file, span: { start: node.start, end: node.end }, text: written(node, kept, text) }];
  });
}

function written(node: SyntaxNode, kept: readonly SyntaxNode[], text: string): string {
  const source = child(node, "source");
  if (kept.length === 0 || !source) return "";
  const own = ({ start, end }: Span) => text.slice(start, end);
  const named = kept.filter(({ type }) => type === "ImportSpecifier").map(own);
  const others = kept.filter(({ type }) => type !== "ImportSpecifier").map(own);
  const clause = [...others, ...(named.length > 0 ? [`{ ${named.join(", ")} }`] : [])].join(", ");
  return `import ${node.importKind === "type" ? "type " : ""}${clause} from ${own(source)};`;
}
