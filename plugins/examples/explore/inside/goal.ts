/**
 * Runs in the sandbox. Puts known expressions together to what is wanted, from the values that are wanted.
 *
 * @module
 */

import { bordersOf, comparedNumbers } from "./borders.ts";
import { constantsOf } from "./constants.ts";
import { numbersOf } from "./numbers.ts";
import { Patterns } from "./patterns.ts";
import { recordsOf } from "./records.ts";
import { cheapest, isOf, knownOf, type Solution, type Stock, type Target, targetOf } from "./solution.ts";
import type { Entry, Fresh, Space } from "./space.ts";
import { templatesOf } from "./templates.ts";
import { tuplesOf } from "./tuples.ts";
import { kindOf } from "./values.ts";

/** Looks for expressions with wanted values. */
export class Goal {
  /** Known expressions that are looked through; the cheapest. */
  static readonly #maxCheap = 6000;
  readonly #cheap: Entry[] = [];
  readonly #stock: Stock;
  /** The rows that count. */
  readonly #all: readonly number[];
  readonly #patterns: Patterns;

  /** @param isWanted True of words that belong to what is wanted. */
  constructor(space: Space, isWanted: (name: string) => boolean) {
    const { rows, counted, idOf } = space.options;
    this.#stock = { known: this.#cheap, rows, counted, idOf, isWanted };
    this.#all = Array.from({ length: counted }, (_, row) => row);
    this.#patterns = new Patterns(counted);
    space.onEntry((entry, isNew) => isNew && this.take(entry));
  }

  /** Learns of an expression; of those of its space it is told. */
  take(entry: Entry): void {
    if (this.#cheap.length < Goal.#maxCheap) this.#cheap.push(entry);
    this.#patterns.take(entry);
  }

  /** Known expressions, the cheapest first. */
  get known(): readonly Entry[] {
    return this.#cheap;
  }

  /** What is wanted, from its values. */
  target(values: readonly unknown[]): Target {
    return targetOf(values, this.#stock);
  }

  /** True of an expression with the wanted values on some rows, or on all that count. */
  isRight(fresh: Pick<Fresh, "values">, target: Target, rows = this.#all): boolean {
    return isOf(fresh, target, { idOf: this.#stock.idOf, rows });
  }

  /** Conditions that hold on some of the rows that count, and not on others; what is left does not matter. */
  conditions(yes: readonly number[], no: readonly number[]): Solution[] {
    if (yes.length === 0 || no.length === 0) return [];
    const isYes = new Set(yes);
    const target = this.target(this.#all.map((row) => isYes.has(row)));
    const rows = [...yes, ...no].sort((a, b) => a - b);
    const found = this.#parts(target, rows, 0).filter(({ isLiteral }) => !isLiteral);
    return cheapest([...found, ...comparedNumbers(this.#stock, { yes, no })]);
  }

  /** Expressions with the wanted values on all rows, put together from known ones. */
  solutions(target: Target): Solution[] {
    const isRight = (one: Solution) => this.isRight(one, target);
    const choices = this.#patterns.choices((rows) => this.#parts(target, rows, 0)).filter(isRight);
    const joined = this.#patterns.joined(target).filter(isRight);
    const found = [...this.#parts(target, this.#all, 0), ...cheapest(choices, 12), ...cheapest(joined, 24)];
    return found.filter(({ reads }) => reads !== 0);
  }

  /** Expressions with the wanted values on some rows. */
  #parts(target: Target, rows: readonly number[], depth: number): Solution[] {
    const stock = this.#stock;
    const { values } = target;
    const kinds = new Set(rows.map((row) => kindOf(values[row])));
    const [kind] = kinds;
    const found = [...knownOf(stock, target, rows), ...constantsOf(stock, target, { rows, depth })];
    if (kinds.size !== 1 || rows.length === 0) return found;
    const partsOf = (own: readonly unknown[]) => this.#parts(this.target(own), rows, depth + 1);
    if (kind === "string") found.push(...templatesOf(stock, target, rows));
    if (kind === "number") found.push(...numbersOf(stock, target, rows));
    if (kind === "boolean") found.push(...bordersOf(stock, target, rows));
    if (kind === "record" && depth < 2) found.push(...recordsOf(stock, { values, rows, partsOf }));
    if (kind === "list" && depth < 2) found.push(...tuplesOf(stock, { values, rows, partsOf }));
    return found.filter((one) => this.isRight(one, target, rows));
  }
}
