/**
 * What the project's own code writes where: counts of small expressions by the role of their place.
 *
 * @module
 */

import type { ArrowUsage, Usage } from "./usages.ts";

/** A small expression that the project uses. */
export interface Phrase {
  readonly text: string;
  /** The ESTree type of the expression. */
  readonly shape: string;
  readonly size: number;
  /** Names the text takes from its scope. */
  readonly roots: readonly string[];
}

/** What one file adds to the counts. */
export interface FileUsages {
  readonly usages: readonly Usage[];
  /** Names the file reads and does not declare: globals. */
  readonly globals: readonly string[];
  /** The function literals' parameters. */
  readonly arrows?: readonly ArrowUsage[];
}

/** Counts over the files of a project; a changed file is counted again alone. */
export class Statistics {
  readonly #files = new Map<string, FileUsages>();
  readonly #phrases = new Map<string, Phrase & { count: number }>();
  readonly #byKey = new Map<string, Counts>();
  readonly #globals = new Map<string, number>();
  readonly #shapes = new Map<string, number>();
  /** By key and number of parameters, then by the parameters' names. */
  readonly #arrows = new Map<string, Map<string, number>>();
  readonly #called = new Map<string, number>();
  readonly #read = new Map<string, number>();

  /** Puts a file's usages in place of those counted for it before. */
  update(file: string, usages: FileUsages | undefined): void {
    const old = this.#files.get(file);
    if (old) this.#count(old, -1);
    if (usages) {
      this.#files.set(file, usages);
      this.#count(usages, 1);
    } else this.#files.delete(file);
  }

  /** How often a phrase stands at places of a role. */
  count(key: string, text: string): number {
    return this.#byKey.get(key)?.texts.get(text) ?? 0;
  }

  /** How many places have a role, and with how many different phrases. */
  places(key: string): { readonly total: number; readonly distinct: number } {
    const counts = this.#byKey.get(key);
    return { total: counts?.total ?? 0, distinct: counts?.texts.size ?? 0 };
  }

  /** How often an expression of a shape stands at places of a role. */
  shapes(key: string, shape: string): number {
    return this.#byKey.get(key)?.shapes.get(shape) ?? 0;
  }

  /** How often a call of a function or method of this name stands at places of a role. */
  callee(key: string, name: string): number {
    return this.#byKey.get(key)?.callees.get(name) ?? 0;
  }

  /** How often a function or method of this name is called anywhere. */
  called(name: string): number {
    return this.#called.get(name) ?? 0;
  }

  /** How often a name or member of this name stands as a value that is not called. */
  read(name: string): number {
    return this.#read.get(name) ?? 0;
  }

  /** How often an expression of a shape stands anywhere. */
  shapeAnywhere(shape: string): number {
    return this.#shapes.get(shape) ?? 0;
  }

  /** How often a phrase stands anywhere. */
  countAnywhere(text: string): number {
    return this.#phrases.get(text)?.count ?? 0;
  }

  /** How often function literals of so many parameters stand at places of a role. */
  arrowsAt(key: string, arity: number): number {
    let sum = 0;
    for (const count of this.#arrows.get(`${key}/${arity}`)?.values() ?? []) sum += count;
    return sum;
  }

  /** The names that function literals at places of a role give to their parameters most often. */
  parametersAt(key: string, arity: number): readonly string[] | undefined {
    const names = [...this.#arrows.get(`${key}/${arity}`) ?? []].filter(([, count]) => count > 0)
      .sort((a, b) => b[1] - a[1])[0];
    return names?.[0].split(",");
  }

  /** The phrases at places of a role, most frequent first. */
  phrasesAt(key: string, most: number): Phrase[] {
    const counts = this.#byKey.get(key);
    if (!counts) return [];
    return [...counts.texts].sort((a, b) => b[1] - a[1]).slice(0, most)
      .flatMap(([text]) => this.#phrases.get(text) ?? []);
  }

  /** The different phrases of a file, in order. */
  phrasesIn(file: string): Phrase[] {
    const found = new Map<string, Phrase>();
    for (const usage of this.#files.get(file)?.usages ?? []) found.set(usage.text, usage);
    return [...found.values()];
  }

  /** The texts that stand most often anywhere, of those whose names are all visible. */
  frequent(visible: ReadonlySet<string>, most: number): string[] {
    return [...this.#phrases.values()].filter(({ count }) => count > 0)
      .filter(({ roots }) => roots.every((root) => visible.has(root)))
      .sort((a, b) => b.count - a.count).slice(0, most).map(({ text }) => text);
  }

  /** The expressions of a file, in order. */
  usagesIn(file: string): readonly Usage[] {
    return this.#files.get(file)?.usages ?? [];
  }

  /** Names that files read without declaring them, most frequent first. */
  globals(most: number): string[] {
    return [...this.#globals].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]).slice(0, most)
      .map(([name]) => name);
  }

  #count(file: FileUsages, by: 1 | -1): void {
    for (const usage of file.usages) {
      const phrase = this.#phrases.get(usage.text);
      if (phrase) phrase.count += by;
      else this.#phrases.set(usage.text, { ...usage, count: by });
      const name = lastName(usage);
      const uses = usage.keys.at(-1) === "callee" ? this.#called : this.#read;
      if (name) uses.set(name, (uses.get(name) ?? 0) + by);
      this.#shapes.set(usage.shape, (this.#shapes.get(usage.shape) ?? 0) + by);
      for (const key of usage.keys) this.#countAt(key, usage, by);
    }
    for (const { keys, parameters } of file.arrows ?? []) {
      for (const key of keys) this.#countArrow(`${key}/${parameters.length}`, parameters.join(","), by);
    }
    for (const name of file.globals) this.#globals.set(name, (this.#globals.get(name) ?? 0) + by);
  }

  #countArrow(key: string, names: string, by: 1 | -1): void {
    let counts = this.#arrows.get(key);
    if (!counts) this.#arrows.set(key, counts = new Map());
    counts.set(names, (counts.get(names) ?? 0) + by);
  }

  #countAt(key: string, { text, shape, callee }: Usage, by: 1 | -1): void {
    let counts = this.#byKey.get(key);
    if (!counts) {
      this.#byKey.set(key, counts = { total: 0, texts: new Map(), shapes: new Map(), callees: new Map() });
    }
    counts.total += by;
    counts.shapes.set(shape, (counts.shapes.get(shape) ?? 0) + by);
    if (callee) counts.callees.set(callee, (counts.callees.get(callee) ?? 0) + by);
    const next = (counts.texts.get(text) ?? 0) + by;
    if (next > 0) counts.texts.set(text, next);
    else counts.texts.delete(text);
  }
}

/** The last name of a name or member path; empty for all else. */
function lastName({ shape, text }: Usage): string {
  if (shape !== "MemberExpression" && shape !== "Identifier") return "";
  return text.slice(text.lastIndexOf(".") + 1);
}

interface Counts {
  total: number;
  readonly texts: Map<string, number>;
  readonly shapes: Map<string, number>;
  readonly callees: Map<string, number>;
}
