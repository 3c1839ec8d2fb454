/**
 * Rows: what one fill, hole or cut of a bench showed, each a line of JSON. Figures are made of rows alone, so what took
 * hours can go on where it was, and be counted again by anybody.
 *
 * @module
 */

/** Reads rows; a last line that was not written whole is left out. */
export function readRows<T>(text: string): readonly T[] {
  const lines = text.split("\n");
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}

/** The lines of rows. */
export function linesOf(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** Rows of a run, added to a file as they come. */
export class RowFile<T> {
  readonly #path: string | undefined;
  readonly #keyOf: (row: T) => string;
  readonly #rows = new Map<string, T>();

  private constructor(path: string | undefined, keyOf: (row: T) => string) {
    this.#path = path;
    this.#keyOf = keyOf;
  }

  /**
   * Opens a file with what was written before. A last line that was cut off is taken away, so that the next one is whole.
   *
   * @param path A file in a folder that exists; nothing is read or written where it is absent.
   * @param keyOf Tells rows apart.
   */
  static async open<T>(path: string | undefined, keyOf: (row: T) => string): Promise<RowFile<T>> {
    const file = new RowFile(path, keyOf);
    if (path === undefined) return file;
    const text = await textOf(path);
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    if (whole !== text) await Deno.writeTextFile(path, whole);
    file.#keep(readRows(whole));
    return file;
  }

  /** The row of a key, where it is made. */
  get(key: string): T | undefined {
    return this.#rows.get(key);
  }

  /** Adds rows. */
  async add(...rows: readonly T[]): Promise<void> {
    if (this.#path !== undefined) await Deno.writeTextFile(this.#path, linesOf(rows), { append: true });
    this.#keep(rows);
  }

  #keep(rows: readonly T[]): void {
    for (const row of rows) this.#rows.set(this.#keyOf(row), row);
  }
}

/** The file `rows.jsonl` in a folder, which is made where it is not there; rows that nobody keeps where none is named. */
export async function openRows<T>(
  folder: string | undefined,
  keyOf: (row: T) => string,
): Promise<RowFile<T>> {
  if (folder !== undefined) await Deno.mkdir(folder, { recursive: true });
  return await RowFile.open(folder === undefined ? undefined : `${folder}/rows.jsonl`, keyOf);
}

async function textOf(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
