/**
 * Where statements and members begin: places at which writing can be taken up again.
 *
 * @module
 */

import { childrenOf, list, STATEMENT_LISTS, type SyntaxNode } from "../syntax.ts";
import { type Frame, parseIn } from "./frame.ts";

/** Offsets in code that parses in its frame at which a statement or a member begins, up to a place, ascending. */
export function startsIn(frame: Frame, code: string, upTo: number): readonly number[] {
  const starts: number[] = [];
  const walk = (node: SyntaxNode) => {
    for (const { start } of partsOf(node)) {
      const at = start - frame.head.length;
      if (at >= 0 && at <= upTo) starts.push(at);
    }
    for (const one of childrenOf(node)) if (one.start - frame.head.length <= upTo) walk(one);
  };
  walk(parseIn(frame, code).program);
  return [...new Set(starts)].sort((a, b) => a - b);
}

/** The statements or members that a node holds. */
function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === "SwitchCase") return list(node, "consequent");
  return STATEMENT_LISTS.has(node.type) || node.type === "ClassBody" ? list(node, "body") : [];
}
