/**
 * Whether a fault that the compiler finds in closed code is final, by where it stands. What is wrong in a statement
 * that has ended stays wrong, with the exceptions here; in one that goes on only names and members are sure.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import type { CompilerDiagnostic } from "../compiler.ts";
import { mentions } from "../slice.ts";
import { child, isFunction, STATEMENT_LISTS, type SyntaxNode, word } from "../syntax.ts";
import { undecided } from "./brackets.ts";
import { FADING, LACKS_MEMBER, MEMBER, NEVER_FATAL, NO_MEMBER, UNCALLED, UNKNOWN_NAME } from "./codes.ts";
import { hasOpenList, isDeferred, isOpen, isWritten, pathAt, type Scene, statementIndex } from "./scene.ts";
import { isTypedBy } from "./unsettled.ts";
import { isGrowingClass, reads, unsureNames } from "./unsure.ts";

/** What a fault is, as far as its place tells. */
export type Standing =
  /** A continuation may remove it. */
  | { readonly kind: "held" }
  /** Nothing in its place speaks against it. */
  | { readonly kind: "likely" }
  /** A name is missing; `unit` is the code whose sense decides whether a later function of that name would do. */
  | { readonly kind: "name"; readonly name: string; readonly unit: Span | undefined };

/** "… does not exist on type '(a: string) => void'." "Type '() => void' is missing …" */
const OF_FUNCTION = /\b[Tt]ype '(?:(?:<.*>)?\(.*\) => |\{ (?:<.*>)?\()/;

const HELD: Standing = { kind: "held" };
const LIKELY: Standing = { kind: "likely" };

/** Where a fault stands. Its span counts in the scene's file. */
export function standingOf(scene: Scene, fault: CompilerDiagnostic): Standing {
  const { code, span } = fault;
  if (!fault.isError || NEVER_FATAL.has(code) || FADING.has(code)) return HELD;
  if (span.start < scene.code.start || span.end > scene.code.end) return HELD;
  const path = pathAt(scene, span);
  const region = regionOf(scene, path);
  if (region.isOpen && !isSureInOpen(scene, fault, path)) return HELD;
  if (isBehindOpenBody(scene, path)) return HELD;
  if (UNCALLED.has(code) && region.isHeader) return HELD;
  if (NO_MEMBER.has(code) && (scene.isJs || OF_FUNCTION.test(fault.message))) return HELD;
  if (LACKS_MEMBER.has(code) && OF_FUNCTION.test(fault.message)) return HELD;
  if (isOfGrowingClass(scene, path, fault.message)) return HELD;
  if (mentions(fault.message, scene.unsettled) || isTypedBy(scene, path, scene.unsettled)) return HELD;
  const names = unsureNames(scene, path);
  const read = region.isOpen ? path.at(-2) ?? region.node : region.node;
  if (reads(scene, read, names) || isBehindUnsureTest(scene, path, names)) return HELD;
  return UNKNOWN_NAME.has(code) ? nameStanding(scene, fault, path, region) : LIKELY;
}

/** True for what a loop does at the end of each turn, while its body goes on: closed there, the body never comes to it. */
function isBehindOpenBody(scene: Scene, path: readonly SyntaxNode[]): boolean {
  return path.some((node, at) => {
    if (node.type !== "ForStatement") return false;
    const [update, body] = [child(node, "update"), child(node, "body")];
    return update !== undefined && path[at + 1] === update && body !== undefined && isOpen(scene, body);
  });
}

/** True where a class that can still get members is what is said not to have one, or not to fit. */
function isOfGrowingClass(scene: Scene, path: readonly SyntaxNode[], message: string): boolean {
  return path.some((node, at) => {
    if (!isGrowingClass(scene, path, at)) return false;
    const name = word(child(node, "id"), "name");
    return mentions(message, new Set(["this", "Anonymous", ...name ? [name] : []]));
  });
}

/** The smallest code around a fault that is judged as one. */
interface Region {
  readonly node: SyntaxNode;
  /** True when it is not all written. */
  readonly isOpen: boolean;
  /** True for what decides whether the rest of its statement runs. */
  readonly isHeader: boolean;
}

