/**
 * The statement that says that code is still missing: a hole where it is found, and no fill where it is written.
 *
 * @module
 */

import { child, list, type SyntaxNode, word } from "./syntax.ts";

/** `Method not implemented.` is what editors write for TypeScript's own fix. */
const NOT_DONE =
  /^(?:(?:method|function) )?(?:not (?:yet )?implemented(?: yet)?|unimplemented)\b[\s:.!-]*([\s\S]*?)\s*$/i;
/** Alone, in capitals or before a sign: there are programs about todos. */
const TODO = /^(?:TODO\b|todo(?=\s*(?:$|[:.!-])))[\s:.!-]*([\s\S]*?)\s*$/;
/** Errors whose own name says it. */
const NOT_DONE_ERROR = /^(?:Not(?:Yet)?|Un)Implemented/;

/** What `throw new Error("not implemented: …")` says is wanted; `undefined` for any other statement. */
export function notDone(node: SyntaxNode, text: string): string | undefined {
  const thrown = node.type === "ThrowStatement" ? child(node, "argument") : undefined;
  if (!thrown) return undefined;
  const isError = /Error$/.test(word(child(thrown, "callee"), "name"));
  const message = stringOf(isError ? list(thrown, "arguments")[0] : thrown, text);
  return (NOT_DONE.exec(message) ?? TODO.exec(message))?.[1];
}

/** True where an error is thrown whose name says that something is not implemented. */
export function throwsNotDone(node: SyntaxNode): boolean {
  const thrown = node.type === "ThrowStatement" ? child(node, "argument") : undefined;
  return NOT_DONE_ERROR.test(word(thrown && child(thrown, "callee"), "name"));
}

/** A string, or a template as it is written; empty for all else. */
function stringOf(node: SyntaxNode | undefined, text: string): string {
  if (node?.type === "TemplateLiteral") return text.slice(node.start + 1, node.end - 1);
  return node?.type === "Literal" ? word(node, "value") : "";
}
