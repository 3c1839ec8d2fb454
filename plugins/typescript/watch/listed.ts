/**
 * Holes that take whole statements or members in a list of them: lines that are written anew, and new declarations.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import type { Span } from "../../../core/code/text.ts";
import { endsStatement } from "../style.ts";
import {
  child,
  childrenOf,
  isFunction,
  list,
  patternNames,
  STATEMENT_LISTS,
  type SyntaxNode,
  word,
} from "../syntax.ts";

/** Where such a hole stands. */
export interface Listed {
  /** The nodes from the program down to the list, outermost first. */
  readonly path: readonly SyntaxNode[];
  /** What stands in the hole and is replaced. */
  readonly old: readonly SyntaxNode[];
  /** What stands in the list behind it. */
  readonly after: readonly SyntaxNode[];
  /** The file's text before anything was written. */
  readonly text: string;
  /** True where the item before it ends without a semicolon: a bracket would go on with it. */
  readonly goesOn: boolean;
}

/**
 * The place of a hole in its list; `undefined` for holes of other kinds, and where it cuts through an item.
 *
 * @param path The nodes from the program down to the hole, outermost first.
 */
export function listedAt(
  { kind, span }: Hole,
  path: readonly SyntaxNode[],
  text: string,
): Listed | undefined {
  if (kind !== "range" && kind !== "declaration") return undefined;
  const at = path.findLastIndex((node) => holds(node, span));
  const holder = path[at];
  if (!holder) return undefined;
  const items = itemsOf(holder);
  const before = items.findLast(({ end }) => end <= span.start);
  const old = items.filter(({ start, end }) => start >= span.start && end <= span.end);
  const after = items.filter((one) => one.start >= span.end && !old.includes(one));
  const known = items.filter(({ end }) => end <= span.start).length + old.length + after.length;
  if (known !== items.length || (child(holder, "test")?.end ?? 0) > span.start) return undefined;
  return {
    ...{ path: path.slice(0, at + 1), old, after, text },
    goesOn: before !== undefined && text[before.end - 1] !== ";" &&
      (endsStatement(before) || /^(?:Property|Accessor|TSAbstract)/.test(before.type)),
  };
}

/** True for a list that a stretch of it lies in, and that is not itself what lies there. */
function holds(node: SyntaxNode, span: Span): boolean {
  const { type, start, end } = node;
  if (type === "Program") return true;
  // A case ends with its last statement.
  const isInside = type === "SwitchCase" ? span.end <= end : span.end < end;
  return isList(node) && start < span.start && isInside;
}

/** True for a node that holds statements or members one after another. */
export function isList({ type }: SyntaxNode): boolean {
  return STATEMENT_LISTS.has(type) || type === "ClassBody";
}

/** The statements or members of a list. */
export function itemsOf(holder: SyntaxNode): readonly SyntaxNode[] {
  return list(holder, holder.type === "SwitchCase" ? "consequent" : "body");
}

/** What an item declares, without `export`. */
export function declarationOf(item: SyntaxNode): SyntaxNode {
  return /^Export(?:Named|Default)/.test(item.type) ? child(item, "declaration") ?? item : item;
}

/** True for all of a declaration: no import, no head of an overload, nothing that only runs. */
export function isDeclaration(item: SyntaxNode): boolean {
  const node = declarationOf(item);
  if (node.type === "MethodDefinition") return hasBody(child(node, "value"));
  return item.type === "ExportDefaultDeclaration" && node.type !== "TSDeclareFunction" ||
    /^(?:Variable|Function|Class|TSInterface|TSEnum|TSTypeAlias|TSModule)Declaration$/.test(node.type) ||
    /^(?:Property|AccessorProperty|TSAbstract\w+)/.test(node.type);
}

/** True for a function or namespace that is not only its head. */
export function hasBody(node: SyntaxNode | undefined): boolean {
  return node !== undefined && child(node, "body") !== undefined;
}

/** The names that an item declares in its list; keys of members too. */
export function namesOf(item: SyntaxNode): string[] {
  const node = declarationOf(item);
  if (node.type === "VariableDeclaration") {
    return list(node, "declarations").flatMap((one) => patternNames(child(one, "id") ?? one));
  }
  if (node.type === "ImportDeclaration") {
    return list(node, "specifiers").map((one) => word(child(one, "local"), "name")).filter(Boolean);
  }
  const id = child(node, "id") ?? (node.computed === true ? undefined : child(node, "key"));
  return id ? [nameOf(id)].filter(Boolean) : [];
}

/** Of `namespace a.b` it is `a`. */
function nameOf(id: SyntaxNode): string {
  const left = child(id, "left");
  return left ? nameOf(left) : word(id, "name");
}

/** How often names are declared by items of a list; `var` in their blocks too. */
export function declaredBy(items: readonly SyntaxNode[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const visit = (node: SyntaxNode) => {
    if (node.type === "VariableDeclaration" && node.kind === "var") namesOf(node).forEach(add);
    if (!isFunction(node) && !node.type.startsWith("Class")) childrenOf(node).forEach(visit);
  };
  for (const item of items) {
    const node = declarationOf(item);
    if (node.type !== "VariableDeclaration" || node.kind !== "var") namesOf(item).forEach(add);
    visit(node);
  }
  return counts;
}

/**
 * True where code declares something for other files that no name in it shows: members of what others have declared, and
 * files that are run for what they do.
 */
export function reachesOut(items: readonly SyntaxNode[]): boolean {
  return items.some((item) => {
    if (item.type === "ImportDeclaration") return list(item, "specifiers").length === 0;
    const node = declarationOf(item);
    return node.type === "TSModuleDeclaration" &&
      (node.global === true || child(node, "id")?.type === "Literal");
  });
}
