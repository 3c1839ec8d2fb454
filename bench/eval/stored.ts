/**
 * Rows of long runs in a short form: what the figures are made of, without a word of the tasks or the model.
 *
 * @module
 */

import { type Made, readRows, type Row } from "./row.ts";

const FOLDER = new URL("./stored/", import.meta.url);

/** Rows as a file of JSON lines, packed. */
export async function packed(rows: readonly Row[]): Promise<Uint8Array<ArrayBuffer>> {
  const lines = rows.map((row) => `${JSON.stringify(short(row))}\n`).join("");
  const stream = new Blob([lines]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The rows of stored runs, by their names.
 *
 * @throws {RangeError} For a name that is none.
 */
export async function storedRows(names: readonly string[]): Promise<readonly Row[]> {
  const found = await Promise.all(names.map(async (name) => {
    const file = new URL(`${name}.jsonl.gz`, FOLDER);
    try {
      using opened = await Deno.open(file);
      const text = opened.readable.pipeThrough(new DecompressionStream("gzip"));
      return readRows(await new Response(text).text());
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      throw new RangeError(`Cannot read the run "${name}": stored are ${(await storedNames()).join(", ")}`);
    }
  }));
  return found.flat();
}

/** The names of all stored runs. */
export async function storedNames(): Promise<readonly string[]> {
  const files = await Array.fromAsync(Deno.readDir(FOLDER));
  return files.flatMap(({ name }) => /^(.+)\.jsonl\.gz$/.exec(name)?.[1] ?? []).sort();
}

/**
 * Of faults the code is kept, of texts nothing but whether there is one. Times are left out: arms that hear a recording
 * take other ones than the arm that was recorded.
 */
function short({ text, notes: _, made, ...row }: Row): Row {
  const none = { notes: [], ms: 0, checkMs: 0 };
  return { ...row, ...none, text: text === "" ? "" : "…", made: made.map(shortMove) };
}

function shortMove(move: Made): Made {
  return { ...move, fault: move.fault === "no end" ? move.fault : move.fault.split(":")[0] ?? "" };
}
