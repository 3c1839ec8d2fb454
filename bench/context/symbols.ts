/**
 * What code uses that its own file does not declare, as the compiler resolves it.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";
import { type Moment, type Symbol, SymbolFlags } from "../../plugins/typescript/compiler.ts";
import { childrenOf, parseFile, type SyntaxNode, word } from "../../plugins/typescript/syntax.ts";

const MEMBER = SymbolFlags.Property | SymbolFlags.Method | SymbolFlags.Accessor | SymbolFlags.EnumMember;
/** The language's own library is known to every model. */
const LIBRARY = /(?:^|\/)lib\.[\w.]*d\.ts$/;

/** A name that another file declares. */
export interface Foreign {
  readonly name: string;
  /** Absolute path of the first file that declares it. */
  readonly path: string;
  readonly isMember: boolean;
}

/**
 * Names of symbols that are used in a stretch of a file and declared in other files of the project or its packages, as
 * they are declared there, each once, sorted.
 *
 * @param path Absolute path of the file.
 */
export async function foreignIn(
  moment: Moment,
  path: string,
  text: string,
  span: Span,
): Promise<readonly Foreign[]> {
  const nodes = namesIn(parseFile(path, text).program, span);
  const symbols = await moment.checker.getSymbolAtPosition(path, nodes.map(({ start }) => start));
  const names = await Promise.all(nodes.map(async (node, at) => {
    const symbol = symbols[at];
    if (!symbol) return [];
    const meant = await real(moment, symbol);
    const files = meant.declarations.map(({ path }) => String(path));
    const isOwn = files.some((file) => file.toLowerCase() === path.toLowerCase());
    const isKnown = files.length === 0 || isOwn || files.every((file) => LIBRARY.test(file));
    // The name of a whole module stands in the import.
    if (isKnown || meant.name.startsWith('"')) return [];
    const name = meant.name === "default" ? word(node, "name") : meant.name;
    return [{ name, path: files[0] ?? "", isMember: (meant.flags & MEMBER) !== 0 }];
  }));
  const unique = new Map(names.flat().map((one) => [one.name, one]));
  return [...unique.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}

async function real(moment: Moment, symbol: Symbol): Promise<Symbol> {
  return symbol.flags & SymbolFlags.Alias ? await moment.checker.getAliasedSymbol(symbol) : symbol;
}

function namesIn(root: SyntaxNode, span: Span): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (node: SyntaxNode) => {
    if (node.end <= span.start || node.start >= span.end) return;
    const isInside = node.start >= span.start && node.end <= span.end;
    if (isInside && node.type === "Identifier") found.push(node);
    childrenOf(node).forEach(visit);
  };
  visit(root);
  return found;
}
