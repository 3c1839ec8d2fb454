/**
 * Which file reads which declarations of other files, and how often. One row a file; a row is made again only when its
 * file has another text.
 *
 * @module
 */

import { partsOf } from "../../_words/words.ts";
import type { DeclarationIndex } from "../index/declaration_index.ts";
import type { FileFacts } from "../index/entry.ts";
import type { Statistics } from "../statistics.ts";

/** Where a declaration stands. */
export interface Place {
  /** Relative to the root. */
  readonly file: string;
  /** Its name there; `*` for all that the file exports. */
  readonly name: string;
}

/** A name that a file imports. */
export interface Link {
  /** As this file calls it. */
  readonly local: string;
  /** As the module calls it; `*` for all of it. */
  readonly imported: string;
  readonly specifier: string;
  /** Where it is declared, re-exports followed; absent for what another package declares. */
  readonly place?: Place;
  /** The module's file, where there is one. */
  readonly target?: string;
  readonly isType: boolean;
}

/** What one file takes from others. */
export interface Row {
  readonly links: readonly Link[];
  /** How often each name stands as a value, by the name. */
  readonly reads: ReadonlyMap<string, number>;
  /** How often each member is read, whatever it is a member of. */
  readonly members: ReadonlyMap<string, number>;
  /** How often each member is read, by the object where that is a plain name. */
  readonly membersOf: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The names of modules that are imported whole, by module. */
  readonly modules: ReadonlyMap<string, string>;
}

/** What is asked of the index. */
export type LinkSource = Pick<DeclarationIndex, "files" | "facts" | "imports" | "exports">;

/** A row, and what names mean in its file. */
interface Known {
  readonly facts: FileFacts;
  readonly row: Row;
  readonly own: ReadonlySet<string>;
  readonly imported: ReadonlyMap<string, Place | undefined>;
}

/** A text for maps that tells places apart. */
export function keyOf({ file, name }: Place): string {
  return `${file}\0${name}`;
}

/** The module that a link stands for, where it stands for all of one: of another package only as it is written. */
export function moduleOf({ place, imported, target }: Link): string | undefined {
  if (place) return place.name === "*" ? place.file : undefined;
  return imported === "*" ? target : undefined;
}

const TYPE = /^[$_]*\p{Lu}/u;

const NO_ROW: Row = {
  ...{ links: [], reads: new Map(), members: new Map(), membersOf: new Map(), modules: new Map() },
};

