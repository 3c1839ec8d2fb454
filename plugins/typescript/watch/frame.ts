/**
 * What stands around written code while it is parsed alone: enough of a function that its grammar is the hole's.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import { isFunction, parseFile, pathTo, STATEMENT_LISTS, type Syntax, type SyntaxNode } from "../syntax.ts";

/** The text before and behind what is written. */
export interface Frame {
  readonly file: string;
  readonly head: string;
  readonly tail: string;
  /** What the hole is made of. */
  readonly holds: "statements" | "expression" | "members";
  /** True where `<` may begin an element. */
  readonly isJsx: boolean;
  /** True in JavaScript: no types may be written. */
  readonly isJs: boolean;
}

/**
 * The frame of a hole.
 *
 * @param path The nodes from the program down to what holds the hole, or to the hole, outermost first.
 */
export function frameOf({ file, kind }: Hole, path: readonly SyntaxNode[]): Frame {
  const isInClass = kind !== "body" && kind !== "statements" && path.at(-1)?.type === "ClassBody";
  const holds = kind === "expression" ? kind : kind === "members" || isInClass ? "members" : "statements";
  const [head, tail] = around(path, holds);
  const isJs = /\.[cm]?jsx?$/.test(file);
  return { file, head, tail, holds, isJs, isJsx: isJs || file.endsWith(".tsx") };
}

function around(path: readonly SyntaxNode[], holds: Frame["holds"]): readonly [string, string] {
  if (holds === "members") return ["class _ extends _ {", "\n}"];
  const isExpression = holds === "expression";
  const list = path.findLast(({ type }) => STATEMENT_LISTS.has(type))?.type;
  // Only there may be exports, and only elsewhere `return`.
  if (!isExpression && list === "Program") return ["", "\n"];
  if (!isExpression && list === "TSModuleBlock") return ["namespace _ {", "\n}"];
  const star = path.findLast(isFunction)?.generator === true ? "*" : "";
  // `await` where none may stand is told by the compiler, with a code of its own.
  return [`class _ { async ${star}_() {${isExpression ? "(" : ""}`, `\n${isExpression ? ")" : ""}} }`];
}

/** Code parsed in a frame; places in it are those in the code plus the frame's head. */
export function parseIn({ file, head, tail }: Frame, code: string): Syntax {
  return parseFile(file, head + code + tail);
}

/** The nodes of code in a frame that hold a stretch of it, outermost first. */
export function pathIn({ head }: Frame, { program }: Syntax, start: number, end: number): SyntaxNode[] {
  return pathTo(program, { start: start + head.length, end: end + head.length });
}

/** An expression that fits everywhere and ends every path: what is not written yet. */
export function neverIn({ isJs }: Frame): string {
  return isJs ? "(/** @type {never} */ (0))" : "(0 as never)";
}

/** An expression that fits everywhere and of which nothing is known. */
export function anyIn({ isJs }: Frame): string {
  return isJs ? "(/** @type {any} */ (0))" : "(0 as any)";
}
