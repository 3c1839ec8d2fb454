/**
 * Which files of a Deno project a change can make faults in: the changed ones, and all that import them. In a large project
 * `deno check` takes a third of the time for them that it takes for all.
 *
 * @module
 */

import { posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readDenoGraph } from "../_deno/graph.ts";
import type { Shown } from "./mirrored.ts";

/** `deno info` wants one module that imports all others. */
const ENTRY = ".maze-entry.ts";
const ARGS = ["info", "--json", "--no-remote", "--no-npm", ENTRY];
/** The part of all files above which all are checked: their check is kept by Deno when nothing has changed. */
const MOST = 0.5;

/** Finds the files for changes of one project. */
export class DenoRoots {
  #state = "";
  #importers: ReadonlyMap<string, readonly string[]> | undefined;

  /** Names relative to the root; `undefined` where any file may have got faults. */
  async of(changed: readonly string[], shown: Shown): Promise<readonly string[] | undefined> {
    if (changed.some((file) => isEverywhere(file, shown.after.get(file) ?? ""))) return undefined;
    if (this.#state !== shown.state) {
      this.#importers = await importersIn(shown);
      this.#state = shown.state;
    }
    const importers = this.#importers;
    if (!importers || changed.some((file) => !importers.has(file))) return undefined;
    const found = new Set(changed);
    for (const file of found) for (const one of importers.get(file) ?? []) found.add(one);
    return found.size > importers.size * MOST ? undefined : [...found].sort();
  }
}

/** True for a file that adds to what every file can name. */
function isEverywhere(file: string, text: string): boolean {
  return /\.d\.[cm]?ts$/.test(file) || /\bdeclare\s+(?:global|module)\b/.test(text);
}

/** Every file of the project with those that import it; `undefined` where Deno can not say. */
async function importersIn(
  { mirror, run }: Shown,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const files = mirror.files();
  const entry = files.map((file) =>
    `import ${JSON.stringify(pathToFileURL(posix.join(mirror.root, file)).href)};\n`
  );
  const { isSuccess, stdout } = await mirror.beside(ENTRY, entry.join(""), () => run(ARGS));
  if (!isSuccess) return undefined;
  const name = (specifier: string) =>
    specifier.startsWith("file:") ? posix.relative(mirror.root, fileURLToPath(specifier)) : specifier;
  const importers = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { specifier, dependencies } of readDenoGraph(stdout).modules) {
    if (name(specifier) === ENTRY) continue;
    for (const { target, code } of dependencies) {
      for (const one of new Set([target, code ?? target])) importers.get(name(one))?.push(name(specifier));
    }
  }
  return importers;
}
