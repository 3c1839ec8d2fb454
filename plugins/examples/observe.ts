/**
 * Expressions whose arguments are looked at: before the call and after it.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import { applyEdits, type Edit } from "../../core/code/text.ts";

/** The parameter through which a run hears of arguments; no program uses this name. */
export const KEEP = "$mazeKeep";

/**
 * The expression with each argument that may be changed passed through `KEEP`. Built-in functions are left alone: that
 * `Object.assign(target)` changes its target is no news.
 *
 * @example
 * ```ts
 * import { observed } from "./observe.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(observed("a.ts", "sum([1, 2], xs, 3)"), "sum($mazeKeep([1, 2]), $mazeKeep(xs), 3)");
 * ```
 *
 * @param file Its name, which tells the dialect.
 */
export function observed(file: string, expression: string): string {
  const { program, errors } = parseSync(file, `(${expression}\n)`);
  const edits: Edit[] = [];
  const open: unknown[] = errors.length > 0 ? [] : [program];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== "object" || node === null) continue;
    if (isCall(node) && !isBuiltin(node.callee)) {
      edits.push(...node.arguments.flatMap((one) => kept(one, file)));
    }
    // What a function does inside is its own business.
    if (!/Function/.test(typeOf(node))) open.push(...Object.values(node));
  }
  return applyEdits(`(${expression}\n)`, edits).slice(1, -2);
}

/** Arguments that no callee can change, and spread ones, which can not be passed through a function. */
const UNCHANGING = /^(Literal|TemplateLiteral|SpreadElement|UnaryExpression|BinaryExpression)$|Function/;

function kept(argument: unknown, file: string): Edit[] {
  if (!isPlaced(argument) || UNCHANGING.test(argument.type)) return [];
  const { start, end } = argument;
  return [
    { file, span: { start, end: start }, text: `${KEEP}(` },
    { file, span: { start: end, end }, text: ")" },
  ];
}

interface Placed {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface CallNode extends Placed {
  readonly callee: unknown;
  readonly arguments: readonly unknown[];
}

function isCall(node: object): node is CallNode {
  return /^(Call|New)Expression$/.test(typeOf(node)) && "arguments" in node && Array.isArray(node.arguments);
}

function isPlaced(node: unknown): node is Placed {
  return typeof node === "object" && node !== null && typeOf(node) !== "" && "start" in node && "end" in node;
}

function typeOf(node: object): string {
  return "type" in node && typeof node.type === "string" ? node.type : "";
}

/** `Object.assign`, `new Map`, `structuredClone`: what the runtime itself has. */
function isBuiltin(callee: unknown): boolean {
  if (typeof callee !== "object" || callee === null) return false;
  if ("object" in callee) return isBuiltin(callee.object);
  return typeOf(callee) === "Identifier" && "name" in callee && typeof callee.name === "string" &&
    Object.hasOwn(globalThis, callee.name);
}
