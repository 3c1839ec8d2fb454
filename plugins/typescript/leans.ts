/**
 * Which holes lean on one another: the code around one uses the declaration that another one is part of.
 *
 * @module
 */

import type { Hole } from "../../core/code/hole.ts";
import type { Import } from "./index/answers.ts";
import { child, childrenOf, list, parseFile, pathTo, type SyntaxNode, word } from "./syntax.ts";

/** A hole's declaration, and the names that it uses. */
interface Placed {
  readonly hole: Hole;
  /** What it declares: the function, the class and its member, the variable. */
  readonly names: readonly string[];
  readonly uses: ReadonlySet<string>;
}

/** What is asked of the project. */
export interface LeansSource {
  text(file: string): Promise<string>;
  imports(file: string): readonly Import[];
}

/** Pairs of holes, by id, of which the first leans on the second. */
export async function leansAmong(
  holes: readonly Hole[],
  source: LeansSource,
): Promise<{ readonly hole: string; readonly on: string }[]> {
  const placed = await Promise.all(holes.map(async (hole) => placeOf(hole, await source.text(hole.file))));
  return placed.flatMap((one) => {
    const imported = importedBy(source.imports(one.hole.file));
    return placed.filter((other) => leans(one, other, imported))
      .map((other) => ({ hole: one.hole.id, on: other.hole.id }));
  });
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
  const { program } = parseFile(hole.file, text);
  const path = pathTo(program, hole.span);
  const named = path.flatMap((node) => nameOf(node) ?? []);
  const said = hole.examples.flatMap(({ call, code = "" }) =>
    `${call} ${code}`.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []
  );
  // Members that are missing are no part of those beside them.
  const inner = hole.kind === "members" ? undefined : path.findLast((node) => nameOf(node) !== undefined);
  return { hole, names: named, uses: new Set([...inner ? namesIn(inner) : [], ...said]) };
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
