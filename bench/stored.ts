/**
 * Runs that are stored: rows in a short form, packed, so that anybody can count the figures of hours again in seconds.
 *
 * @module
 */

import { unzipped, zipped } from "./gzip.ts";
import { linesOf, readRows } from "./rows.ts";

/** What the command line says of stored runs. */
export interface StoreOptions {
  /** Names of stored runs, whose rows are read instead of making any. */
  readonly stored?: readonly string[];
  /** All rows are written to this file in a short form. */
  readonly store?: string;
}

/** Whose rows they are. */
export interface StoredKind<T> extends StoreOptions {
  /** The bench: runs lie in the folder `stored` of its own. */
  readonly bench: string;
  /** A row without what no figure needs, and without a word of a task, of code or of a model; absent where all rows are so. */
  readonly short?: (row: T) => T;
}

/** The options from what stands behind `--stored=` and `--store=`. */
export function storeOptions(
  { stored, store }: { readonly stored?: string | undefined; readonly store?: string | undefined },
): StoreOptions {
  return {
    ...(stored === undefined ? {} : { stored: stored.split(",") }),
    ...(store === undefined ? {} : { store }),
  };
}

/**
 * The rows of stored runs where some are named, else those that are made; they are stored where that is wanted.
 *
 * @throws {RangeError} For a name that is none.
 */
export async function rowsFrom<T>(
  { bench, short = (row) => row, stored, store }: StoredKind<T>,
  make: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const rows = stored ? await storedRows<T>(folderOf(bench), stored) : await make();
  if (store !== undefined) await Deno.writeFile(store, await packed(rows.map(short)));
  return rows;
}

/** The folder with the stored runs of a bench. */
export function folderOf(bench: string): URL {
  return new URL(`./${bench}/stored/`, import.meta.url);
}

/** Rows as a file of JSON lines, packed. */
export async function packed(rows: readonly unknown[]): Promise<Uint8Array<ArrayBuffer>> {
  return await zipped(linesOf(rows));
}

/** The rows of such a file. */
export async function unpacked<T>(bytes: Uint8Array<ArrayBuffer>): Promise<readonly T[]> {
  return readRows<T>(await unzipped(bytes));
}

/**
 * The rows of stored runs, by their names, one run after another.
 *
 * @throws {RangeError} For a name that is none.
 */
export async function storedRows<T>(folder: URL, names: readonly string[]): Promise<readonly T[]> {
  const found = await Promise.all(names.map(async (name) => {
    try {
      return await unpacked<T>(await Deno.readFile(new URL(`${name}.jsonl.gz`, folder)));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      const there = await storedNames(folder);
      throw new RangeError(`Cannot read the run "${name}": stored are ${there.join(", ") || "none"}`);
    }
  }));
  return found.flat();
}

/** The names of all runs in a folder; none where there is no folder. */
export async function storedNames(folder: URL): Promise<readonly string[]> {
  try {
    const files = await Array.fromAsync(Deno.readDir(folder));
    return files.flatMap(({ name }) => /^(.+)\.jsonl\.gz$/.exec(name)?.[1] ?? []).sort();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return [];
  }
}
