/**
 * Runs in the sandbox. The expressions known so far, by level: each with the value it has on every row, where a row is
 * one call that the function is asked with. Two expressions that have the same values on all rows are one.
 *
 * @module
 */

import type { Operator } from "./operator.ts";
import { isPromised } from "./waiting.ts";
import { freezeAll, keyOf, type Kind, kindOf } from "./values.ts";

/** The kind of an expression over all rows: one kind, one that may be missing, or several. */
export type WideKind = Kind | "optional" | "mixed";

/** One expression. */
export interface Entry {
  readonly text: string;
  /** What it costs; a whole number from 1. */
  readonly level: number;
  /** How strongly its text binds, 20 for what needs no parentheses anywhere. */
  readonly rank: number;
  readonly kind: WideKind;
  /** Its value on each row; `Space.absent` where it has none. */
  readonly values: readonly unknown[];
  /** The key of each value; empty where it has none. */
  readonly rows: readonly string[];
  /** One bit for each name that it reads. */
  readonly reads: number;
  /** True when no name is read. */
  readonly isLiteral: boolean;
  /** True where its type says that it may be missing, whatever its values are. */
  readonly isOptional?: true;
}

/** An expression that has not been compared with the known ones. */
export type Fresh = Omit<Entry, "rows" | "kind">;

/** What a space is made for. */
export interface SpaceOptions {
  /** All rows. */
  readonly rows: number;
  /** The first so many rows count: on the others an expression may have no value. */
  readonly counted: number;
  readonly maxEntries: number;
  readonly idOf: (item: object) => number;
  /** Told before a function of the project is called, once a level. */
  readonly calling?: (name: string) => void;
  /** Told of expressions that are promises: what they come to is known later. */
  readonly promised?: (fresh: Fresh) => void;
}

/** The expressions known so far. */
export class Space {
  /** Stands for the value of an expression that has none on a row. */
  static readonly absent: unique symbol = Symbol("absent");
  readonly options: SpaceOptions;
  readonly #known = new Map<string, Entry>();
  readonly #levels: Map<WideKind, Entry[]>[] = [];
  readonly #waiting = new Map<number, Fresh[]>();
  readonly #listeners: ((entry: Entry, isNew: boolean) => void)[] = [];
  #level = 0;

  constructor(options: SpaceOptions) {
    this.options = options;
  }

  /** The level that is whole. */
  get level(): number {
    return this.#level;
  }

  get size(): number {
    return this.#known.size;
  }

  get isFull(): boolean {
    return this.#known.size >= this.options.maxEntries;
  }

  /** Tells of every expression that has a value, also of those that are like a known one. */
  onEntry(listener: (entry: Entry, isNew: boolean) => void): void {
    this.#listeners.push(listener);
  }

  /** The expressions of a level, of some kinds or of all. */
  at(level: number, kinds?: readonly WideKind[]): readonly Entry[] {
    const row = this.#levels[level];
    if (!row) return [];
    if (kinds?.length === 1) return row.get(kinds[0]!) ?? [];
    const found: Entry[] = [];
    for (const [kind, entries] of row) if (!kinds || kinds.includes(kind)) found.push(...entries);
    return found;
  }

  /** Takes an expression when its level comes; at once when it is there already. */
  offer(fresh: Fresh): void {
    if (fresh.level <= this.#level) return void this.#add(fresh);
    const row = this.#waiting.get(fresh.level);
    if (row) row.push(fresh);
    else this.#waiting.set(fresh.level, [fresh]);
  }

  /**
   * Makes all expressions of the next level.
   *
   * @param pause Waited for now and then.
   * @returns False when time was up before all were made.
   */
  async grow(
    operators: readonly Operator[],
    isLate: () => boolean,
    pause: () => Promise<void> | void = () => {},
  ): Promise<boolean> {
    const level = ++this.#level;
    for (const fresh of this.#waiting.get(level) ?? []) this.#add(fresh);
    this.#waiting.delete(level);
    let count = 0;
    for (const operator of operators) {
      let isTold = operator.callee === undefined;
      for (const entries of this.#children(operator, level)) {
        if ((++count & 63) === 0) {
          if (this.isFull || isLate()) return false;
          await pause();
        }
        if (!isTold) this.options.calling?.(operator.callee ?? "");
        isTold = true;
        this.#apply(operator, entries, level);
      }
    }
    return true;
  }

  /** Every choice of operands whose levels sum up to what is left for them. */
  *#children(operator: Operator, level: number): Generator<readonly Entry[]> {
    const { takes, cost } = operator;
    const left = level - cost;
    if (left < takes.length) return;
    yield* this.#choices(operator, [], left);
  }

  *#choices(operator: Operator, chosen: readonly Entry[], left: number): Generator<readonly Entry[]> {
    const { takes } = operator;
    const at = chosen.length;
    const take = takes[at];
    if (!take) return;
    const isLast = at === takes.length - 1;
    const most = left - (takes.length - at - 1);
    for (let level = isLast ? left : 1; level <= most; level++) {
      for (const entry of this.at(level, take.kinds)) {
        if (take.accept && !take.accept(entry, chosen)) continue;
        if (isLast) yield [...chosen, entry];
        else yield* this.#choices(operator, [...chosen, entry], left - level);
      }
    }
  }