/** The rows of a project. */
export class Links {
  readonly #index: LinkSource;
  readonly #rows = new Map<string, Known>();
  readonly #exports = new Map<string, ReadonlyMap<string, Place>>();
  #byName: ReadonlyMap<string, readonly Place[]> | undefined;
  #byPart: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(index: LinkSource) {
    this.#index = index;
  }

  /** Files that have a row. */
  get files(): IterableIterator<string> {
    return this.#rows.keys();
  }

  /** Brings the rows up to date with the index and with what was counted. */
  async refresh(statistics: Statistics): Promise<void> {
    const changed = this.#changed();
    const areNamesOther = changed.some(([file, facts]) =>
      namesOf(facts) !== namesOf(this.#rows.get(file)?.facts)
    );
    for (const [file, facts] of changed) {
      const row = await this.#rowOf(file, statistics);
      const own = facts.symbols.flatMap(({ name, container }) => container === "" ? [name] : []);
      const imported = row.links.map(({ local, place }) => [local, place] as const);
      this.#rows.set(file, { facts, row, own: new Set(own), imported: new Map(imported) });
    }
    if (areNamesOther) this.#byName = this.#byPart = undefined;
  }

  /** What a file takes from others. */
  row(file: string): Row {
    return this.#rows.get(file)?.row ?? NO_ROW;
  }

  /** What a name in a file means: a declaration of its own, or one that it imports. */
  resolve(name: string, file: string): Place | undefined {
    const known = this.#rows.get(file);
    return known?.own.has(name) ? { file, name } : known?.imported.get(name);
  }

  /**
   * What words in a file mean, types too that another package declares, or that stand behind a module which the file
   * imports whole: `Type` of `core.Type`. Other words of such modules are too common to be meant. In a package's file a type
   * means what the file exports by that name.
   */
  async resolver(file: string): Promise<(word: string) => Place | undefined> {
    if (!this.#rows.has(file)) {
      const own = await this.exports(file);
      return (word) => TYPE.test(word) ? own.get(word) : undefined;
    }
    const { links } = this.row(file);
    const modules = new Set(links.flatMap((link) => moduleOf(link) ?? []));
    const [outside, ...inside] = await Promise.all([
      this.#typesOutside(links),
      ...[...modules].map((module) => this.exports(module)),
    ]);
    return (word) => {
      const own = this.resolve(word, file) ?? outside.get(word);
      return own ??
        (TYPE.test(word) ? inside : []).map((names) => names.get(word)).find((place) => place !== undefined);
    };
  }

  /** Where packages declare the types that a file imports from them, by the file's names for them. */
  async #typesOutside(links: readonly Link[]): Promise<ReadonlyMap<string, Place>> {
    const found = new Map<string, Place>();
    for (const { local, imported, place, target } of links) {
      if (place || target === undefined || imported === "*" || !TYPE.test(local)) continue;
      const declared = (await this.exports(target)).get(imported);
      if (declared) found.set(local, declared);
    }
    return found;
  }

  /** The declarations of a name that files of the project export. */
  named(name: string): readonly Place[] {
    this.#byName ??= byName(this.#rows);
    return this.#byName.get(name) ?? [];
  }

  /** Names that files of the project export and that share a part with a name: `parse` of `parseDay`. */
  alike(name: string): ReadonlySet<string> {
    this.#byName ??= byName(this.#rows);
    this.#byPart ??= byPart(this.#byName.keys());
    return new Set(partsOf(name).flatMap((part) => this.#byPart?.get(part) ?? []));
  }

  /** What a module exports, by name. */
  async exports(target: string): Promise<ReadonlyMap<string, Place>> {
    let found = this.#exports.get(target);
    if (!found) {
      const all = await this.#index.exports(target);
      found = new Map(all.map(({ name, file, local }) => [name, { file, name: local || name }]));
      this.#exports.set(target, found);
    }
    return found;
  }

  /** Files whose rows are none, or old; all of them where what modules export has changed. */
  #changed(): [string, FileFacts][] {
    const now = new Map(
      this.#index.files().flatMap((file) => {
        const facts = this.#index.facts(file);
        return facts ? [[file, facts]] : [];
      }),
    );
    const isGone = [...this.#rows.keys()].some((file) => !now.has(file));
    const changed = [...now].filter(([file, facts]) => this.#rows.get(file)?.facts !== facts);
    const isOther = changed.some(([file, facts]) => {
      const old = this.#rows.get(file)?.facts;
      return !old || JSON.stringify(old.exports) !== JSON.stringify(facts.exports);
    });
    if (!isGone && !isOther) return changed;
    this.#rows.clear();
    this.#exports.clear();
    this.#byName = this.#byPart = undefined;
    return [...now];
  }

  async #rowOf(file: string, statistics: Statistics): Promise<Row> {
    const links: Link[] = [];
    for (const { specifier, bindings, target, isExternal } of this.#index.imports(file)) {
      for (const { imported, local, isType } of bindings) {
        const place = target === undefined || isExternal ? undefined : await this.#declared(target, imported);
        links.push({
          ...{ local, imported, specifier, isType },
          ...(place ? { place } : {}),
          ...(target === undefined ? {} : { target }),
        });
      }
    }
    return { links, modules: modulesOf(links), ...readsOf(file, statistics) };
  }

  /** Where a module's export is declared; most modules declare their own, and then nothing need be followed. */
  async #declared(target: string, imported: string): Promise<Place | undefined> {
    if (imported === "*") return { file: target, name: "*" };
    const facts = this.#index.facts(target);
    const local = facts?.exports.find(({ name, from }) => name === imported && from === "")?.local;
    const isOwn = local && facts?.symbols.some(({ name, container }) => name === local && container === "");
    return isOwn ? { file: target, name: local } : (await this.exports(target)).get(imported);
  }
}

/** A module that is imported twice has its first name. */
function modulesOf(links: readonly Link[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const link of links) {
    const module = moduleOf(link);
    if (module !== undefined && !found.has(module)) found.set(module, link.local);
  }
  return found;
}

function readsOf(file: string, statistics: Statistics): Pick<Row, "reads" | "members" | "membersOf"> {
  const [reads, members] = [new Map<string, number>(), new Map<string, number>()];
  const membersOf = new Map<string, Map<string, number>>();
  const add = (to: Map<string, number>, name: string) => to.set(name, (to.get(name) ?? 0) + 1);
  for (const { shape, text } of statistics.usagesIn(file)) {
    if (shape === "Identifier") add(reads, text);
    const [, object, member = ""] = shape === "MemberExpression" ? MEMBER.exec(text) ?? [] : [];
    if (member === "") continue;
    add(members, member);
    if (object === undefined) continue;
    const own = membersOf.get(object) ?? new Map<string, number>();
    membersOf.set(object, own);
    add(own, member);
  }
  return { reads, members, membersOf };
}

/** The last member of a path; the object where it is a plain name. */
const MEMBER = /^(?:([\w$]+)|[^]*)\??\.([\w$]+)$/;

/** What a file declares for others, as one text. */
function namesOf(facts: FileFacts | undefined): string {
  return facts?.symbols.flatMap((one) => isForOthers(one) ? [one.name] : []).join() ?? "";
}

function isForOthers({ isExported, container }: FileFacts["symbols"][number]): boolean {
  return isExported && container === "";
}

function byName(rows: ReadonlyMap<string, { readonly facts: FileFacts }>): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  for (const [file, { facts }] of rows) {
    for (const one of facts.symbols) {
      if (!isForOthers(one)) continue;
      const { name } = one;
      const places = found.get(name) ?? [];
      // Overloads are one place.
      if (places.at(-1)?.file !== file) places.push({ file, name });
      found.set(name, places);
    }
  }
  return found;
}

function byPart(names: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) {
    for (const part of new Set(partsOf(name))) {
      const known = found.get(part);
      if (known) known.push(name);
      else found.set(part, [name]);
    }
  }
  return found;
}
