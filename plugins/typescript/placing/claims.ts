/**
 * Claims of a command line: `slug("A b") => "a-b"`.
 *
 * @module
 */

import { MazeError } from "../../../core/kernel/errors.ts";
import { child, childrenOf, list, parseFile, type SyntaxNode } from "../syntax.ts";

/** One claim, its two sides as source text. */
export interface Claim {
  readonly call: string;
  /** Or `throws`, `throws NAME`, `throws NAME: MESSAGE`. */
  readonly value: string;
}

/** An expression, and where its text begins in the tree's offsets. */
export interface Parsed {
  readonly node: SyntaxNode;
  readonly shift: number;
}

const HEAD = "async () => (";
const THROWS = /^throws(?:\s+[\p{ID_Start}$_][\p{ID_Continue}$.]*(?:\s*:\s*.+)?)?$/su;
const SIGN = /\s*(?:\/\/\s*)?(?:=>|→)\s*/g;

/** True for a value that says that the call throws. */
export function isThrown({ value }: Claim): boolean {
  return THROWS.test(value);
}

/** The tree of a text that is one expression; `undefined` for any other text. */
export function expressionOf(text: string, file: string): Parsed | undefined {
  const { program, isWhole } = parseFile(file, `${HEAD}${text}\n)`);
  const [statement, ...more] = list(program, "body");
  const arrow = statement && child(statement, "expression");
  const node = arrow && child(arrow, "body");
  if (!isWhole || more.length > 0 || !node || node.type === "BlockStatement") return undefined;
  const end = HEAD.length + text.length;
  return node.start >= HEAD.length && node.end <= end ? { node, shift: HEAD.length } : undefined;
}

/**
 * Reads claims. An arrow function has the same sign: both sides have to be expressions.
 *
 * @throws {MazeError} `generate/example` for one that is none.
 */
export function claimsOf(texts: readonly string[], file: string): Claim[] {
  return texts.map((text) => {
    const signs = [...text.matchAll(SIGN)].reverse();
    const sides = signs.map(({ index, 0: sign }): Claim => ({
      call: text.slice(0, index).trim(),
      value: text.slice(index + sign.length).trim().replace(/;$/, ""),
    }));
    const claim = sides.find((one) => callsIn(one, file) && (isThrown(one) || expressionOf(one.value, file)));
    if (claim) return claim;
    throw new MazeError(`Cannot read the example "${text}": it is not CALL => VALUE, both of them code`, {
      code: "generate/example",
      hint: `As in --example "slug('A b') => 'a-b'"`,
    });
  });
}

function callsIn({ call }: Claim, file: string): boolean {
  const parsed = expressionOf(call, file);
  return parsed !== undefined && callsOf(parsed.node).length > 0;
}

/** The calls in an expression, outermost first. */
export function callsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const own = node.type === "CallExpression" || node.type === "NewExpression" ? [node] : [];
  return [...own, ...childrenOf(node).flatMap(callsOf)];
}
