/**
 * Loops that end: what has gone round too often throws, so that an edit of a loop's condition costs no child.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import { applyEdits, type Edit } from "../../../core/code/text.ts";
import { isNode, type Node } from "../node.ts";
import { child, childrenOf, isLoop } from "../tree.ts";

/** A name that no program uses. */
const TURNS = "$mazeTurns";
/** Examples are small, and an edit without end is over within a few milliseconds. */
const MAX_TURNS = 20_000;
const COUNT = `if (${TURNS}++ > ${MAX_TURNS}) throw new RangeError("no end");`;

/** What goes behind the module that holds the texts: each run begins to count anew. */
export const TURNS_DECLARED = `\nvar ${TURNS} = 0;\n`;

/**
 * A text whose loops count how often they have gone round.
 *
 * @param text Statements, or an expression.
 */
export function counted(file: string, text: string): string {
  if (!/\b(?:for|while|do)\b/.test(text)) return text;
  const before = "async function* f() {";
  const whole = `${before}${text}\n}`;
  const { program } = parseSync(file, whole);
  const edits: Edit[] = [];
  const insert = (at: number, text: string) => edits.push({ file, span: { start: at, end: at }, text });
  const visit = (node: Node) => {
    const body = isLoop(node) ? child(node, "body") : undefined;
    if (body?.type === "BlockStatement") insert(body.start + 1, COUNT);
    else if (body) {
      insert(body.start, `{${COUNT}`);
      insert(body.end, "}");
    }
    for (const one of childrenOf(node)) visit(one);
  };
  if (isNode(program)) visit(program);
  return applyEdits(whole, edits).slice(before.length, -2);
}
