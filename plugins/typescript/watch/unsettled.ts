/**
 * Names that a list hole has still to give their types: those that its old text declared and its new one does not yet,
 * what is being declared, and all around the hole that is made of them.
 *
 * @module
 */

import { mentions } from "../slice.ts";
import { child, isFunction, list, patternNames, type SyntaxNode, word } from "../syntax.ts";
import { declarationOf, declaredBy, isList, itemsOf, type Listed, namesOf } from "./listed.ts";
import { isOpen, isWritten, pathAt, type Scene } from "./scene.ts";

/** What is asked of other files: the imports that lean on names of the hole's own. */
export type Leaning = (names: ReadonlySet<string>) => readonly string[];

/** What of a hole counts here. */
type Seen = Pick<Scene, "syntax" | "code" | "limit" | "isJs">;

/**
 * The unsettled names of a hole, as far as its code in the scene goes.
 *
 * @param listed The hole's place before anything was written.
 */
export function unsettledNames(scene: Seen, listed: Listed, leaning: Leaning): ReadonlySet<string> {
  const path = pathToList(scene);
  const holder = path.at(-1);
  if (!holder) return new Set();
  const written = itemsOf(holder).filter((one) =>
    one.start >= scene.code.start && one.start < scene.code.end
  );
  const names = holder.type === "ClassBody"
    ? new Set(classNames(path))
    : new Set([...owed(scene, listed, written), ...opened(scene, written)]);
  const parts = path.flatMap((node) => partsAround(scene, node));
  for (let size = 0; size !== names.size;) {
    size = names.size;
    for (const { source, given } of parts) {
      if (mentions(source, names)) given.forEach((name) => names.add(name));
    }
    leaning(names).forEach((name) => names.add(name));
  }
  return names;
}

/** The nodes down to the list that the hole's code stands in, outermost first. */
function pathToList(scene: Seen): readonly SyntaxNode[] {
  const path = pathAt(scene, scene.code);
  const at = path.findLastIndex((node) =>
    isList(node) && (node.type === "Program" || node.start < scene.code.start)
  );
  return path.slice(0, at + 1);
}

/** What the old text declared, and the new one has not declared as often. */
function owed(scene: Seen, { old }: Listed, written: readonly SyntaxNode[]): string[] {
  const now = declaredBy(written.filter((one) => !isOpen(scene, one)));
  return [...declaredBy(old)].filter(([name, count]) => (now.get(name) ?? 0) < count).map(([name]) => name);
}

/** What is being declared. A function's type is known before its end where its return type is written. */
function opened(scene: Seen, written: readonly SyntaxNode[]): string[] {
  return written.filter((one) => isOpen(scene, one) && !child(declarationOf(one), "returnType"))
    .flatMap(namesOf);
}

/** The names of a class whose members are missing. */
function classNames(path: readonly SyntaxNode[]): string[] {
  const [holder, own] = path.slice(-3);
  const id = own && child(own, "id");
  const given = holder?.type === "VariableDeclarator" ? child(holder, "id") : undefined;
  return [...id ? [word(id, "name")] : [], ...given ? patternNames(given) : []];
}

/** Names, and the code that says of which type they are. */
interface Part {
  readonly source: string;
  readonly given: readonly string[];
}

/** What a node around the hole declares beside it. */
function partsAround(scene: Seen, node: SyntaxNode): Part[] {
  const { text } = scene.syntax;
  if (isFunction(node)) {
    const body = child(node, "body");
    const given = list(node, "params").flatMap(patternNames);
    return [{ source: text.slice(node.start, body?.start ?? node.end), given }];
  }
  if (!isList(node) || node.type === "ClassBody") return [];
  const items = itemsOf(node);
  return items.flatMap((one, at): Part[] => {
    if (one.end > scene.code.start && one.start < scene.code.end) return [];
    // What JavaScript says of types stands in the comment above.
    const above = scene.isJs ? text.slice(items[at - 1]?.end ?? 0, one.start) : "";
    const assigned = child(one, "expression");
    const given = assigned?.type === "AssignmentExpression"
      ? wordsOf(scene, child(assigned, "left"))
      : namesOf(one);
    return [{ source: above + shownBy(scene, declarationOf(one)), given }];
  });
}

function wordsOf(scene: Seen, node: SyntaxNode | undefined): string[] {
  return node ? textOf(scene, node).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [] : [];
}

function textOf({ syntax }: Seen, { start, end }: SyntaxNode): string {
  return syntax.text.slice(start, end);
}

/** The code of a declaration that its type follows from: not what stands behind a type that is written. */
function shownBy(scene: Seen, node: SyntaxNode): string {
  const { text } = scene.syntax;
  const upTo = (end: SyntaxNode | undefined) => text.slice(node.start, end?.start ?? node.end);
  if (node.type === "VariableDeclaration") {
    return list(node, "declarations").map((one) => shownBy(scene, one)).join(" ");
  }
  if (node.type === "VariableDeclarator") {
    const [id, init] = [child(node, "id"), child(node, "init")];
    if (id && child(id, "typeAnnotation")) return textOf(scene, id);
    return init && isFunction(init)
      ? `${id ? textOf(scene, id) : ""} ${shownBy(scene, init)}`
      : textOf(scene, node);
  }
  if (/^Class(?:Declaration|Expression)$/.test(node.type)) {
    const body = child(node, "body");
    const members = body ? itemsOf(body) : [];
    return [upTo(body), ...members.map((one) => shownBy(scene, one))].join(" ");
  }
  const value = child(node, "value");
  if (value && isFunction(value)) {
    const isSetting = /^(?:constructor|set)$/.test(word(node, "kind"));
    return isSetting && !scene.isJs || child(value, "returnType")
      ? upTo(child(value, "body"))
      : textOf(scene, node);
  }
  if (value && child(node, "typeAnnotation")) return upTo(value);
  return isFunction(node) && child(node, "returnType") ? upTo(child(node, "body")) : textOf(scene, node);
}

/**
 * True where what a function or class around the path's end takes and gives is unsettled: its parameters, what it returns
 * and `this` may have other types in the end.
 */
export function isTypedBy(scene: Scene, path: readonly SyntaxNode[], names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const { text } = scene.syntax;
  return path.some((node, at) => {
    const body = child(node, "body");
    if (!body || !isWritten(scene, node)) return false;
    if (/^Class(?:Declaration|Expression)$/.test(node.type)) {
      return mentions(text.slice(node.start, body.start), without(names, node));
    }
    if (!isFunction(node)) return false;
    const unit = path[path.slice(0, at).findLastIndex(isList) + 1] ?? node;
    const around = text.slice(unit.start, body.start) + text.slice(body.end, unit.end);
    return mentions(around, without(names, declarationOf(unit)));
  });
}

/** Names apart from those that a node declares itself: they stand in its head whatever they mean. */
function without(names: ReadonlySet<string>, node: SyntaxNode): ReadonlySet<string> {
  return names.difference(new Set(namesOf(node)));
}
