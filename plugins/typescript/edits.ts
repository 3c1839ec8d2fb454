/**
 * The edits that put a text where a hole is, with the imports it needs, in the file's own style.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { ImportNeed } from "../../core/code/scope.ts";
import { applyEdits, type Edit, indentAt, type Span } from "../../core/code/text.ts";
import { child, childrenOf, list, parseFile, pathTo, type Syntax, type SyntaxNode, word } from "./syntax.ts";

/** The marker whose import goes with the last hole. */
const MARKER = "hole";

/** All edits in the hole's file for a draft. `text` is the file's text with the hole in it. */
export function editsFor(text: string, draft: Draft, needs: readonly ImportNeed[]): Edit[] {
  const { file, span } = draft.hole;
  const body = indented(draft.text, indentAt(text, span.start));
  const fill = { file, span, text: keepsShape(text, file, span, body) ? body : `(${body})` };
  const syntax = parseFile(file, text);
  const filled = parseFile(file, applyEdits(text, [fill]));
  const marker = isRead(filled.program, MARKER) ? [] : withoutMarker(syntax);
  return [...marker, ...importEdits(syntax, needs), fill];
}

/** A text of several lines goes as deep as the line on which the hole stands. */
function indented(text: string, indent: string): string {
  return text.replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
}

/** False when the neighbours would tear the text apart: `a ?? b` in `hole() + 1` needs parentheses. */
function keepsShape(text: string, file: string, span: Span, body: string): boolean {
  const whole = parseFile(file, applyEdits(text, [{ file, span, text: body }]));
  if (!whole.isWhole) return false;
  const end = span.start + body.length;
  const inner = pathTo(whole.program, { start: span.start, end }).at(-1);
  return inner !== undefined && inner.start === span.start && inner.end === end;
}

function isRead(node: SyntaxNode, name: string): boolean {
  if (node.type === "ImportDeclaration") return false;
  if (node.type === "Identifier" && word(node, "name") === name) return true;
  return childrenOf(node).some((one) => isRead(one, name));
}

/** Takes the marker's import away: the whole line when nothing else is imported on it. */
function withoutMarker({ file, text, program }: Syntax): Edit[] {
  for (const statement of list(program, "body")) {
    if (statement.type !== "ImportDeclaration") continue;
    const specifiers = list(statement, "specifiers");
    const marker = specifiers.find((one) => word(child(one, "local"), "name") === MARKER);
    if (!marker || !/hole/.test(word(child(statement, "source"), "value"))) continue;
    if (specifiers.length === 1) return [{ file, span: wholeLines(text, statement), text: "" }];
    return [{ file, span: withComma(text, marker), text: "" }];
  }
  return [];
}

/** A statement with the line end after it, when it has its lines for itself. */
function wholeLines(text: string, { start, end }: Span): Span {
  const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(end));
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return rest && before.trim() === ""
    ? { start: start - before.length, end: end + rest[0].length }
    : { start, end };
}

function withComma(text: string, { start, end }: Span): Span {
  const after = /^\s*,\s*/.exec(text.slice(end));
  if (after) return { start, end: end + after[0].length };
  const before = /,\s*$/.exec(text.slice(0, start));
  return { start: start - (before?.[0].length ?? 0), end };
}

/** Adds names to imports that are there, or new import lines after the last one. */
function importEdits(syntax: Syntax, needs: readonly ImportNeed[]): Edit[] {
  const { file, text, program } = syntax;
  const imports = list(program, "body").filter((one) => one.type === "ImportDeclaration");
  const fresh = needs.filter((need) => !imports.some((one) => imported(one).includes(need.name)));
  const joined = fresh.flatMap((need) => joinImport(syntax, imports, need) ?? []);
  const lines = fresh.filter((need) => !joinImport(syntax, imports, need)).map((need) =>
    importLine(need, text)
  );
  if (lines.length === 0) return joined;
  const last = imports.at(-1);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const at = last ? last.end : firstStatement(program);
  const block = last
    ? lines.map((line) => newline + line).join("")
    : lines.map((line) => line + newline).join("");
  return [...joined, { file, span: { start: at, end: at }, text: block }];
}

function imported(statement: SyntaxNode): string[] {
  return list(statement, "specifiers").map((one) => word(child(one, "local"), "name"));
}

/** The name added to an import of the same module, in its place when the names are sorted. */
function joinImport(
  { file, text }: Syntax,
  imports: readonly SyntaxNode[],
  need: ImportNeed,
): Edit | undefined {
  if (need.kind !== "named") return undefined;
  const statement = imports.find((one) =>
    word(child(one, "source"), "value") === need.from && one.importKind !== "type" &&
    list(one, "specifiers").some((specifier) => specifier.type === "ImportSpecifier")
  );
  if (!statement) return undefined;
  const named = list(statement, "specifiers").filter((one) => one.type === "ImportSpecifier");
  const names = named.map((one) => text.slice(one.start, one.end).replace(/^type /, ""));
  const isSorted = names.every((name, at) => at === 0 || (names[at - 1] ?? "") <= name);
  const next = isSorted ? named[names.findIndex((name) => name > need.name)] : undefined;
  if (next) return { file, span: { start: next.start, end: next.start }, text: `${need.name}, ` };
  const end = named.at(-1)?.end ?? statement.end;
  return { file, span: { start: end, end }, text: `, ${need.name}` };
}

function importLine({ name, from, kind }: ImportNeed, text: string): string {
  const quote = quoteOf(text);
  const semicolon = hasSemicolons(text) ? ";" : "";
  const what = kind === "default" ? name : kind === "namespace" ? `* as ${name}` : `{ ${name} }`;
  return `import ${what} from ${quote}${from}${quote}${semicolon}`;
}

/** The quote that the file uses for most strings. */
export function quoteOf(text: string): '"' | "'" {
  const count = (quote: string) => text.split(quote).length;
  return count("'") > count('"') ? "'" : '"';
}

/** True when most lines that could end in a semicolon do. */
export function hasSemicolons(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) =>
    /^\s*(import|export|const|let|return)\b.*[\w)"'\];]$/.test(line)
  );
  return lines.filter((line) => line.endsWith(";")).length * 2 >= lines.length;
}

function firstStatement(program: SyntaxNode): number {
  return list(program, "body")[0]?.start ?? 0;
}
