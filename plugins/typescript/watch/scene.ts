/**
 * A closed text under the compiler's eye: which of its nodes reach past the cut and may still become something else.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { isFunction, pathTo, STATEMENT_LISTS, type Syntax, type SyntaxNode } from "../syntax.ts";
import type { Frame } from "./frame.ts";
import type { Reading } from "./tokens.ts";

/** The hole's file, with the code up to the cut in the hole. */
export interface Scene {
  readonly syntax: Syntax;
  /** The code in the hole, up to the cut. */
  readonly code: Span;
  /** Nodes that end behind it are open. */
  readonly limit: number;
  /** What was read of the code; offsets count from the code's beginning. */
  readonly reading: Reading;
  /** True in JavaScript. */
  readonly isJs: boolean;
  /** What the hole is made of. */
  readonly holds: Frame["holds"];
  /** Names whose types the hole has still to give, where it is one of a list. */
  readonly unsettled: ReadonlySet<string>;
}

/** True for a node that what follows can change. */
export function isOpen({ limit }: Pick<Scene, "limit">, { end }: Span): boolean {
  return end > limit;
}

/** True for a node that is written in the hole. */
export function isWritten({ code }: Pick<Scene, "code">, { start }: Span): boolean {
  return start >= code.start;
}

/** The nodes down to a stretch of the file, outermost first. */
export function pathAt({ syntax }: Pick<Scene, "syntax">, span: Span): readonly SyntaxNode[] {
  return pathTo(syntax.program, span);
}

/** The index of the innermost statement in a path; -1 where there is none. */
export function statementIndex(path: readonly SyntaxNode[]): number {
  return path.findLastIndex((_, at) => STATEMENT_LISTS.has(path[at - 1]?.type ?? ""));
}

/** True where a statement list of the hole stands around the path's end and can still get more statements. */
export function hasOpenList(scene: Scene, path: readonly SyntaxNode[]): boolean {
  if (scene.limit === Infinity) return false;
  return scene.holds === "statements" ||
    path.some((node) => STATEMENT_LISTS.has(node.type) && isWritten(scene, node) && isOpen(scene, node));
}

/** True where the path's end runs later than the code around it: in a function that is written in the hole. */
export function isDeferred(scene: Scene, path: readonly SyntaxNode[]): boolean {
  return path.some((node) =>
    isWritten(scene, node) && (isFunction(node) || node.type === "PropertyDefinition")
  );
}

/** The source of a node. */
export function sourceOf({ syntax }: Scene, { start, end }: Span): string {
  return syntax.text.slice(start, end);
}
