/**
 * How code is written: its quotes, semicolons, line ends and indentation. What is filled in looks the same.
 *
 * @module
 */

import { child, childrenOf, type Syntax, type SyntaxNode } from "./syntax.ts";

/** How code is written. */
export interface Style {
  readonly quote: '"' | "'";
  readonly hasSemicolons: boolean;
  /** One step of indentation. */
  readonly indent: string;
}

/** Where neither a file nor its project says anything. */
const DEFAULT: Style = { quote: '"', hasSemicolons: true, indent: "  " };
/** So many places of a kind are enough to tell what is usual in a file. */
const ENOUGH = 24;
/** Each file of a project is looked at once: its head tells. */
const MAX_NODES = 600;
const HEAD_UNITS = 2_000;

/** The style of a file: its own where it shows one, else what is usual in its project. */
export function styleOf(syntax: Syntax, usual: Partial<Style> = {}): Style {
  return { ...DEFAULT, ...usual, ...shownBy(syntax) };
}

/** What most files show. */
export function mostOf(files: readonly Partial<Style>[]): Partial<Style> {
  const quote = commonest(files.flatMap((one) => one.quote ?? []));
  const hasSemicolons = commonest(files.flatMap((one) => one.hasSemicolons ?? []));
  const indent = commonest(files.flatMap((one) => one.indent ?? []));
  return {
    ...(quote === undefined ? {} : { quote }),
    ...(hasSemicolons === undefined ? {} : { hasSemicolons }),
    ...(indent === undefined ? {} : { indent }),
  };
}

/** What a file shows of its style; what it has no place for is left out. */
export function shownBy(syntax: Pick<Syntax, "program" | "text" | "standIns">): Partial<Style> {
  const votes = new Votes(syntax);
  votes.visit(syntax.program, false);
  return mostOf([
    ...votes.quotes.map((quote) => ({ quote })),
    ...votes.semicolons.map((hasSemicolons) => ({ hasSemicolons })),
    ...steps(syntax.text.slice(0, HEAD_UNITS)).map((indent) => ({ indent })),
  ]);
}

/** What the nodes of a tree show, as many as are enough. */
class Votes {
  readonly quotes: Style["quote"][] = [];
  readonly semicolons: boolean[] = [];
  readonly #syntax: Pick<Syntax, "text" | "standIns">;
  #nodes = 0;

  constructor(syntax: Pick<Syntax, "text" | "standIns">) {
    this.#syntax = syntax;
  }

  visit(node: SyntaxNode, isHead: boolean): void {
    const isTold = this.quotes.length >= ENOUGH && this.semicolons.length >= ENOUGH;
    if (isTold || ++this.#nodes > MAX_NODES) return;
    const { text } = this.#syntax;
    if (node.type === "Literal" && typeof node.value === "string") {
      const raw = text.slice(node.start, node.end);
      if (raw[0] === "'" && !raw.includes('"')) this.quotes.push("'");
      if (raw[0] === '"' && !raw.includes("'")) this.quotes.push('"');
    }
    if (!isHead && endsStatement(node)) this.#vote(node);
    for (const one of childrenOf(node)) {
      // In JSX a quote is not the language's own.
      if (node.type !== "JSXAttribute" || one.type !== "Literal") this.visit(one, isForHead(node, one));
    }
  }

  #vote({ end }: SyntaxNode): void {
    const { text, standIns } = this.#syntax;
    const has = text[end - 1] === ";";
    // The last one of a block on one line has none in any style; a hole's comment may have hidden it.
    const saysNothing = /^[ \t]*\}/.test(text.slice(end, end + 9)) || standIns.some((one) => one.end === end);
    if (has || !saysNothing) this.semicolons.push(has);
  }
}

const ENDED =
  /^(?:(?:Variable|Import|ExportAll|TSTypeAlias|TSImportEquals)Declaration|(?:Expression|Return|Throw|Break|Continue|Debugger|DoWhile)Statement|(?:TSAbstract)?PropertyDefinition|AccessorProperty|TSExportAssignment)$/;

/** True for a node that a semicolon may end, and that ends there without one. */
export function endsStatement(node: SyntaxNode): boolean {
  const declared = child(node, "declaration");
  if (node.type === "ExportNamedDeclaration") return !declared;
  if (node.type === "ExportDefaultDeclaration") {
    return declared !== undefined && !/Declaration$|^TSDeclareFunction$/.test(declared.type);
  }
  return ENDED.test(node.type);
}

/** True for the declaration in the head of a loop: what follows it belongs to the loop. */
export function isForHead({ type, body }: SyntaxNode, below: SyntaxNode): boolean {
  return /^For(?:In|Of)?Statement$/.test(type) && below !== body;
}

/** The line end that a text uses most. */
export function newlineOf(text: string): "\n" | "\r\n" {
  const all = text.split("\n").length - 1;
  return (text.split("\r\n").length - 1) * 2 > all ? "\r\n" : "\n";
}

/** Each first step of indentation in a text. */
function steps(text: string): string[] {
  const found: string[] = [];
  let before = "";
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "" || /^\s*\*/.test(line)) continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    const step = indent.startsWith(before) ? indent.slice(before.length) : "";
    if (step) found.push(step);
    before = indent;
  }
  return found;
}

/** What occurs most often; of equals the first. */
function commonest<T>(all: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
