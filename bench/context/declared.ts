/**
 * Whether what a model is told declares a name, and not only mentions it.
 *
 * @module
 */

import type { Declaration } from "../../plugins/typescript/index/entry.ts";
import type { Counted } from "./recall.ts";
import type { Foreign } from "./symbols.ts";

/** A piece of what a model is told; of a known file, where it says so. */
export interface Piece {
  readonly text: string;
  /** Relative to the root. */
  readonly file?: string;
}

/** A name, and what has it as a member in the file that declares it. */
export interface Sought extends Foreign {
  /** Relative to the root. */
  readonly file: string;
  /** Empty for what is no member, and for a member of something without a name. */
  readonly holders: readonly string[];
}

/** Finds the holders of a name among the declarations of its file. */
export function soughtIn(foreign: Foreign, file: string, declarations: readonly Declaration[]): Sought {
  const holders = foreign.isMember
    ? declarations.filter(({ members }) => members.some(({ name }) => name === foreign.name))
    : [];
  return { ...foreign, file, holders: [...new Set(holders.map(({ name }) => name))] };
}

/**
 * How many of the names are declared: by a piece that begins their declaration; a member by a piece that has it together
 * with what holds it, or, where a piece tells its file, by one of the right file.
 */
export function countDeclared(sought: readonly Sought[], pieces: readonly Piece[]): Counted {
  return {
    found: sought.filter((one) => pieces.some((piece) => declares(piece, one))).length,
    of: sought.length,
  };
}

function declares({ text, file }: Piece, { name, file: own, isMember, holders }: Sought): boolean {
  if (file !== undefined && file !== own) return false;
  if (!isMember) return begins(text, name);
  if (!new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`).test(text)) return false;
  return file !== undefined || holders.some((holder) => begins(text, holder));
}

function begins(text: string, name: string): boolean {
  const words = "function\\*?|class|interface|type|enum|namespace|const|let|var";
  return new RegExp(`(?:${words})\\s+${escaped(name)}(?![\\w$])`).test(text);
}

function escaped(name: string): string {
  return name.replaceAll("$", "\\$");
}
