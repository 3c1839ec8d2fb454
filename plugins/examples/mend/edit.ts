/**
 * One small edit of a text, and the place in its tree where it is made.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import type { Node } from "../node.ts";

/** What stands in the place of a piece of the text. */
export type Swap = readonly [span: Span, text: string];

/** Where a node stands. */
export interface Place {
  /** The whole file, the draft's text in its hole. */
  readonly text: string;
  /** What the node stands in, innermost first. */
  readonly above: readonly Node[];
  /** Names that the text or the parameters around it declare, and that are visible at the node. */
  readonly names: () => readonly string[];
  /** What the hole's examples say. */
  readonly told: Told;
}

/** Literals of the examples: what is given back, and what is given in. A mend may not say them again. */
export interface Told {
  readonly values: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
}

/** All edits of one kind at a node. */
export type Operator = (node: Node, place: Place) => readonly Swap[];

/** The text of a node. */
export function textOf({ text }: Pick<Place, "text">, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The text of a node as part of a larger expression, in parentheses where it would fall apart. */
export function asOperand(place: Pick<Place, "text">, node: Node): string {
  const text = textOf(place, node);
  return WHOLE.test(node.type) ? text : `(${text})`;
}

const WHOLE =
  /^(?:Identifier|Literal|TemplateLiteral|ThisExpression|MemberExpression|CallExpression|ArrayExpression|ParenthesizedExpression)$/;
