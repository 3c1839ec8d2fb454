/**
 * Which holes lean on one another: the code around one uses the declaration that another one is part of, or its file
 * reads the other's.
 *
 * @module
 */

import type { Hole, Leaning } from "../../core/code/hole.ts";
import type { Import } from "./index/answers.ts";
import {
  child,
  childrenOf,
  isFunction,
  list,
  parseFile,
  pathTo,
  type Syntax,
  type SyntaxNode,
  word,
} from "./syntax.ts";

/** A hole's declaration, and the names that it uses. */
interface Placed {
  readonly hole: Hole;
  /** What it declares: the function, the class and its member, the variable. */
  readonly names: readonly string[];
  readonly uses: ReadonlySet<string>;
  /** True where what fills it decides the type of what it declares. */
  readonly isDeciding: boolean;
  /** True where what its file declares is everybody's. */
  readonly isOfAll: boolean;
}

/** What is asked of the project. */
export interface LeansSource {
  text(file: string): Promise<string>;
  imports(file: string): readonly Import[];
}

/** What each hole has to do with each other one; nothing of those that know nothing of one another. */
export async function leansAmong(
  holes: readonly Hole[],
  source: LeansSource,
): Promise<readonly Leaning[]> {
  const placed = await Promise.all(holes.map(async (hole) => placeOf(hole, await source.text(hole.file))));
  const files = [...new Set(holes.map(({ file }) => file))];
  const reached = new Map(files.map((file) => [file, reachOf(file, source)]));
  return placed.flatMap((one) => {
    const imported = importedBy(source.imports(one.hole.file));
    const reach = reached.get(one.hole.file);
    return placed.flatMap((other): Leaning[] => {
      const pair = { hole: one.hole.id, on: other.hole.id };
      if (leans(one, other, imported)) return [{ ...pair, kind: other.isDeciding ? "binds" : "uses" }];
      const isSeen = one.hole.file !== other.hole.file && (other.isOfAll || reach?.has(other.hole.file));
      return isSeen ? [{ ...pair, kind: "sees" }] : [];
    });
  });
}

/** The files that a file reads, straight or through others. */
function reachOf(file: string, { imports }: LeansSource): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [file];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const { target, isExternal } of imports(next)) {
      if (target === undefined || isExternal || found.has(target)) continue;
      found.add(target);
      queue.push(target);
    }
  }
  return found;
}

function leans(one: Placed, other: Placed, imported: ReadonlyMap<string, string>): boolean {
  if (one.hole === other.hole) return false;
  if (one.hole.file === other.hole.file) {
    const isSame = one.names.join() === other.names.join();
    return !isSame && other.names.slice(-1).some((name) => one.uses.has(name));
  }
  const [first] = other.names;
  return [...one.uses].some((name) => imported.get(name) === `${other.hole.file} ${first}`);
}

/** The file and the name in it that each imported name stands for. */
function importedBy(imports: readonly Import[]): ReadonlyMap<string, string> {
  return new Map(
    imports.flatMap(({ target, isExternal, bindings }) =>
      target === undefined || isExternal
        ? []
        : bindings.map(({ imported, local }) => [local, `${target} ${imported}`] as const)
    ),
  );
}

function placeOf(hole: Hole, text: string): Placed {
  const syntax = parseFile(hole.file, text);
  const path = pathTo(syntax.program, hole.span);
  const named = path.flatMap((node) => nameOf(node) ?? []);
  const said = hole.examples.flatMap(({ call, code = "" }) =>
    `${call} ${code}`.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []
  );
  // Members that are missing are no part of those beside them.
  const inner = hole.kind === "members" ? undefined : path.findLast((node) => nameOf(node) !== undefined);
  const uses = [...inner ? namesIn(inner) : [], ...said];
  return {
    ...{ hole, names: named, uses: withUntyped(uses, syntax) },
    isDeciding: hole.kind === "members" || inner !== undefined && isUntyped(inner),
    isOfAll: !list(syntax.program, "body").some(({ type }) => /^(?:Import|Export)/.test(type)),
  };
}

/** The names, and those that the file's own declarations without a written type use for them in turn. */
function withUntyped(names: readonly string[], { program }: Syntax): ReadonlySet<string> {
  const all = list(program, "body").map((one) => child(one, "declaration") ?? one)
    .flatMap((one) => one.type === "VariableDeclaration" ? list(one, "declarations") : [one]);
  const open = new Map(all.filter(isUntyped).map((node) => [nameOf(node), node]));
  const found = new Set<string>();
  const queue = [...names];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const node = open.get(next);
    if (node) queue.push(...namesIn(node));
  }
  return found;
}

/** True of a function or a value whose type is taken from what stands in it. */
function isUntyped(node: SyntaxNode): boolean {
  if (node.type === "FunctionDeclaration") return child(node, "returnType") === undefined;
  if (node.type === "MethodDefinition") {
    const value = child(node, "value");
    const isSetting = ["constructor", "set"].includes(word(node, "kind"));
    return !isSetting && value !== undefined && child(value, "returnType") === undefined;
  }
  if (node.type !== "VariableDeclarator" && node.type !== "PropertyDefinition") return false;
  const typed = node.type === "VariableDeclarator" ? child(node, "id") : node;
  const value = child(node, node.type === "VariableDeclarator" ? "init" : "value");
  const isTyped = typed !== undefined && child(typed, "typeAnnotation") !== undefined;
  return !isTyped && !(value && isFunction(value) && child(value, "returnType") !== undefined);
}

function nameOf(node: SyntaxNode): string | undefined {
  if (/^(?:FunctionDeclaration|ClassDeclaration|VariableDeclarator)$/.test(node.type)) {
    return word(child(node, "id"), "name") || undefined;
  }
  if (!/^(?:MethodDefinition|PropertyDefinition)$/.test(node.type)) return undefined;
  return word(child(node, "key"), "name") || undefined;
}

/** Every name that stands in a node, members too. */
function namesIn(node: SyntaxNode): string[] {
  const own = node.type === "Identifier" || node.type === "PrivateIdentifier" ? [word(node, "name")] : [];
  return [...own, ...childrenOf(node).flatMap(namesIn), ...list(node, "decorators").flatMap(namesIn)];
}
