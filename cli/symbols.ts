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
 * What a file declares, in order; else the declarations of a name, best first.
 *
 * @param what A file as the user writes it, relative to `cwd`, or a name.
 * @throws {UsageError} If it is neither.
 */
export async function foundSymbols(maze: Maze, what: string, cwd: string): Promise<FoundSymbols> {
  const startedAt = performance.now();
  const file = await fileNamed(maze, what, cwd);
  const found = file === undefined
    ? await maze.symbols({ name: what, limit: FOUND + 1, isWhole: true })
    : await maze.symbols({ name: "", file, limit: Number.MAX_SAFE_INTEGER, isWhole: true });
  if (found.length === 0 && file === undefined) throw await unknownName(maze, what);
  const isCut = file === undefined && found.length > FOUND;
  const shown = isCut ? found.slice(0, FOUND) : found;
  const symbols = await Promise.all(shown.map((symbol) => placedSymbol(maze, symbol)));
  return { symbols, isCut, elapsedMs: performance.now() - startedAt };
}

async function fileNamed(maze: Maze, what: string, cwd: string): Promise<string | undefined> {
  const isPath = /[/\\]|\.[cm]?[jt]sx?$/.test(what) || await isFile(resolve(cwd, what));
  if (!isPath) return undefined;
  const file = await targetIn(maze, cwd, what);
  if ((await maze.index()).includes(file)) return file;
  throw new UsageError(
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
    `Cannot find "${name}": nothing in the project is declared by this name, and no file is called so`,
    near === undefined ? "`maze index --list` shows every file" : `Did you mean "${near}"?`,
  );
}

async function everything(maze: Maze): Promise<readonly DeclaredSymbol[]> {
  return await maze.symbols({ name: "", limit: Number.MAX_SAFE_INTEGER, isWhole: false });
}
