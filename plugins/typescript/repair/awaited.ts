/**
 * Promises that are read as what they promise.
 *
 * @module
 */

import type { Diagnostic, Span } from "../../../core/kernel/plugin.ts";
import { child, isFunction, type SyntaxNode } from "../syntax.ts";
import { type Fix, replaced } from "./fix.ts";
import type { WrittenCode } from "./written.ts";

/** A promise is no such thing, or has no such member. */
const OF_PROMISE = /(?: type |Type |Argument of type )'Promise</;

/** `await` before the promise, in a function that may wait. */
export function awaitFix(written: WrittenCode, { message }: Diagnostic, span: Span): Fix | undefined {
  if (!OF_PROMISE.test(message)) return undefined;
  const path = written.path(span);
  if (path.findLast(isFunction)?.async !== true) return undefined;
  const promise = promiseAt(path);
  if (!promise || promise.type === "AwaitExpression") return undefined;
  const { text, start } = written;
  const place = { start: promise.start - start, end: promise.end - start };
  if (place.start < 0 || place.end > text.length) return undefined;
  const own = text.slice(place.start, place.end);
  const isObject = path.some((node) => node.type === "MemberExpression" && child(node, "object") === promise);
  return replaced(text, place, isObject ? `(await ${own})` : `await ${own}`, "waits for a promise");
}

/** The object of the member that is missing, or the value that does not fit. */
function promiseAt(path: readonly SyntaxNode[]): SyntaxNode | undefined {
  const [holder, node] = path.slice(-2);
  if (!holder || !node) return undefined;
  if (holder.type === "MemberExpression" && child(holder, "property") === node) {
    return child(holder, "object");
  }
  if (holder.type === "VariableDeclarator" && child(holder, "id") === node) return child(holder, "init");
  if (node.type === "ReturnStatement") return child(node, "argument");
  return /Expression$|^Identifier$/.test(node.type) ? node : undefined;
}
