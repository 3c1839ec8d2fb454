/**
 * Declarations by name.
 *
 * @module
 */

import type { FileFacts, Symbol } from "./entry.ts";

/** A declaration that a query found. */
export interface SymbolHit extends Symbol {
  /** Relative to the project's root. */
  readonly file: string;
}

/**
 * Finds declarations whose name is, starts with, has as initials of its words, or contains the query; in this order,
 * then exported ones first, then shorter names, then by file. Letter case counts only as a tie-break.
 *
 * @param limit At most this many hits.
 */
export function searchSymbols(
  files: Iterable<readonly [file: string, facts: FileFacts]>,
  query: string,
  limit: number,
): readonly SymbolHit[] {
  const rank = ranking(query);
  const hits: { readonly hit: SymbolHit; readonly rank: number }[] = [];
  for (const [file, { symbols }] of files) {
    for (const symbol of symbols) {
      const found = rank(symbol.name);
      if (found !== undefined) {
        hits.push({ hit: { ...symbol, file }, rank: found - (symbol.isExported ? 0.5 : 0) });
      }
    }
  }
  hits.sort((a, b) => a.rank - b.rank || a.hit.name.length - b.hit.name.length || compare(a.hit, b.hit));
  return hits.slice(0, limit).map(({ hit }) => hit);
}

/** 0 is the best; `undefined` is no hit. */
function ranking(query: string): (name: string) => number | undefined {
  const low = query.toLowerCase();
  const initials = [...low].map((sign) => sign.replace(/\W/, "\\$&")).join(".*?");
  const humps = new RegExp(`^${initials}`);
  return (name) => {
    if (name === query) return 0;
    const lowName = name.toLowerCase();
    if (lowName === low) return 1;
    if (lowName.startsWith(low)) return name.startsWith(query) ? 2 : 3;
    if (low.length > 1 && humps.test(initialsOf(name))) return 4;
    return lowName.includes(low) ? 5 : undefined;
  };
}

function initialsOf(name: string): string {
  return (name.match(/[A-Z]?[a-z\d]*|[A-Z]/g) ?? []).map((word) => word[0] ?? "").join("").toLowerCase();
}

function compare(a: SymbolHit, b: SymbolHit): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.at - b.at;
}