  #apply(operator: Operator, entries: readonly Entry[], level: number): void {
    if (entries.every((entry) => entry.isLiteral)) return;
    const values = this.valuesOf(operator, entries);
    if (!values || this.#saysNothing(values, entries)) return;
    this.#add({
      text: operator.text(entries),
      level,
      rank: operator.rank,
      values,
      reads: entries.reduce((all, { reads }) => all | reads, operator.reads ?? 0),
      isLiteral: false,
      ...(operator.isOptional ? { isOptional: true } : {}),
    }, entries);
  }

  /** True when operands that change from row to row make one and the same plain value of it. */
  #saysNothing(values: readonly unknown[], entries: readonly Entry[]): boolean {
    const [first] = values;
    if (typeof first === "object" && first !== null || typeof first === "function") return false;
    return values.length > 1 && values.every((value) => Object.is(value, first)) &&
      !entries.every(({ rows }) => rows.every((row) => row === rows[0]));
  }

  /** An operator's values on operands; `undefined` when it fails on a row that counts. */
  valuesOf({ run, mayMiss }: Operator, entries: readonly Entry[]): unknown[] | undefined {
    const { rows, counted } = this.options;
    const values: unknown[] = [];
    for (let row = 0; row < rows; row++) {
      const own = entries.map((entry) => entry.values[row]);
      if (own.includes(Space.absent)) {
        values.push(Space.absent);
        continue;
      }
      let value: unknown;
      try {
        value = run(...own);
      } catch {
        if (row < counted) return undefined;
        value = Space.absent;
      }
      if (row < counted && value === Space.absent && !mayMiss) return undefined;
      if (row < counted && Space.#isBoundless(value) && !own.some(Space.#isBoundless)) return undefined;
      values.push(isLarge(value) ? Space.absent : value);
    }
    return values;
  }

  /** What comes of a division by zero is nobody's wish, unless it went in. */
  static #isBoundless(this: void, value: unknown): boolean {
    return typeof value === "number" && !Number.isFinite(value);
  }

  /** @param operands What it was made of: one that does the same is the better text. */
  #add(fresh: Fresh, operands: readonly Entry[] = []): void {
    const { counted, idOf, promised } = this.options;
    const seen = wideKind(fresh.values, counted);
    if (seen === "other" && promised && isPromised(fresh, counted)) promised(fresh);
    const kind = fresh.isOptional && seen ? "optional" : seen;
    if (!kind || kind === "other") return;
    const rows = fresh.values.map((value) => value === Space.absent ? "" : keyOf(value, idOf));
    if (operands.some((operand) => operand.rows.every((row, at) => row === rows[at]))) return;
    const entry: Entry = { ...fresh, rows, kind };
    // What may be missing must not stand in the way of what never is.
    const key = rows.join("\u0001") + (fresh.isOptional ? "?" : "");
    const isNew = !this.#known.has(key);
    if (isNew) {
      if (this.isFull) return;
      for (const value of entry.values) freezeAll(value);
      this.#known.set(key, entry);
      let row = this.#levels[entry.level];
      if (!row) this.#levels[entry.level] = row = new Map();
      const same = row.get(kind);
      if (same) same.push(entry);
      else row.set(kind, [entry]);
    }
    for (const listener of this.#listeners) listener(entry, isNew);
  }
}

export function isLarge(value: unknown): boolean {
  return typeof value === "string" && value.length > 4000 || Array.isArray(value) && value.length > 2000;
}

/** The kind over the rows that count; `undefined` when no such row has a value, or none but `undefined`. */
export function wideKind(values: readonly unknown[], counted: number): WideKind | undefined {
  let kind: Kind | undefined;
  let isOptional = false;
  for (let row = 0; row < counted; row++) {
    const value = values[row];
    if (value === Space.absent) continue;
    const own = kindOf(value);
    if (own === "none") isOptional = true;
    else if (kind === undefined) kind = own;
    else if (kind !== own) return "mixed";
  }
  return kind === undefined ? undefined : isOptional ? "optional" : kind;
}
