/**
 * What a file could import: names that other files of the project import or export, with the specifier that this file
 * would write.
 *
 * @module
 */

import { posix } from "node:path";
import type { ImportNeed } from "../../core/code/scope.ts";
import type { Export, Import } from "./index/answers.ts";
import type { DeclarationIndex } from "./index/declaration_index.ts";
import { partsOf } from "../_words/words.ts";
import { OWN_MODULE } from "./marker.ts";
import type { MarkerModules } from "./marker_modules.ts";
import { OwnImports } from "./own_imports.ts";
import { nameFeatures } from "./rank.ts";
import { SpecifierStyle } from "./specifier_style.ts";
import { isTestFile } from "./test_files.ts";

/** What is asked of the index. */
export type ImportSource = Pick<
  DeclarationIndex,
  "files" | "imports" | "importers" | "symbols" | "exports" | "resolve" | "declarations" | "project"
>;

/** What a file is asked with. */
export interface Wanted {
  /** The hole's file, relative to the root. */
  readonly file: string;
  /** Words that say what is wanted. */
  readonly words: readonly string[];
  /** At most so many names. */
  readonly most: number;
}

/** Kinds of declarations that leave a value behind. */
const VALUES: ReadonlySet<string> = new Set(["function", "class", "enum", "const"]);
const PLAIN_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
/** What a name must score before its type is asked for: each costs a little time. */
const LEAST = 1;
/** Declarations looked at for each word, and the length of a word worth looking for. */
const MAX_HITS = 60;
const MIN_PART = 3;
/** Packages whose other exports are looked at, and how much of a name must be alike. */
const MAX_PACKAGES = 4;
const ALIKE = 0.5;

/** A name that a module gives, and how the project uses it. */
interface Known {
  readonly need: ImportNeed;
  /** Relative to the root; absent for modules outside the project. */
  readonly target?: string;
  /** Files that import it. */
  importers: number;
  /** Such files in the folder of the hole's file. */
  near: number;
}

/** Names that the project has and a file lacks. Made once for one state of the index. */
export class Importable {
  readonly #index: ImportSource;
  readonly #markers: MarkerModules;
  readonly #imports = new Map<string, readonly Import[]>();
  readonly #style: SpecifierStyle;
  readonly #packages = new Map<string, Promise<readonly Export[]>>();

  /** @param markers Say which names are the marker: it fills nothing. */
  constructor(index: ImportSource, markers: MarkerModules) {
    this.#index = index;
    this.#markers = markers;
    for (const file of index.files()) this.#imports.set(file, index.imports(file));
    this.#style = new SpecifierStyle(this.#imports, index.project);
  }

