/**
 * How a text is laid into a hole: parentheses where the neighbours would tear it apart, lines as deep as their place.
 *
 * @module
 */

import type { Hole } from "../../core/code/hole.ts";
import { applyEdits, type Edit, indentAt, type Span } from "../../core/code/text.ts";
import { withSemicolons } from "./semicolons.ts";
import { endsStatement, type Style } from "./style.ts";
import { child, childrenOf, parseFile, pathTo, STATEMENT_LISTS, type SyntaxNode, word } from "./syntax.ts";

/** The edit that puts a text into a hole, in the style of its file. */
export function layInto(text: string, hole: Hole, fill: string, style: Style): Edit {
  const { file, span, kind } = hole;
  const rest = text.slice(span.end);
  const own = withSemicolons(fill.trim(), style.hasSemicolons, { file, kind, rest });
  if (kind === "body") return { file, span, text: bodyText(text, hole, own, style) };
  const indent = indentAt(text, span.start);
  if (kind !== "expression") return { file, span, text: statementsText(text, hole, own, style) };
  const body = indented(own, indent, file);
  return shorthand(text, hole, body) ??
    { file, span, text: expressionText(text, hole, body) + closing(text, hole, style) };
}

/** The semicolon that a comment to the end of a line has kept away from its statement. */
function closing(text: string, { file, span }: Hole, { hasSemicolons }: Style): string {
  if (!text.startsWith("//", span.start) || !hasSemicolons) return "";
  const path = pathTo(parseFile(file, text).program, span);
  const isLast = path.some((node) => node.end === span.end && endsStatement(node));
  return isLast ? ";" : "";
}

/** The text as it can stand among its neighbours. */
function expressionText(text: string, { file, span }: Hole, body: string): string {
  const isWhole = (one: string, lead: number, tail: number) =>
    keepsShape(text, file, span, one, { start: lead, end: one.length - tail });
  if (isWhole(body, 0, 0)) return body;
  if (isWhole(`(${body})`, 1, 1)) return `(${body})`;
  // Where lines end without semicolons, a text that starts with a bracket goes on with the line before.
  const apart = isWhole(`;${body}`, 1, 0) ? `;${body}` : `;(${body})`;
  return isWhole(apart, apart.indexOf(body), apart.endsWith(")") && apart !== `;${body}` ? 1 : 0)
    ? apart
    : `(${body})`;
}

/** True when the written text means in its place what it means alone, and its neighbours what they meant before. */
function keepsShape(text: string, file: string, span: Span, written: string, own: Span): boolean {
  const body = written.slice(own.start, own.end);
  const head = "async function* f() { (";
  const alone = parseFile(file, `${head}${body}) }`);
  const whole = parseFile(file, applyEdits(text, [{ file, span, text: written }]));
  if (!whole.isWhole || !alone.isWhole) return false;
  const within = { start: head.length, end: head.length + body.length };
  const wanted = pathTo(alone.program, within).filter((one) => spans(one, within)).map(({ type }) => type);
  const around = pathTo(parseFile(file, text).program, span).slice(0, -1).map(({ type }) => type);
  const start = span.start + own.start;
  const found = pathTo(whole.program, { start, end: start + body.length }).map(({ type }) => type);
  return wanted.length > 0 && found.join() === [...around, ...wanted].join();
}

function spans(node: Span, { start, end }: Span): boolean {
  return node.start === start && node.end === end;
}

/** `{ x: x }` as `{ x }`, where nothing in the file is written the long way. */
function shorthand(text: string, { file, span }: Hole, body: string): Edit | undefined {
  const { program } = parseFile(file, text);
  const property = pathTo(program, span).at(-2);
  const key = property?.type === "Property" ? child(property, "key") : undefined;
  if (!property || property.computed === true || word(key, "name") !== body || hasLongForm(program)) {
    return undefined;
  }
  return { file, span: { start: property.start, end: span.end }, text: body };
}

function hasLongForm(node: SyntaxNode): boolean {
  const isLong = node.type === "Property" && node.shorthand !== true && node.computed !== true &&
    child(node, "value")?.type === "Identifier" &&
    word(child(node, "key"), "name") === word(child(node, "value"), "name");
  return isLong || childrenOf(node).some(hasLongForm);
}

/** Statements between braces: on lines of their own, one step deeper than the braces. */
function bodyText(text: string, { file, span }: Hole, fill: string, style: Style): string {
  const indent = indentAt(text, span.start);
  const deeper = indent + style.indent;
  return `\n${deeper}${indented(fill, deeper, file)}\n${indent}`;
}

/** A text of several lines goes as deep as its place; lines inside a template string are its content and stay. */
function indented(text: string, indent: string, file: string): string {
  if (!text.includes("\n") || indent === "") return text;
  const held = templateSpans(text, file);
  return text.replaceAll(
    /\n(?=[^\r\n])/g,
    (end, at: number) => held.some((span) => at >= span.start && at < span.end) ? end : end + indent,
  );
}

/** What the text of a hole may be part of. */
const FRAMES = [
  ["async function* f() { return (", ")}"],
  ["async function* f() { ", "}"],
  ["class C { ", "}"],
] as const;

function templateSpans(text: string, file: string): Span[] {
  if (!text.includes("`")) return [];
  const parsed = FRAMES.map(([head, tail]) => ({ head, syntax: parseFile(file, head + text + tail) }));
  const whole = parsed.find(({ syntax }) => syntax.isWhole);
  if (!whole) return [];
  const shift = whole.head.length;
  const spans: Span[] = [];
  const visit = (node: SyntaxNode) => {
    if (node.type === "TemplateElement") spans.push({ start: node.start - shift, end: node.end - shift });
    childrenOf(node).forEach(visit);
  };
  visit(whole.syntax.program);
  return spans;
}

/** Statements among others; in braces where the hole is the one statement of an `if` or a loop. */
function statementsText(text: string, hole: Hole, fill: string, style: Style): string {
  const { file, span, kind } = hole;
  const path = pathTo(parseFile(file, text).program, span);
  const isOwnStatement = kind !== "range" && path.at(-1)?.start === span.start &&
    path.at(-1)?.end === span.end;
  const holder = isOwnStatement ? path.at(-2) : path.at(-1);
  if (isOwnStatement && holder && !STATEMENT_LISTS.has(holder.type)) {
    return `{${bodyText(text, hole, fill, style)}}`;
  }
  const indent = indentAt(text, span.start);
  const body = indented(fill, indent, file);
  const starts = /(?:^|[\r\n{}])[ \t]*$/.test(text.slice(0, span.start));
  const head = starts ? "" : `\n${indent}`;
  return head + (goesOn(text, hole, head + body, head.length) ? ";" : "") + body;
}

/** True where lines end without semicolons, and a text would go on with the line before. */
function goesOn(text: string, { file, span }: Hole, written: string, lead: number): boolean {
  const whole = parseFile(file, applyEdits(text, [{ file, span, text: written }]));
  const start = span.start + lead;
  const path = pathTo(whole.program, { start, end: start + 1 });
  const at = path.findLastIndex(({ type }) => STATEMENT_LISTS.has(type) || type === "ClassBody");
  return whole.isWhole && written.length > lead && (path[at + 1]?.start ?? start) < start;
}
