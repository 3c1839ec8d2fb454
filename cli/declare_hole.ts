/**
 * Puts the declaration of `hole` where each program of the project sees it.
 *
 * A declaration outside of what a tsconfig includes is never read. What is included is not guessed here: the file is
 * written, and the files of the project are asked for again.
 *
 * @module
 */

import { dirname, join, relative, sep } from "node:path";
import { HOLE_DECLARATION } from "./config/hole_declaration.ts";
import type { InitFile } from "./config/init.ts";
import { writeUnlessThere } from "./config/write_whole.ts";
import { isThere } from "./project.ts";

const NAME = "maze-hole.d.ts";
/** Folders that are tried for one program: sources lie at its top or a step or two below. */
const MAX_FOLDERS = 6;
/** In a workspace of more packages most never have a hole. */
const MAX_PROGRAMS = 12;

/** What was written, and what a person should know. */
export interface Declared {
  readonly files: readonly InitFile[];
  readonly notes: readonly string[];
}

/** Every file that the project's tools would see, relative to the folder. */
export type FilesOf = (folder: string) => Promise<readonly string[]>;

/** Files that one tsconfig speaks for, and its folder, absolute. */
interface Program {
  readonly folder: string;
  readonly files: readonly string[];
}

/** Writes the declaration once for each folder with a tsconfig of its own. */
export async function declareHole(root: string, filesOf: FilesOf): Promise<Declared> {
  const programs = await programsIn(root, await filesOf(root));
  const chosen = programs.length > MAX_PROGRAMS ? programs.slice(0, 1) : programs;
  const files: InitFile[] = [];
  const notes: string[] = [];
  for (const program of chosen) {
    const { file, isSeen } = await declareIn(program, filesOf);
    files.push(file);
    if (!isSeen) {
      notes.push(`add ${relative(root, file.path)} to "files" or "include" of the tsconfig.json beside it`);
    }
  }
  if (chosen.length < programs.length) {
    notes.push(
      `${programs.length} folders have a tsconfig of their own; \`maze init\` in one of them declares \`hole\` there`,
    );
  }
  return { files, notes };
}

/** The root's program first, then by path. */
async function programsIn(root: string, files: readonly string[]): Promise<readonly Program[]> {
  const homes = new Map<string, string>();
  const homeOf = async (folder: string): Promise<string> => {
    const known = homes.get(folder);
    if (known !== undefined) return known;
    const isHome = folder === root || folder === dirname(folder) || await hasConfig(folder);
    const home = isHome ? folder : await homeOf(dirname(folder));
    homes.set(folder, home);
    return home;
  };
  const own = new Map<string, string[]>([[root, []]]);
  for (const file of files.map((name) => join(root, name))) {
    const home = await homeOf(dirname(file));
    own.set(home, [...own.get(home) ?? [], file]);
  }
  const programs = [...own].map(([folder, files]) => ({ folder, files }));
  const busy = programs.filter(({ files }) => files.length > 0);
  const sorted = busy.toSorted((a, b) => a.folder < b.folder ? -1 : 1);
  return sorted.length > 0 ? sorted : programs; // nothing is there yet: the root it is
}

async function hasConfig(folder: string): Promise<boolean> {
  return await isThere(join(folder, "tsconfig.json")) || await isThere(join(folder, "jsconfig.json"));
}

/** Where no folder's files are seen by themselves it lies beside the tsconfig. */
async function declareIn(
  { folder, files }: Program,
  filesOf: FilesOf,
): Promise<{ readonly file: InitFile; readonly isSeen: boolean }> {
  const there = files.find((file) => file.endsWith(`${sep}${NAME}`));
  if (there !== undefined) return { file: { path: there, state: "kept" }, isSeen: true };
  for (const place of placesOf(folder, files)) {
    const file = await written(place);
    const name = relative(folder, file.path).replaceAll(sep, "/");
    if ((await filesOf(folder)).includes(name)) return { file, isSeen: true };
    if (file.state === "written") await Deno.remove(file.path);
  }
  return { file: await written(folder), isSeen: false };
}

async function written(folder: string): Promise<InitFile> {
  const path = join(folder, NAME);
  return { path, state: await writeUnlessThere(path, HOLE_DECLARATION) ? "written" : "kept" };
}

/** The program's folder, then the folders down to its files. */
function placesOf(folder: string, files: readonly string[]): readonly string[] {
  const depth = (path: string) => path.split(sep).length;
  const below = new Set<string>();
  for (const file of files) {
    for (let at = dirname(file); at.startsWith(folder + sep); at = dirname(at)) below.add(at);
  }
  const sorted = [...below].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return [folder, ...sorted].slice(0, MAX_FOLDERS);
}
