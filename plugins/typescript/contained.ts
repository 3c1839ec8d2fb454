/**
 * Whether what stands in a hole can change what a file shows to other files.
 *
 * @module
 */

import type { Hole } from "../../core/code/hole.ts";
import { isRead } from "./marker.ts";
import { parsed } from "./recent.ts";
import { child, childrenOf, isFunction, list, pathTo, type SyntaxNode, word } from "./syntax.ts";

/** Who can see a difference that a fill makes. */
export type Reach = "file" | "importers" | "all";

/**
 * Who can see what an edit of a file does: the file alone, those that import it, or, where the file is no module and
 * its names are everyone's, all.
 *
 * @param before The file's text with the hole in it.
 * @param after The text after the change.
 */
export function reachOf(before: string, after: string, hole: Pick<Hole, "file" | "span"> | undefined): Reach {
  const file = hole?.file;
  if (!file || !isModule(file, before) || !isModule(file, after)) return "all";
  return isContained(before, hole) ? "file" : "importers";
}

/** True for a text that imports or exports: its names are its own. */
export function isModule(file: string, text: string): boolean {
  if (/\.[cm][jt]s$/.test(file)) return true;
  const { program } = parsed(file, text);
  return list(program, "body").some(({ type }) => /^(?:Import|Export|TSExport|TSImport)/.test(type)) ||
    (/\.jsx?$/.test(file) && isRead(program, "require"));
}

/**
 * True when a written-down type stands between the hole and everything that other files can see: the return type of a
 * function around it, or the type of a variable or property that it initialises. Other files then need no check.
 */
export function isContained(text: string, { file, span }: Pick<Hole, "file" | "span">): boolean {
  const { program } = parsed(file, text);
  const path = pathTo(program, span);
  if (path.some((node, at) => isAnnotated(node, path[at + 1], program))) return true;
  return isPlainStatement(path, list(program, "body"));
}

function isAnnotated(node: SyntaxNode, next: SyntaxNode | undefined, program: SyntaxNode): boolean {
  if (!next) return false;
  if (isFunction(node)) return child(node, "returnType") !== undefined && next === child(node, "body");
  if (node.type === "PropertyDefinition") {
    return child(node, "typeAnnotation") !== undefined && next === child(node, "value");
  }
  return node.type === "VariableDeclarator" && next === child(node, "init") && isFixed(node, program);
}

/** True for a variable whose type is written down, and not narrowed by its first value for those that read it. */
function isFixed(declarator: SyntaxNode, program: SyntaxNode): boolean {
  const id = child(declarator, "id");
  const type = id && child(child(id, "typeAnnotation") ?? id, "typeAnnotation");
  if (id?.type !== "Identifier" || !type) return false;
  return NEVER_NARROWED.test(type.type) || !readsBeside(program, declarator, word(id, "name"));
}

/** Types that are no union, whatever they are made of. Of named types nobody can tell without asking the compiler. */
const NEVER_NARROWED =
  /^TS(?:String|Number|BigInt|Symbol|Object)Keyword$|^TS(?:ArrayType|TupleType|FunctionType|ConstructorType|TypeLiteral)$/;

/** True when code other than `export { name }` and the declaration reads a name. */
function readsBeside(node: SyntaxNode, declarator: SyntaxNode, name: string): boolean {
  if (node === declarator || node.type === "ExportSpecifier") return false;
  if (node.type === "Identifier") return word(node, "name") === name;
  return childrenOf(node).some((one) => readsBeside(one, declarator, name));
}

/**
 * A call at the top of a file after which nothing is declared: it may tell the compiler what a variable holds (an
 * assertion), and who reads that variable later would show it.
 */
function isPlainStatement(path: readonly SyntaxNode[], statements: readonly SyntaxNode[]): boolean {
  const [, statement, inner] = path;
  if (statement?.type !== "ExpressionStatement") return false;
  const called = inner?.type === "AwaitExpression" ? child(inner, "argument") : inner;
  if (called?.type !== "CallExpression" && called?.type !== "NewExpression") return false;
  return statements.slice(statements.indexOf(statement) + 1).every(({ type }) =>
    type === "ExpressionStatement"
  );
}
