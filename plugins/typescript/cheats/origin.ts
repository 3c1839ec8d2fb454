/**
 * Where a value of type `any` comes from: what a call outside the project gives, or what the project itself leaves open.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { type Moment, type Type, TypeFlags } from "../compiler.ts";
import { visibleNames } from "../names.ts";
import { relativeTo } from "../project/project.ts";
import type { Session } from "../session.ts";
import {
  child,
  childrenOf,
  list,
  pathTo,
  patternNames,
  type Syntax,
  type SyntaxNode,
  word,
} from "../syntax.ts";

/** Where it is looked for. */
export interface OriginPlace {
  readonly session: Session;
  readonly moment: Moment;
  readonly syntax: Syntax;
  /** What was written: names that take their values from it are followed. */
  readonly span: Span;
}

/** Nodes whose value is that of a part: each part it may be. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  AssignmentExpression: ["right"],
  AwaitExpression: ["argument"],
  ChainExpression: ["expression"],
  ConditionalExpression: ["consequent", "alternate"],
  LogicalExpression: ["left", "right"],
  MemberExpression: ["object"],
  TSNonNullExpression: ["expression"],
  TSSatisfiesExpression: ["expression"],
};

/**
 * The call in what was written that brings in an `any`: its function has a type, and that type, declared by a library,
 * says `any`. `undefined` where the `any` comes from a name, a member or a function that the project has.
 */
export async function callBehind(node: SyntaxNode, place: OriginPlace): Promise<SyntaxNode | undefined> {
  if (!await isAny(node, place)) return undefined;
  if (node.type === "CallExpression") {
    const callee = child(node, "callee");
    if (callee && await isAny(callee, place)) return await callBehind(callee, place);
    return touches(node, place.span) && await isDeclaredOutside(node, place) ? node : undefined;
  }
  const declared = node.type === "Identifier" ? initOf(node, place) : undefined;
  const parts = declared ? [declared] : (PARTS[node.type] ?? []).flatMap((field) => child(node, field) ?? []);
  for (const part of parts) {
    const found = await callBehind(part, place);
    if (found) return found;
  }
  return undefined;
}

/** Which expressions are of type `any`. */
export async function areOfAny(
  spans: readonly Span[],
  { session, moment, syntax }: OriginPlace,
): Promise<boolean[]> {
  const found = await moment.expressions(session.path(syntax.file), spans);
  const nodes = found.filter((one) => one !== undefined);
  const types = nodes.length > 0 ? await moment.checker.getTypeAtLocation(nodes) : [];
  return found.map((one) => one !== undefined && isAnyType(types[nodes.indexOf(one)]));
}

function isAnyType(type: Type | undefined): boolean {
  return type !== undefined && (type.flags & TypeFlags.Any) !== 0;
}

async function isAny({ start, end }: Span, place: OriginPlace): Promise<boolean> {
  return (await areOfAny([{ start, end }], place))[0] ?? false;
}

/** A call of a generic function gives what it was given. */
async function isDeclaredOutside(
  node: SyntaxNode,
  { session, moment, syntax }: OriginPlace,
): Promise<boolean> {
  const [call] = await moment.expressions(session.path(syntax.file), [{ start: node.start, end: node.end }]);
  const signature = call && await moment.checker.getResolvedSignature(call);
  if (!signature || signature.typeParameters?.length || signature.target !== undefined) return false;
  const file = signature.declaration && relativeTo(session.root, signature.declaration.path);
  return file !== undefined && !(await session.index()).files().includes(file);
}

/** What a name without a type takes its value from, where that was written. */
function initOf(node: SyntaxNode, { syntax: { program }, span }: OriginPlace): SyntaxNode | undefined {
  const name = word(node, "name");
  const bound = visibleNames(pathTo(program, node), node).find((one) => one.name === name);
  if (!bound) return undefined;
  const declaring = pathTo(program, { start: bound.declaredAt, end: bound.declaredAt + 1 });
  const at = declaring.findIndex(({ type }) => type === "VariableDeclaration");
  const own = list(declaring[at] ?? program, "declarations").find((one) =>
    patternNames(child(one, "id") ?? one).includes(name)
  );
  if (!own || child(child(own, "id") ?? own, "typeAnnotation")) return undefined;
  const around = declaring[at - 1];
  const init = child(own, "init") ??
    (around?.type === "ForOfStatement" ? child(around, "right") : undefined);
  return init && touches(init, span) ? init : undefined;
}

function touches(node: Span, span: Span): boolean {
  return node.start < span.end && node.end > span.start;
}

/** True where code says `any` by itself: that word is judged, not what comes of it. */
export function saysAny(node: SyntaxNode): boolean {
  return node.type === "TSAnyKeyword" || childrenOf(node).some(saysAny);
}
