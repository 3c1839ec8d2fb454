/**
 * What stands around a call in a module: the function whose result it may be.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import { isNode, type Node } from "../node.ts";

/** What a place allows. */
export interface Surroundings {
  /** True where `await` may stand. */
  readonly mayWait: boolean;
  /** True for the last of a function's own statements: what is returned there leaves nothing out. */
  readonly isLast: boolean;
}

/** What stands around the only call of a name; `undefined` where there is none, or the text is no program. */
export function surroundingsOf(file: string, text: string, callee: string): Surroundings | undefined {
  const { program, errors } = parseSync(file, text);
  const at = text.indexOf(`${callee}(`);
  if (at < 0 || errors.some(({ severity }) => severity === "Error")) return undefined;
  const path = pathTo(program, at);
  const own = path.findLast(({ type }) => /Function/.test(type) && type !== "FunctionBody");
  const [last] = isNode(own?.body) && Array.isArray(own.body.body) ? own.body.body.slice(-1) : [];
  return { mayWait: own?.async === true, isLast: path.includes(last) };
}

/** The nodes around an offset, outermost first. */
function pathTo(program: unknown, at: number): Node[] {
  const path: Node[] = [];
  for (let next = program; isNode(next);) {
    path.push(next);
    next = Object.values(next).flat().find((one) => isNode(one) && one.start <= at && at < one.end);
  }
  return path;
}
