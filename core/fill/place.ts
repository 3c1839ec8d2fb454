/**
 * Where new code goes: into the file that was named, or the one whose names say most of what is wanted. What a place in
 * a file is, the language says.
 *
 * @module
 */

import { normalize } from "node:path/posix";
import type { DeclaredSymbol } from "../code/symbol.ts";
import type { NewCode, Placement, Wish } from "../code/wish.ts";
import { MazeError } from "../kernel/errors.ts";
import { nearest } from "../nearest.ts";
import type { FillContext } from "./context.ts";
import { wordsOf } from "./wording.ts";

/** A wish, and where it goes. */
export interface Place {
  readonly wish: Wish;
  readonly placement: Placement;
  /** Why there, for people. */
  readonly reason: string;
}

/** Declarations that are looked at to choose a file. */
const MAX_SYMBOLS = 20_000;
/** Files that are tried: some are not for new code. */
const MAX_FILES = 8;

/**
 * Finds the place.
 *
 * @throws {MazeError} `generate/intent`, `generate/language`, `generate/no-file`, `generate/unseen`, `generate/no-name`,
 * what the language's indexer throws, and what `Workspace.create` throws.
 */
export async function placeFor(context: FillContext, asked: NewCode): Promise<Place> {
  const { intent, into, language, examples = [] } = asked;
  if (intent.trim() === "") {
    throw new MazeError("Cannot write new code: nothing says what is wanted", {
      code: "generate/intent",
      hint: 'Say it in words, as in "slugify a title"',
    });
  }
  refuseLanguage(context, language);
  const wish = { intent: intent.trim(), examples, ...(language === undefined ? {} : { language }) };
  return into === undefined ? await bestPlace(context, wish) : await namedPlace(context, wish, into);
}

function refuseLanguage({ kernel }: FillContext, language: string | undefined): void {
  const indexers = kernel.plugins.filter(({ points }) => points.includes("indexer"));
  const known = [...new Set(indexers.flatMap(({ languages }) => languages))].sort();
  if (language === undefined || known.includes(language)) return;
  const near = nearest(language, known);
  throw new MazeError(`Cannot write new code in "${language}": no plugin knows that language`, {
    code: "generate/language",
    hint: near === undefined ? `The plugins know ${known.join(", ") || "none"}` : `Did you mean "${near}"?`,
  });
}

type Wanted = Pick<Wish, "intent" | "examples" | "language">;

async function namedPlace(context: FillContext, wanted: Wanted, into: string): Promise<Place> {
  const { kernel, workspace, signal } = context;
  const files = await kernel.ask("indexer.files", [], { signal });
  const cut = into.lastIndexOf("#");
  const isWhole = cut < 0 || files.includes(normalize(into));
  const file = normalize(isWhole ? into : into.slice(0, cut));
  const name = isWhole ? undefined : into.slice(cut + 1);
  const isNew = !files.includes(file);
  if (isNew) {
    if (name !== undefined) {
      throw new MazeError(`Cannot find "${name}" in "${file}": there is no such file`, {
        code: "generate/no-name",
      });
    }
    await workspace.create(file).catch((error) => {
      throw error instanceof MazeError && error.code === "write/changed" ? unseen(file) : error;
    });
    await kernel.ask("indexer.update", [[{ file, text: "" }]], { signal });
  }
  const wish: Wish = { ...wanted, file, isNew, isFree: false, ...(name === undefined ? {} : { name }) };
  const placement = await kernel.ask("indexer.place", [wish], { signal });
  if (!placement) {
    throw new MazeError(`Cannot write new code into "${file}": no plugin knows its language`, {
      code: "generate/language",
      hint: "`maze plugins` shows what each plugin knows",
    });
  }
  const where = isNew ? "a new file" : placement.reason;
  return { wish, placement, reason: where };
}

function unseen(file: string): MazeError {
  return new MazeError(`Cannot write new code into "${file}": the project's tools do not see it`, {
    code: "generate/unseen",
    hint:
      "`maze index --list` shows every file; look at the project's own config, .gitignore and .mazeignore",
  });
}

async function bestPlace(context: FillContext, wanted: Wanted): Promise<Place> {
  const { kernel, signal } = context;
  const query = { name: "", limit: MAX_SYMBOLS, isWhole: false };
  const symbols = await kernel.ask("indexer.symbols", [query], { signal });
  for (const { file, words } of ranked(wanted.intent, symbols).slice(0, MAX_FILES)) {
    const wish: Wish = { ...wanted, file, isNew: false, isFree: true };
    const placement = await kernel.ask("indexer.place", [wish], { signal });
    if (!placement) continue;
    const said = words.map((word) => `"${word}"`).join(", ");
    return { wish, placement, reason: `its names say ${said}; ${placement.reason}` };
  }
  throw new MazeError("Cannot choose a file for the new code: no file's names say anything of it", {
    code: "generate/no-file",
    hint: "Name one with --into FILE; it is made when it is not there",
  });
}

/** A file, and the words of an intent that its names say. */
export interface Ranked {
  readonly file: string;
  readonly words: readonly string[];
}

/** What a word counts where the file itself is called so, and where something in it is. */
const WEIGHTS = { file: 2, name: 1 } as const;

/**
 * The files whose names say words of an intent, those that say most first: a word that few files say counts more.
 *
 * @example
 * ```ts
 * import { ranked } from "./place.ts";
 * import assert from "node:assert/strict";
 *
 * const symbol = (name: string, file: string) => ({
 *   ...{ name, file, kind: "function", span: { start: 0, end: 1 }, isExported: true, container: "" },
 * });
 * const found = ranked("slugify a title", [symbol("trimTitle", "text.ts"), symbol("sum", "math.ts")]);
 * assert.deepEqual(found, [{ file: "text.ts", words: ["title"] }]);
 * ```
 */
export function ranked(
  intent: string,
  symbols: readonly Pick<DeclaredSymbol, "name" | "file">[],
): readonly Ranked[] {
  const wanted = [...new Set(wordsOf(intent))];
  const files = [...Map.groupBy(symbols, ({ file }) => file)].map(([file, own]) => {
    const [inFile, inNames] = [wordsOf(file), own.flatMap(({ name }) => wordsOf(name))];
    const weights = wanted.map((word) => {
      if (inFile.some((one) => isAlike(one, word))) return WEIGHTS.file;
      return inNames.some((one) => isAlike(one, word)) ? WEIGHTS.name : 0;
    });
    return { file, weights };
  });
  const rare = wanted.map((_, at) => {
    const count = files.filter(({ weights }) => weights[at] !== 0).length;
    return Math.log(1 + files.length / (count || 1));
  });
  return files.map(({ file, weights }) => ({
    file,
    words: wanted.filter((_, at) => weights[at] !== 0),
    score: weights.reduce((sum: number, weight, at) => sum + weight * (rare[at] ?? 0), 0),
  })).filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.file < b.file ? -1 : 1))
    .map(({ file, words }) => ({ file, words }));
}

/** Shorter beginnings are shared by chance. */
const MIN_SHARED = 4;

/** Equal, or one the other's beginning: `price` and `prices`. */
function isAlike(one: string, two: string): boolean {
  return one === two ||
    Math.min(one.length, two.length) >= MIN_SHARED && (one.startsWith(two) || two.startsWith(one));
}
