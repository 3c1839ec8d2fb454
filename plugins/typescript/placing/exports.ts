/**
 * How a new declaration is exported: as its file does it, and from the file that gives out all of its folder.
 *
 * @module
 */

import { posix } from "node:path";
import type { Edit } from "../../../core/code/text.ts";
import type { DeclarationIndex } from "../index/declaration_index.ts";
import type { Session } from "../session.ts";
import { child, list, parseFile, type Syntax, type SyntaxNode, word } from "../syntax.ts";
import { isTestFile } from "../test_files.ts";

/** How a file exports what it declares. */
export type ExportForm =
  | { readonly kind: "inline" }
  /** Names in a list at its end: `export { a, b }`, `module.exports = { a, b }`. */
  | { readonly kind: "list"; readonly node: SyntaxNode; readonly names: readonly SyntaxNode[] }
  | { readonly kind: "none" };

/** The form of a file that is there; one that is new exports what it is made for. */
export function exportFormOf({ program }: Syntax, isNew: boolean): ExportForm {
  const body = list(program, "body");
  const isInline = body.some((one) => /^Export(?:Named|Default)/.test(one.type) && child(one, "declaration"));
  if (isInline || isNew || body.length === 0) return { kind: "inline" };
  const node = body.findLast((one) => one.type === "ExportNamedDeclaration" && !child(one, "source"));
  if (node && list(node, "specifiers").length > 0) {
    return { kind: "list", node, names: list(node, "specifiers") };
  }
  const given = body.flatMap((one) => commonJsList(one) ?? []).at(-1);
  if (given) return { kind: "list", node: given, names: list(given, "properties") };
  const isModule = body.some(({ type }) => type.startsWith("Export"));
  return isModule ? { kind: "inline" } : { kind: "none" };
}

/** The object in `module.exports = { a, b }`. */
function commonJsList(statement: SyntaxNode): SyntaxNode | undefined {
  const assigned = child(statement, "expression");
  const [left, right] = [assigned && child(assigned, "left"), assigned && child(assigned, "right")];
  const isExports = left?.type === "MemberExpression" && word(child(left, "object"), "name") === "module" &&
    word(child(left, "property"), "name") === "exports";
  return isExports && right?.type === "ObjectExpression" ? right : undefined;
}

/** Adds a name behind the last one of a list. */
export function listEdit({ file, text }: Syntax, names: readonly SyntaxNode[], name: string): Edit[] {
  const [last, before] = [names.at(-1), names.at(-2)];
  if (!last) return [];
  const between = before ? text.slice(before.end, last.start) : ", ";
  const separator = /^,\s+$/.test(between) ? between : ", ";
  return [{ file, span: { start: last.end, end: last.end }, text: separator + name }];
}

/** What is exported anew. */
export interface Exported {
  readonly file: string;
  readonly name: string;
  readonly isType: boolean;
  readonly isNew: boolean;
}

/** The edits of the files beside it that give out all that their folder holds. */
export async function barrelEdits(session: Session, exported: Exported): Promise<Edit[]> {
  const index = await session.index();
  const folder = posix.dirname(exported.file);
  const beside = index.files().filter((file) => posix.dirname(file) === folder && file !== exported.file);
  const own = beside.filter((file) => !isTestFile(file));
  const found = await Promise.all(own.map(async (file) => {
    const given = index.facts(file)?.exports.filter(({ from }) => from !== "") ?? [];
    if (given.length === 0) return [];
    const targets = new Map(given.map(({ from }) => [from, index.resolve(from, file)]));
    const text = await session.textIfAny(file);
    if (text === undefined) return [];
    const syntax = parseFile(file, text);
    if (!exported.isNew) return namedEdit(syntax, targets, exported, index);
    const others = own.filter((one) => one !== file);
    const isBarrel = others.length > 0 && others.every((one) => [...targets.values()].includes(one));
    return isBarrel ? lineEdit(syntax, targets, folder, exported) : [];
  }));
  return found.flat();
}

/** A line like those of the siblings. */
function lineEdit(
  syntax: Syntax,
  targets: ReadonlyMap<string, string | undefined>,
  folder: string,
  { file, name, isType }: Exported,
): Edit[] {
  const { text } = syntax;
  const lines = reexports(syntax).filter(({ from }) => posix.dirname(targets.get(from) ?? "") === folder);
  const last = lines.at(-1);
  if (!last) return [];
  const specifier = last.from.replace(stemOf(targets.get(last.from) ?? ""), stemOf(file));
  const source = child(last.node, "source") ?? last.node;
  const quote = text[source.start] ?? '"';
  const end = text.slice(source.end, last.node.end);
  const what = last.node.type === "ExportAllDeclaration" ? "*" : `${isType ? "type " : ""}{ ${name} }`;
  const line = `export ${what} from ${quote}${specifier}${quote}${end}`;
  const froms = lines.map(({ from }) => from);
  const isSorted = froms.length > 1 && froms.every((from, at) => at === 0 || (froms[at - 1] ?? "") <= from);
  const next = isSorted ? lines.find(({ from }) => from > specifier) : undefined;
  const at = next?.node.start ?? last.node.end;
  return [{
    file: syntax.file,
    span: { start: at, end: at },
    text: next ? `${line}\n` : `\n${line}`,
  }];
}

/** A name beside the others of its file, where all of them are named. */
async function namedEdit(
  syntax: Syntax,
  targets: ReadonlyMap<string, string | undefined>,
  { file, name, isType }: Exported,
  index: DeclarationIndex,
): Promise<Edit[]> {
  const own = reexports(syntax).filter(({ from }) => targets.get(from) === file);
  const lists = own.filter(({ node }) => node.type === "ExportNamedDeclaration");
  const [line] = lists.filter(({ node }) => (node.exportKind === "type") === isType);
  if (!line || lists.length < own.length) return [];
  const given = new Set(lists.flatMap(({ node }) => list(node, "specifiers")).map(importedName));
  const all = (await index.exports(file)).map((one) => one.name);
  const isAll = all.length > 0 && all.every((one) => given.has(one));
  return isAll ? listEdit(syntax, list(line.node, "specifiers"), name) : [];
}

function importedName(specifier: SyntaxNode): string {
  const local = child(specifier, "local");
  return word(local, "name") || word(local, "value");
}

interface Reexport {
  readonly node: SyntaxNode;
  readonly from: string;
}

function reexports({ program }: Syntax): Reexport[] {
  return list(program, "body").filter((one) => /^Export(?:All|Named)Declaration$/.test(one.type))
    .flatMap((node) => {
      const source = child(node, "source");
      return source ? [{ node, from: word(source, "value") }] : [];
    });
}

/** A file's name without its folder and endings. */
function stemOf(file: string): string {
  return posix.basename(file).replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}
