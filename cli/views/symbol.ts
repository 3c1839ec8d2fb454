/**
 * Declarations as they are listed: place, text, members.
 *
 * @module
 */

import type { DeclaredSymbol } from "@maze/maze/plugin";
import { extname } from "node:path";
import { cut, named, type Style, visible } from "./style.ts";

/** A declaration with its place, 1-based. */
export interface PlacedSymbol extends Omit<DeclaredSymbol, "span"> {
  readonly line: number;
  readonly column: number;
}

/** Members that are shown of one declaration. */
const MEMBERS = 24;

/** How declarations are shown. */
export interface SymbolView {
  readonly style: Style;
  readonly columns: number | undefined;
  readonly hasMembers: boolean;
}

/** The place, the declaration on one line, the first line of its doc comment, its members. */
export function symbolText(symbol: PlacedSymbol, { style, columns, hasMembers }: SymbolView): string {
  const { name, kind, file, line, column, isExported, container, signature = name, doc = "", members = [] } =
    symbol;
  const notes = [kind, container && `in ${container}`, isExported ? "exported" : ""].filter((text) =>
    text !== ""
  );
  const row = (indent: string, text: string) =>
    indent + cut(oneLine(text), columns && columns - indent.length);
  const about = /^(?!@).*/.exec(doc.trim())?.[0] ?? "";
  const shown = members.slice(0, hasMembers ? MEMBERS : 0).map(({ signature }) => row("    ", signature));
  const more = hasMembers ? members.length - shown.length : 0;
  return [
    `${style.bold(named(`${file}:${line}:${column}`))}  ${style.dim(visible(notes.join(", ")))}`,
    row("  ", signature),
    ...(about === "" ? [] : [style.dim(row("  ", about))]),
    ...shown,
    ...(more > 0 ? [style.dim(`    and ${more} more`)] : []),
    "",
  ].join("\n");
}

function oneLine(text: string): string {
  return visible(text.replaceAll(/\s+/g, " ").replaceAll("( ", "(").replaceAll(/,? \)/g, ")"));
}

/** Files by ending and declarations by kind, the commonest first, one line each. */
export function countsText(
  files: readonly string[],
  { total, exported, kinds }: {
    readonly total: number;
    readonly exported: number;
    readonly kinds: Readonly<Record<string, number>>;
  },
): string {
  const endings = Map.groupBy(files, (file) => extname(file));
  const counts = Object.fromEntries([...endings].map(([ending, own]) => [ending, own.length]));
  const first = `${files.length} ${files.length === 1 ? "file" : "files"}: ${commonest(counts)}\n`;
  const second = `${total} ${total === 1 ? "declaration" : "declarations"}, ${exported} exported: ${
    commonest(kinds)
  }\n`;
  return (files.length === 0 ? "no file\n" : first) + (total === 0 ? "no declaration\n" : second);
}

function commonest(counts: Readonly<Record<string, number>>): string {
  const rows = Object.entries(counts).toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
  return rows.map(([name, count]) => `${count} ${name}`).join(", ");
}
