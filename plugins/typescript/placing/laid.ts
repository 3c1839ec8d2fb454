/**
 * A head laid into its file, with its doc comment and its rest left open.
 *
 * @module
 */

import type { Edit, Span } from "../../../core/code/text.ts";
import { indentAt } from "../../../core/code/text.ts";
import { newlineOf, type Style } from "../style.ts";
import type { Syntax } from "../syntax.ts";
import type { Head } from "./head.ts";
import type { Spot } from "./spot.ts";

/** What is laid in. */
export interface Laying {
  readonly syntax: Syntax;
  readonly spot: Spot;
  readonly head: Head;
  /** Of the doc comment. */
  readonly doc: readonly string[];
  readonly intent: string;
  /** True where `export` stands before it. */
  readonly isExported: boolean;
  readonly style: Style;
}

/** The edit, and where the declaration stands after it. */
export interface LaidHead {
  readonly edit: Edit;
  readonly span: Span;
  /** As it stands there. */
  readonly head: string;
}

/** Lays a head in. */
export function layHead(laying: Laying): LaidHead {
  const { syntax: { file, text }, spot, head, doc, isExported } = laying;
  const newline = newlineOf(text);
  const indent = indentOf(laying);
  const own = `${isExported && !spot.owner ? "export " : ""}${head.text}`;
  const lines = [...doc, ...(own + restOf(laying)).split(/\r?\n/)];
  const told = lines.map((line) => line === "" ? "" : indent + line).join(newline);
  const lead = leadOf(laying, newline);
  const body = lead + told + tailOf(laying, newline);
  const start = spot.at + lead.length + indent.length;
  return {
    edit: { file, span: { start: spot.at, end: spot.at }, text: body },
    span: { start, end: spot.at + lead.length + told.length },
    head: own,
  };
}

/** What stands between the file's text and a head, on both sides. */
export function around(
  laying: Pick<Laying, "syntax" | "spot" | "doc" | "style">,
): readonly [before: string, after: string] {
  const newline = newlineOf(laying.syntax.text);
  const indent = indentOf(laying);
  const doc = laying.doc.map((line) => line + newline + indent).join("");
  return [leadOf(laying, newline) + indent + doc, tailOf(laying, newline)];
}

function indentOf(
  { syntax: { text }, spot: { owner }, style }: Pick<Laying, "syntax" | "spot" | "style">,
): string {
  return owner ? indentAt(text, owner.start) + style.indent : "";
}

/** What stands behind the head: a body that is not done yet, or a place for what is missing. */
export function restOf(
  { head: { kind, text }, intent, style }: Pick<Laying, "intent" | "style"> & {
    readonly head: Pick<Head, "kind" | "text">;
  },
): string {
  const end = style.hasSemicolons ? ";" : "";
  const { quote, indent } = style;
  const asked = intent.replaceAll(/\s+/g, " ").replaceAll("*/", "* /");
  if (kind === "type") return text.endsWith(";") || text.endsWith("}") || !style.hasSemicolons ? "" : ";";
  if (kind === "const") return ` = /* ?? ${asked} */${end}`;
  if (kind === "class") return ` {\n${indent}// ?? ${asked}\n}`;
  const body = ` {\n${indent}throw new Error(${quote}not implemented${quote})${end}\n}`;
  return kind === "arrow" ? body + end : body;
}

function leadOf(
  { syntax: { text }, spot: { side, at } }: Pick<Laying, "syntax" | "spot">,
  newline: string,
): string {
  if (side === "behind") return newline + newline;
  if (side === "inside") return newline;
  if (side === "before") return "";
  const before = text.slice(0, at);
  if (before.trim() === "") return "";
  return before.endsWith("\n") ? newline : newline + newline;
}

function tailOf(
  { syntax: { text }, spot: { side, at, owner } }: Pick<Laying, "syntax" | "spot">,
  newline: string,
): string {
  const after = text.slice(at);
  if (side === "before") return newline + newline;
  if (side === "inside") return owner ? newline + indentAt(text, owner.start) : newline;
  if (side === "alone") return after.trim() === "" ? newline : newline + newline;
  if (after === "") return newline;
  const hasGap = /^[ \t]*\r?\n(?:[ \t]*(?:\r?\n|$)|[ \t]*\}|$)/.test(after);
  if (hasGap) return "";
  return /^[ \t]*\r?\n/.test(after) ? newline : newline + newline;
}
