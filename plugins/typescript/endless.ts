/**
 * Functions that do nothing but call themselves.
 *
 * @module
 */

import {
  child,
  childrenOf,
  isFunction,
  list,
  parseFile,
  patternNames,
  type SyntaxNode,
  word,
} from "./syntax.ts";

/**
 * True when an expression that is all its function does calls that function whatever happens, so that it never ends: no
 * condition, and no function that may not be called, stands before the call.
 *
 * @param path The nodes from the program down to the expression's place, outermost first.
 */
export function neverEnds(expression: string, path: readonly SyntaxNode[]): boolean {
  const at = path.findLastIndex(isFunction);
  const own = path[at];
  if (!own || own.generator === true || !isAll(own, path.slice(at))) return false;
  const { name, isSelf } = selfOf(path.slice(0, at + 1)) ?? {};
  if (!name || !isSelf || !expression.includes(name)) return false;
  const { program } = parseFile("a.ts", `(${expression})`);
  return runsAlways(program, isSelf);
}

/** True where a place is in all that a function does, and behind no condition. */
function isAll(own: SyntaxNode, below: readonly SyntaxNode[]): boolean {
  const body = child(own, "body");
  const statements = body ? list(body, "body") : [];
  const isReturned = statements.length === 1 && statements[0]?.type === "ReturnStatement";
  return (own.expression === true || isReturned) &&
    below.every((node, at) => {
      const next = below[at + 1];
      return !next || node === own || always(node).some((parts) => parts.length === 1 && parts[0] === next);
    });
}

/** How a function is called from within: what its name is part of, and which nodes run it. */
interface Self {
  readonly name: string;
  readonly isSelf: (node: SyntaxNode) => boolean;
}

function selfOf(path: readonly SyntaxNode[]): Self | undefined {
  const [own, holder, around, outer] = path.toReversed();
  if (!own || !holder) return undefined;
  if (
    holder.type === "MethodDefinition" || holder.type === "PropertyDefinition" || holder.type === "Property"
  ) {
    return ofMember(holder, around?.type === "ClassBody" ? word(outer && child(outer, "id"), "name") : "");
  }
  const id = child(own, "id") ?? (holder.type === "VariableDeclarator" ? child(holder, "id") : undefined);
  const name = word(id, "name");
  const isShadowed = list(own, "params").flatMap(patternNames).includes(name);
  if (!name || isShadowed) return undefined;
  return { name, isSelf: (node) => node.type === "CallExpression" && isNamed(child(node, "callee"), name) };
}

/** `owner` is the name of the class; empty where there is none. */
function ofMember(holder: SyntaxNode, owner: string): Self | undefined {
  const key = child(holder, "key");
  const name = word(key, "name");
  if (!key || !name || holder.computed === true || holder.kind === "set") return undefined;
  const isRead = (node: SyntaxNode | undefined) => {
    const object = node?.type === "MemberExpression" ? child(node, "object") : undefined;
    const property = node && child(node, "property");
    return object !== undefined && node?.computed !== true && property?.type === key.type &&
      word(property, "name") === name && isOwner(object, owner, holder.static === true);
  };
  const isSelf = holder.kind === "get"
    ? isRead
    : (node: SyntaxNode) => node.type === "CallExpression" && isRead(child(node, "callee"));
  return { name, isSelf };
}

/** True for `this`; for the class of a static member; for a new object of the class, and its prototype, of the others. */
function isOwner(object: SyntaxNode, owner: string, isStatic: boolean): boolean {
  if (object.type === "ThisExpression") return true;
  if (owner === "") return false;
  if (isStatic) return isNamed(object, owner);
  return object.type === "NewExpression" && isNamed(child(object, "callee"), owner) ||
    object.type === "MemberExpression" && isNamed(child(object, "object"), owner) &&
      isNamed(child(object, "property"), "prototype");
}

function isNamed(node: SyntaxNode | undefined, name: string): boolean {
  return node?.type === "Identifier" && word(node, "name") === name;
}

function runsAlways(node: SyntaxNode, isSelf: Self["isSelf"]): boolean {
  if (isFunction(node)) return false;
  return isSelf(node) ||
    always(node).some((parts) => parts.length > 0 && parts.every((one) => runsAlways(one, isSelf)));
}

/** What of a node runs whenever the node does: groups, of each of which one part runs. */
function always(node: SyntaxNode): SyntaxNode[][] {
  const only = (field: string) => [[child(node, field) ?? []].flat()];
  switch (node.type) {
    case "ConditionalExpression":
      return [...only("test"), ["consequent", "alternate"].flatMap((field) => child(node, field) ?? [])];
    case "LogicalExpression":
      return only("left");
    case "AssignmentExpression":
      return /^(?:&&|\|\||\?\?)=$/.test(word(node, "operator"))
        ? only("left")
        : [...only("left"), ...only("right")];
    case "ChainExpression":
      return [[headOf(node)]];
    default:
      return childrenOf(node).map((one) => [one]);
  }
}

/** What stands before the last `?.`: behind it nothing is sure to run. */
function headOf(chain: SyntaxNode): SyntaxNode {
  const below = child(chain, "expression") ?? child(chain, "callee") ?? child(chain, "object");
  if (!below) return chain;
  return chain.optional === true ? below : headOf(below);
}
