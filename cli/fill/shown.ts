/**
 * What the last runs have shown, kept in `.maze/shown.json`: a look is timed, and another one may find other texts.
 *
 * @module
 */

import { MazeError } from "@maze/maze/plugin";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../config/write_whole.ts";
import { isOfDisk, ownFolder } from "../own_folder.ts";

/** Holes that are remembered; the oldest go first. */
const MAX_HOLES = 500;
/** The size of the file, in UTF-16 units. */
const MAX_SIZE = 4_000_000;

const need = z.strictObject({
  name: z.string(),
  from: z.string(),
  kind: z.enum(["named", "default", "namespace", "type"]),
});

const hole = z.strictObject({
  /** When, ISO 8601. */
  at: z.iso.datetime(),
  /** Relative to the root. */
  file: z.string(),
  /** Of the file's text: `Hole.snapshot`. */
  snapshot: z.string(),
  /** Of the plugins and their options. */
  settings: z.string(),
  filled: z.enum(["yes", "ambiguous", "no"]),
  /** Valid ones, in the order in which `--choose` numbers them. */
  readings: z.array(z.strictObject({ text: z.string(), needs: z.array(need), cost: z.number() })),
  /** Which of them was shown as what goes in, from 0; `null` for none. */
  chosen: z.int().min(0).nullable(),
  telling: z.strictObject({ input: z.string(), results: z.array(z.string()) }).optional(),
});

const file = z.strictObject({ version: z.literal(1), holes: z.record(z.string(), hole) });

/** What was shown of one hole. */
export type ShownHole = z.infer<typeof hole>;

/** What was shown, by the hole's id. */
export type Shown = ReadonlyMap<string, ShownHole>;

/** Reads what is kept; nothing where the file is missing, or of another version of Maze. */
export async function readShown(root: string): Promise<Shown> {
  try {
    const text = await Deno.readTextFile(join(root, ".maze", NAME));
    const read = file.safeParse(JSON.parse(text));
    return new Map(Object.entries(read.data?.holes ?? {}));
  } catch (error) {
    if (error instanceof SyntaxError || isOfDisk(error)) return new Map(); // as if nothing had been shown
    throw error;
  }
}

/**
 * Writes what is kept, as much as there is room for.
 *
 * @returns Why it could not be kept; `undefined` when it is.
 */
export async function writeShown(root: string, shown: Shown): Promise<string | undefined> {
  try {
    const folder = await ownFolder(root);
    if (folder === undefined) return "`.maze` is a link";
    await writeWhole(join(folder, NAME), textOf(shown), 0o600);
    return undefined;
  } catch (error) {
    if (isOfDisk(error) || error instanceof MazeError) return error instanceof Error ? error.message : "";
    throw error;
  }
}

const NAME = "shown.json";

/** The youngest holes that fit. */
function textOf(shown: Shown): string {
  const youngest = [...shown].sort(([, a], [, b]) => a.at < b.at ? 1 : -1).slice(0, MAX_HOLES);
  let left = MAX_SIZE;
  const kept = youngest.filter(([id, one]) => (left -= id.length + JSON.stringify(one).length) >= 0);
  return `${JSON.stringify({ version: 1, holes: Object.fromEntries(kept) })}\n`;
}
