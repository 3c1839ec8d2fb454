/** Ranges of whole statements and members, and whole declarations, cut out of code that is right. */

import type { HoleKind } from "../../../../core/code/hole.ts";
import type { Span } from "../../../../core/code/text.ts";
import { isDeclaration, isList, itemsOf } from "../../../../plugins/typescript/watch/listed.ts";
import { childrenOf, parseFile, type SyntaxNode } from "../../../../plugins/typescript/syntax.ts";

/** What is cut out. */
export interface Piece extends Span {
  readonly kind: HoleKind;
}

/** Of the file the items but the first, of its longest inner list those but the last, and its longest declaration. */
export function piecesOf(file: string, text: string): Piece[] {
  const { program } = parseFile(file, text);
  const inner = longest(listsBelow(program));
  return [
    ...piece("range", itemsOf(program).slice(1)),
    ...piece("range", inner ? itemsOf(inner).slice(0, -1) : []),
    ...piece(
      "declaration",
      [longest(itemsOf(program).filter(isDeclaration))].filter((one) => one !== undefined),
    ),
  ];
}

function piece(kind: HoleKind, items: readonly SyntaxNode[]): Piece[] {
  const [first, last] = [items[0], items.at(-1)];
  return first && last ? [{ kind, start: first.start, end: last.end }] : [];
}

function longest(nodes: readonly SyntaxNode[]): SyntaxNode | undefined {
  return nodes.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
}

function listsBelow(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).flatMap((one) => [...isList(one) ? [one] : [], ...listsBelow(one)]);
}