  /** The likeliest names, those that match the wanted words first. */
  async names({ file, words, most }: Wanted): Promise<ImportNeed[]> {
    const own = new OwnImports(this.#imports.get(file) ?? []);
    const known = this.#known(file, words, own);
    await this.#addFromPackages(known, file, words, own);
    const cyclic = new Set(this.#index.importers(file, { isTransitive: true }));
    return [...known.values()].map((one) => ({ one, score: scoreOf(one, words, cyclic) }))
      .filter(({ score }) => score >= LEAST).sort((a, b) => b.score - a.score)
      .slice(0, most).map(({ one }) => one.need);
  }

  /** The only import that would bring a name into a file; `undefined` where there is none, or a choice. */
  async sole(name: string, file: string): Promise<ImportNeed | undefined> {
    const own = new OwnImports(this.#imports.get(file) ?? []);
    const known = this.#known(file, [name], own);
    await this.#addFromPackages(known, file, [name], own);
    const found = [...known.values()].filter(({ need }) => need.name === name);
    const used = found.filter(({ importers }) => importers > 0);
    const [only, ...others] = used.length > 0 ? used : found;
    return others.length === 0 ? only?.need : undefined;
  }

  /** What the packages that are imported near the file have besides, where it is named like what is wanted. */
  async #addFromPackages(
    known: Map<string, Known>,
    file: string,
    words: readonly string[],
    present: OwnImports,
  ): Promise<void> {
    const near = new Map<string, number>();
    for (const { need, target, importers, near: own } of known.values()) {
      if (target === undefined) near.set(need.from, (near.get(need.from) ?? 0) + importers + 4 * own);
    }
    for (const { specifier, isExternal, kind } of this.#imports.get(file) ?? []) {
      const isMarker = OWN_MODULE(specifier).length > 0;
      if (isExternal && kind === "import" && !isMarker) near.set(specifier, Infinity);
    }
    const likely = [...near].sort((a, b) => b[1] - a[1]).slice(0, MAX_PACKAGES);
    for (const [from] of likely) {
      const module = this.#index.resolve(from, file) ?? from;
      for (const found of await this.#exportsOf(from, file)) {
        const { name } = found;
        const isAlike = (nameFeatures(words, name).alikeName ?? 0) >= ALIKE;
        if (!isAlike || !present.lacks(module, name) || !await this.#isValue(found)) continue;
        entry(known, { need: { name, from, kind: "named" } });
      }
    }
  }

  /** Declaration files mark all they export as types; what is declared tells. */
  async #isValue({ file, local }: Export): Promise<boolean> {
    const declared = await this.#index.declarations(file);
    return declared.some(({ name, kind }) => name === local && VALUES.has(kind));
  }

  #exportsOf(specifier: string, file: string): Promise<readonly Export[]> {
    let found = this.#packages.get(specifier);
    if (!found) {
      const entry = this.#index.resolve(specifier, file);
      found = entry === undefined ? Promise.resolve([]) : this.#index.exports(entry);
      this.#packages.set(specifier, found);
    }
    return found;
  }

  #known(file: string, words: readonly string[], present: OwnImports): Map<string, Known> {
    const known = new Map<string, Known>();
    const isTest = isTestFile(file);
    const folder = posix.dirname(file);
    for (const [importer, imports] of this.#imports) {
      const isNear = posix.dirname(importer) === folder;
      for (const { specifier, kind, bindings, target, isExternal } of imports) {
        if (kind !== "import" || importer === file || OWN_MODULE(specifier).length > 0) continue;
        const own = isExternal ? undefined : target;
        if (
          own === file || own === undefined && /^\.{0,2}\//.test(specifier) ||
          own && !isTest && isTestFile(own)
        ) continue;
        const module = target ?? specifier;
        const from = present.specifier(module) ??
          (own === undefined ? specifier : this.#style.specifier(file, own));
        const marked = this.#markers.from(importer)(specifier);
        for (const { imported, local, isType } of bindings) {
          if (isType || marked.includes(imported) || !isTest && isTestFile(importer)) continue;
          if (!present.lacks(module, imported)) continue;
          const need = needOf(imported, local, from);
          const row = entry(known, { need, ...(own === undefined ? {} : { target: own }) });
          row.importers++;
          if (isNear) row.near++;
        }
      }
    }
    const hits = [...new Set(words.flatMap(partsOf))].filter((part) => part.length >= MIN_PART)
      .flatMap((part) => this.#index.symbols(part, MAX_HITS));
    for (const { name, kind, isExported, container, file: target } of hits) {
      if (!isExported || container !== "" || !VALUES.has(kind) || target === file || isTestFile(target)) {
        continue;
      }
      if (!present.lacks(target, name)) continue;
      const from = present.specifier(target) ?? this.#style.specifier(file, target);
      entry(known, { need: { name, from, kind: "named" }, target });
    }
    return known;
  }
}

function needOf(imported: string, local: string, from: string): ImportNeed {
  if (imported === "*") return { name: local, from, kind: "namespace" };
  if (imported === "default") return { name: local, from, kind: "default" };
  // Under another name it is this importer's own affair.
  return { name: imported, from, kind: "named" };
}

function entry(known: Map<string, Known>, one: Pick<Known, "need" | "target">): Known {
  const { name, from, kind } = one.need;
  const key = [name, from, kind].join("\0");
  const row = known.get(key) ?? { ...one, importers: 0, near: 0 };
  if (PLAIN_NAME.test(name)) known.set(key, row);
  return row;
}

function scoreOf(
  { need, target, importers, near }: Known,
  words: readonly string[],
  cyclic: ReadonlySet<string>,
): number {
  const { alikeName = 0, sameName = 0 } = nameFeatures(words, need.name);
  const isCyclic = target !== undefined && cyclic.has(target);
  return Math.log1p(importers) * 0.5 + Math.log1p(near) + 3 * alikeName + sameName - (isCyclic ? 2 : 0);
}