function regionOf(scene: Scene, path: readonly SyntaxNode[]): Region {
  const at = statementIndex(path);
  const statement = path[at] ?? path[0] ?? scene.syntax.program;
  const header = path.slice(at + 1).find((node, index) =>
    isHeaderOf(scene, path[at + index] ?? statement, node)
  );
  if (!isOpen(scene, statement)) {
    return { node: partOf(path, at) ?? statement, isOpen: false, isHeader: false };
  }
  return header
    ? { node: header, isOpen: false, isHeader: true }
    : { node: statement, isOpen: true, isHeader: false };
}

/** The expression below a statement that a fault stands in, or the declaration; not the statements in it. */
function partOf(path: readonly SyntaxNode[], at: number): SyntaxNode | undefined {
  return path.slice(at).find(({ type }) => !/Statement$/.test(type));
}

/**
 * True for a condition, or what is looped over, whose block has begun. Only in a block can the second closing say what a
 * loop may still assign.
 */
function isHeaderOf(scene: Scene, holder: SyntaxNode, node: SyntaxNode): boolean {
  const body = child(holder, holder.type === "IfStatement" ? "consequent" : "body");
  if (!/^(?:If|While|For|ForOf|ForIn)Statement$/.test(holder.type)) return false;
  return body?.type === "BlockStatement" && node.end <= body.start && body.start < scene.code.end;
}

/** True for a name or a member that is all read, though the statement around it goes on. */
function isSureInOpen(
  scene: Scene,
  { code, span }: CompilerDiagnostic,
  path: readonly SyntaxNode[],
): boolean {
  if (UNCALLED.has(code) || (!MEMBER.has(code) && !UNKNOWN_NAME.has(code))) return false;
  const at = path.length - 1;
  const [node, holder] = [path[at], path[at - 1]];
  if (!node || !holder || isOpen(scene, node) || isUndecided(scene, path, span)) return false;
  if (UNKNOWN_NAME.has(code)) return node.type === "Identifier" && !/Pattern$|^TS/.test(holder.type);
  const member = path.slice(0, -1).findLast(({ type }) => type === "MemberExpression");
  return member !== undefined && !isOpen(scene, member) &&
    (child(member, "property") === node || contains(child(member, "object"), node));
}

function contains(outer: SyntaxNode | undefined, inner: SyntaxNode): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

function isUndecided(scene: Scene, path: readonly SyntaxNode[], { start }: Span): boolean {
  const statement = path[statementIndex(path)];
  const from = scene.code.start;
  return undecided(scene.reading, scene.code.end - from).some((span) => {
    const [first, last] = [span.start + from, span.end + from];
    if (start < first || start >= last || (statement && first < statement.start)) return false;
    // The body of a function is none of the parameters that stand before it.
    return !path.some((node) => STATEMENT_LISTS.has(node.type) && node.start > first);
  });
}

/** True where code runs only if something unsure holds: it may be narrowed by it. */
function isBehindUnsureTest(
  scene: Scene,
  path: readonly SyntaxNode[],
  names: ReadonlySet<string>,
): boolean {
  if (names.size === 0) return false;
  return path.some((node) => {
    if (!isWritten(scene, node) || isFunction(node)) return false;
    const test = child(node, "test") ?? child(node, "discriminant") ??
      (node.type === "LogicalExpression" ? child(node, "left") : undefined);
    return test !== undefined && reads(scene, test, names);
  });
}

function nameStanding(
  scene: Scene,
  { span }: CompilerDiagnostic,
  path: readonly SyntaxNode[],
  region: Region,
): Standing {
  const name = scene.syntax.text.slice(span.start, span.end);
  if (!hasOpenList(scene, path)) return { kind: "name", name, unit: undefined };
  const node = path.at(-1);
  const holder = path.at(-2);
  // Code that runs later sees all of its scope.
  if (!node || !holder || isDeferred(scene, path)) return HELD;
  if (!region.isOpen) return { kind: "name", name, unit: region.node };
  const isObject = holder.type === "MemberExpression" && child(holder, "object") === node;
  return isObject ? { kind: "name", name, unit: holder } : HELD;
}
