/**
 * Which files of a project pass the marker on, and under which names: `export { hole } from "@maze/maze/hole"`.
 *
 * @module
 */

import type { DeclarationIndex } from "./index/declaration_index.ts";
import type { FileFacts } from "./index/entry.ts";
import { importedAs } from "./index/reexports.ts";
import { type MarkerSource, namesThrough, OWN_MODULE } from "./marker.ts";

/** What is asked of the index. */
export type MarkerIndex = Pick<DeclarationIndex, "files" | "facts" | "resolve">;

/** A module that passes itself on as a part of itself gives ever longer names. */
const MAX_PARTS = 4;
const NONE: readonly string[] = [];

/** The modules of a project that give the marker. Made once for one state of the index. */
export class MarkerModules {
  readonly #index: MarkerIndex;
  readonly #given = new Map<string, readonly string[]>();

  constructor(index: MarkerIndex) {
    this.#index = index;
    // Each round follows re-exports by one module; without one that imports the marker the first finds nothing.
    while (index.files().filter((file) => this.#learn(file)).length > 0);
  }

  /** What the modules that a file asks for give. */
  from(file: string): MarkerSource {
    return (specifier) => {
      const own = OWN_MODULE(specifier);
      if (own.length > 0 || this.#given.size === 0) return own;
      return this.#given.get(this.#index.resolve(specifier, file) ?? "") ?? NONE;
    };
  }

  /** True for a file that gets the marker from another file of the project: its text need not name it. */
  isGiven(file: string): boolean {
    if (this.#given.size === 0) return false;
    const source = this.from(file);
    return this.#index.facts(file)?.imports.some(({ specifier }) =>
      OWN_MODULE(specifier).length === 0 && source(specifier).length > 0
    ) ?? false;
  }

  /** True when the file gives more than was known. */
  #learn(file: string): boolean {
    const facts = this.#index.facts(file);
    const names = facts ? passedOn(facts, this.from(file)) : NONE;
    if (names.length <= (this.#given.get(file)?.length ?? 0)) return false;
    this.#given.set(file, names);
    return true;
  }
}

/** The names under which a module gives on what its own modules give. */
function passedOn(facts: FileFacts, source: MarkerSource): string[] {
  const names = facts.exports.flatMap(({ name, local, from }) => {
    if (name === "*") return source(from).filter((one) => one.split(".")[0] !== "default");
    const origin = from === "" ? importedAs(local, facts) : { from, imported: local };
    return origin ? namesThrough(origin.imported, name, source(origin.from)) : [];
  });
  return [...new Set(names)].filter((name) => name.split(".").length <= MAX_PARTS);
}
