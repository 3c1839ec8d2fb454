/**
 * The edits that bring names into a file: into an import that is there, or as a new one in its place among them.
 *
 * @module
 */

import type { ImportNeed } from "../../core/code/scope.ts";
import type { Edit, Span } from "../../core/code/text.ts";
import { endWithComments, startWithDirectives } from "./own_lines.ts";
import { newlineOf, type Style } from "./style.ts";
import { child, childrenOf, list, type Syntax, type SyntaxNode, word } from "./syntax.ts";

/** How imports are written. */
export interface ImportSetting {
  readonly style: Style;
  /** Import statements that are taken out at the same time, each with all that goes with it. */
  readonly gone: ReadonlyMap<SyntaxNode, Span>;
}

/** The edits for the names that are needed. What is needed as a type alone is imported as one. */
export function importEdits(syntax: Syntax, needs: readonly ImportNeed[], setting: ImportSetting): Edit[] {
  const { gone } = setting;
  const imports = importsOf(syntax).filter((one) => !gone.has(one));
  // A name that is needed as a value too is imported as one.
  const byName = new Map(needs.toSorted(typesFirst).map((need) => [need.name, need]));
  const fresh = [...byName.values()].filter((need) => !imports.some((one) => brings(one, need)))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  const edits: Edit[] = [];
  const apart: ImportNeed[] = [];
  for (const need of fresh) {
    const own = need.kind === "type"
      ? join(syntax, imports.toSorted(ofTypesFirst), need)
      : asValue(syntax, imports, need) ?? join(syntax, imports.filter((one) => !isOfTypes(one)), need);
    if (own) edits.push(...own);
    else apart.push(need);
  }
  const lines = Map.groupBy(apart, (need) => isBraced(need) ? need.from : `${need.from} ${need.name}`);
  return [...edits, ...[...lines.values()].map((group) => newImport(syntax, imports, setting, group))];
}

function typesFirst(a: ImportNeed, b: ImportNeed): number {
  return Number(b.kind === "type") - Number(a.kind === "type");
}

function ofTypesFirst(a: SyntaxNode, b: SyntaxNode): number {
  return Number(isOfTypes(b)) - Number(isOfTypes(a));
}

function isOfTypes({ importKind }: SyntaxNode): boolean {
  return importKind === "type";
}

/** True for a name that stands between braces. */
function isBraced({ kind }: ImportNeed): boolean {
  return kind === "named" || kind === "type";
}

/** The import statements of a file, in order. */
export function importsOf({ program }: Syntax): SyntaxNode[] {
  return list(program, "body").filter(({ type }) => type === "ImportDeclaration");
}

/** True when a statement brings in the name: as a value, where one is needed. */
function brings(statement: SyntaxNode, { name, kind }: ImportNeed): boolean {
  const isValue = (node: SyntaxNode) => kind === "type" || !isOfTypes(node);
  return isValue(statement) &&
    list(statement, "specifiers").some((one) => localName(one) === name && isValue(one));
}

/** A name that was imported as a type only is needed as a value: the mark goes, other names of the statement keep it. */
function asValue(
  { file, text }: Syntax,
  imports: readonly SyntaxNode[],
  { name }: ImportNeed,
): Edit[] | undefined {
  for (const statement of imports) {
    const own = list(statement, "specifiers").find((one) => localName(one) === name);
    if (!own) continue;
    if (statement.importKind !== "type") return [{ file, span: typeMark(text, own.start), text: "" }];
    const others = list(statement, "specifiers").filter((one) =>
      one !== own && one.type === "ImportSpecifier"
    );
    return [
      { file, span: typeMark(text, statement.start + "import ".length), text: "" },
      ...others.map(({ start }) => ({ file, span: { start, end: start }, text: "type " })),
    ];
  }
  return undefined;
}

function typeMark(text: string, from: number): Span {
  const mark = /^\s*type\s+/.exec(text.slice(from))?.[0] ?? "";
  return { start: from, end: from + mark.length };
}

/** The name added to an import of the same module, in its place when the names are sorted. */
function join({ file, text }: Syntax, imports: readonly SyntaxNode[], need: ImportNeed): Edit[] | undefined {
  if (need.kind === "namespace") return undefined;
  const statement = imports.find((one) =>
    word(child(one, "source"), "value") === need.from &&
    list(one, "specifiers").some(({ type }) =>
      type === "ImportSpecifier" || type === "ImportDefaultSpecifier"
    ) &&
    !list(one, "specifiers").some(({ type }) => type === "ImportNamespaceSpecifier")
  );
  const specifiers = statement ? list(statement, "specifiers") : [];
  const named = specifiers.filter(({ type }) => type === "ImportSpecifier");
  const [first] = specifiers;
  if (!first) return undefined;
  if (need.kind === "default") {
    if (first.type === "ImportDefaultSpecifier") return undefined;
    const brace = text.lastIndexOf("{", first.start);
    return [{ file, span: { start: brace, end: brace }, text: `${need.name}, ` }];
  }
  const own = need.kind === "type" && statement && !isOfTypes(statement) ? `type ${need.name}` : need.name;
  if (named.length === 0) {
    // An import of types has a default name or names between braces, not both.
    if (statement && isOfTypes(statement)) return undefined;
    return [{ file, span: { start: first.end, end: first.end }, text: `, { ${own} }` }];
  }
  const names = named.map((one) => text.slice(one.start, one.end).replace(/^type\s+/, ""));
  const next = named[placeAmong(names, need.name)];
  const between = separator(text, named);
  if (next) return [{ file, span: { start: next.start, end: next.start }, text: own + between }];
  const end = named.at(-1)?.end ?? 0;
  return [{ file, span: { start: end, end }, text: between + own }];
}

