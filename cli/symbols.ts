/**
 * Declarations of a project, found by what a command line names.
 *
 * @module
 */

import type { Maze } from "@maze/maze";
import type { DeclaredSymbol, LeftOut } from "@maze/maze/plugin";
import { resolve } from "node:path";
import { UsageError } from "./exit_codes.ts";
import { nearest } from "./config/nearest.ts";
import { isThere, targetIn } from "./project.ts";
import { lineOf } from "./views/fault.ts";
import type { PlacedSymbol } from "./views/symbol.ts";

/** Declarations that are found by a name: more is no answer. */
const FOUND = 40;

/** What is known of a whole project. */
export interface Summary {
  /** Relative to the root, sorted. */
  readonly files: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly declarations: Declarations;
  readonly elapsedMs: number;
}

/** How many declarations there are. */
export interface Declarations {
  readonly total: number;
  readonly exported: number;
  /** By kind, as the language calls it. */
  readonly kinds: Readonly<Record<string, number>>;
}

/** Reads all files and counts what they declare. */
export async function projectSummary(maze: Maze): Promise<Summary> {
  const startedAt = performance.now();
  const files = await maze.index();
  const symbols = await everything(maze);
  const kinds = Map.groupBy(symbols, ({ kind }) => kind);
  return {
    files,
    leftOut: await maze.leftOut(),
    declarations: {
      total: symbols.length,
      exported: symbols.filter(({ isExported }) => isExported).length,
      kinds: Object.fromEntries([...kinds].map(([kind, own]) => [kind, own.length])),
    },
    elapsedMs: performance.now() - startedAt,
  };
}

/** Declarations with their places. */
export interface FoundSymbols {
  readonly symbols: readonly PlacedSymbol[];
  /** True when there are more. */
  readonly isCut: boolean;
  readonly elapsedMs: number;
}

/**
 * What a file declares, in order; else the declarations of a name, best first; else what an installed package gives.
 *
 * @param what A file as the user writes it, relative to `cwd`; a name; `PACKAGE` or `PACKAGE#NAME`.
 * @throws {UsageError} If it is none of them.
 */
export async function foundSymbols(maze: Maze, what: string, cwd: string): Promise<FoundSymbols> {
  const startedAt = performance.now();
  const isPath = /[/\\]|\.[cm]?[jt]sx?$/.test(what) || await isFile(resolve(cwd, what));
  const file = isPath ? await fileNamed(maze, what, cwd) : undefined;
  const found = file === undefined
    ? await named(maze, what, { isPath })
    : await maze.symbols({ name: "", file, limit: Number.MAX_SAFE_INTEGER, isWhole: true });
  if (found.length === 0 && file === undefined) throw await unknown(maze, what, { isPath, cwd });
  const isCut = file === undefined && found.length > FOUND;
  const shown = isCut ? found.slice(0, FOUND) : found;
  const symbols = await Promise.all(shown.map((symbol) => placedSymbol(maze, symbol)));
  return { symbols, isCut, elapsedMs: performance.now() - startedAt };
}

/** Declarations of the project by their name; where there are none, those of `PACKAGE` or `PACKAGE#NAME`. */
async function named(
  maze: Maze,
  what: string,
  { isPath }: { readonly isPath: boolean },
): Promise<readonly DeclaredSymbol[]> {
  const query = { limit: FOUND + 1, isWhole: true };
  const found = isPath ? [] : await maze.symbols({ name: what, ...query });
  const [, from, name = ""] = /^([^#]+)(?:#(.*))?$/.exec(what) ?? [];
  return found.length > 0 || from === undefined
    ? found
    : await maze.symbols({ package: from, name, ...query });
}

/** A file that the project's tools see; `undefined` where none lies there. */
async function fileNamed(maze: Maze, what: string, cwd: string): Promise<string | undefined> {
  if (!await isThere(resolve(cwd, what))) return undefined;
  const file = await targetIn(maze, cwd, what);
  return (await maze.index()).includes(file) ? file : undefined;
}

async function unknown(
  maze: Maze,
  what: string,
  { isPath, cwd }: { readonly isPath: boolean; readonly cwd: string },
): Promise<UsageError> {
  if (!isPath) return await unknownName(maze, what);
  await targetIn(maze, cwd, what);
  return new UsageError(
    `Cannot list what "${what}" declares: it is no file that the project's tools see`,
    "`maze index --list` shows every file",
  );
}

/** A folder may have the name of a declaration; whoever means the folder asks for its files. */
async function isFile(path: string): Promise<boolean> {
  return await isThere(path) && (await Deno.stat(path)).isFile;
}

async function placedSymbol(maze: Maze, { span, ...symbol }: DeclaredSymbol): Promise<PlacedSymbol> {
  return { ...symbol, ...await lineOf(maze, symbol.file, span.start) };
}

async function unknownName(maze: Maze, name: string): Promise<UsageError> {
  const names = (await everything(maze)).map((symbol) => symbol.name);
  const near = nearest(name, names);
  return new UsageError(
    `Cannot find "${name}": nothing in the project is declared by this name, and no file or package is called so`,
    near === undefined ? "`maze index --list` shows every file" : `Did you mean "${near}"?`,
  );
}

async function everything(maze: Maze): Promise<readonly DeclaredSymbol[]> {
  return await maze.symbols({ name: "", limit: Number.MAX_SAFE_INTEGER, isWhole: false });
}