/** What stands between two names: a comma with the space or the line end after it. */
function separator(text: string, [first, second]: readonly SyntaxNode[]): string {
  const between = first && second ? text.slice(first.end, second.start) : "";
  if (/^,\s+$/.test(between)) return between;
  const lead = first && /[\r\n]+[ \t]*$/.exec(text.slice(0, first.start))?.[0];
  return `,${lead ?? " "}`;
}

/** A new import statement. */
function newImport(
  syntax: Syntax,
  imports: readonly SyntaxNode[],
  { style, gone }: ImportSetting,
  needs: readonly ImportNeed[],
): Edit {
  const { file, text } = syntax;
  const newline = newlineOf(text);
  const [need] = needs;
  const line = importLine(syntax, needs, style);
  const at = (place: number, text: string): Edit => ({ file, span: { start: place, end: place }, text });
  const group = imports.filter((one) => isRelative(sourceOf(one)) === isRelative(need?.from ?? ""));
  const next = group[placeAmong(group.map(sourceOf), need?.from ?? "")] ??
    (group.length === 0 && !isRelative(need?.from ?? "") ? imports[0] : undefined);
  if (next) return at(startWithDirectives(syntax, next), line + newline);
  const last = group.at(-1) ?? imports.at(-1);
  if (last) return at(endWithComments(syntax, last) ?? last.end, newline + line);
  const [only] = gone.values();
  if (only) return at(only.start, line + newline);
  return at(startOfCode(syntax), line + newline + newline);
}

function sourceOf(statement: SyntaxNode): string {
  return word(child(statement, "source"), "value");
}

function isRelative(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier) || /^\.{1,2}$/.test(specifier);
}

/** Index of the first that comes after a name, when all are sorted, capitals apart or not; -1 for the end. */
function placeAmong(names: readonly string[], name: string): number {
  if (names.length < 2) return -1;
  for (const key of [(one: string) => one, (one: string) => one.toLowerCase()]) {
    const keys = names.map(key);
    if (keys.every((one, at) => at === 0 || (keys[at - 1] ?? "") <= one)) {
      return keys.findIndex((one) => one > key(name));
    }
  }
  return -1;
}

function importLine(
  syntax: Syntax,
  needs: readonly ImportNeed[],
  { quote, hasSemicolons }: Style,
): string {
  const end = hasSemicolons ? ";" : "";
  const [{ name = "", from = "", kind = "named" } = {}] = needs;
  const areTypes = needs.every(({ kind }) => kind === "type");
  const names = needs.map((need) => need.kind === "type" && !areTypes ? `type ${need.name}` : need.name)
    .join(", ");
  const specifier = `${quote}${from}${quote}`;
  if (isCommonJs(syntax)) {
    return `const ${kind === "named" ? `{ ${names} }` : name} = require(${specifier})${end}`;
  }
  const what = kind === "default" ? name : kind === "namespace" ? `* as ${name}` : `{ ${names} }`;
  return `import ${areTypes ? "type " : ""}${what} from ${specifier}${end}`;
}

/** True for a JavaScript file that requires and does not import. */
function isCommonJs({ file, program }: Syntax): boolean {
  if (file.endsWith(".cjs")) return true;
  if (!/\.jsx?$/.test(file)) return false;
  const isModule = list(program, "body").some(({ type }) => /^(?:Import|Export)/.test(type));
  return !isModule && callsRequire(program);
}

function callsRequire(node: SyntaxNode): boolean {
  return (node.type === "CallExpression" && word(child(node, "callee"), "name") === "require") ||
    childrenOf(node).some(callsRequire);
}

/** Below hashbang, directives and the comments that speak of the whole file; above those of the first statement. */
function startOfCode({ text, program, comments }: Syntax): number {
  const first = list(program, "body").find((one) => typeof one.directive !== "string");
  let at = first?.start ?? text.length;
  for (const { start, end, value } of comments.filter((one) => one.end <= at).reverse()) {
    if (!/^[ \t]*\r?\n?[ \t]*$/.test(text.slice(end, at)) || OF_FILE.test(value)) break;
    at = start;
  }
  return at;
}

const OF_FILE =
  /@(?:license|file|module|packageDocumentation|ts-|jsx|deno-types|vitest|jest)|eslint|copyright|^!|^\/ </i;

function localName(specifier: SyntaxNode): string {
  return word(child(specifier, "local"), "name");
}
