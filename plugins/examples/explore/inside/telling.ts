/**
 * Runs in the sandbox. The answers of a search: each is told once for its lowest cost, with what must throw before it.
 *
 * @module
 */

import type { Solution } from "./solution.ts";
import { type Guard, Guards, missingGuard } from "./guard.ts";
import { Space } from "./space.ts";
import { keyOf } from "./values.ts";

/** An expression, or a whole body, with the wanted values. */
export interface Answer {
  readonly text: string;
  readonly level: number;
  /** Equal for answers that do the same on all rows. */
  readonly behaviour: number;
  /** Given names that it does not read. */
  readonly unread: number;
  /** True for statements that are a whole body; else it is an expression. */
  readonly isBody?: true;
  /** What must throw first: a condition for each kind of error. */
  readonly guards?: readonly string[];
}

/** What answers have in common on all rows. */
export interface Behaviour {
  readonly number: number;
  /** The cost of the cheapest. */
  level: number;
  /** True when one of them reads all that is given. */
  isWhole: boolean;
}

/** What a search wants of its answers. */
export interface TellingOptions {
  readonly tell: (answer: Answer) => void;
  /** One bit for each given name. */
  readonly given: number;
  /** Rows whose calls must throw: a list for each kind of error. */
  readonly thrown: readonly (readonly number[])[];
  readonly isWanted: (name: string) => boolean;
  /** The only values that the hole's place lets choose from; empty where there are others. */
  readonly asked: readonly (string | number)[];
}

/** Tells answers at once, for a search may be ended at any time; whoever listens puts them in order. */
export class Telling {
  /** Added to the level of an answer for each given name that it does not read. */
  static readonly #unread = 3;
  /** Answers that wait for a condition to throw under, and conditions that each is told with. */
  static readonly #maxHeld = 200;
  static readonly #maxGuards = 3;
  readonly #space: Space;
  readonly #options: TellingOptions;
  readonly #guards: Guards;
  readonly #held: Solution[] = [];
  /** The texts that were told, with their costs. */
  readonly #told = new Map<string, number>();
  readonly #behaviours = new Map<string, Behaviour>();

  constructor(space: Space, options: TellingOptions) {
    this.#space = space;
    this.#options = options;
    this.#guards = new Guards(space, options.isWanted);
  }

  /** The behaviours of the answers so far. */
  get behaviours(): Behaviour[] {
    return [...this.#behaviours.values()];
  }

  /** A constant says the examples again, but for those among which the place lets choose. */
  mayAnswer({ isLiteral, values: [value] }: Pick<Solution, "isLiteral" | "values">): boolean {
    return !isLiteral || this.#options.asked.some((one) => one === value);
  }

  /** Takes what has the wanted values; where some calls must throw it waits for a condition. */
  answer(solution: Solution): void {
    if (!this.mayAnswer(solution)) return;
    const { thrown } = this.#options;
    if (thrown.length === 0) return this.#report(solution, []);
    if (this.#held.length < Telling.#maxHeld) this.#held.push(solution);
    const isThrowing = thrown.flat().every((row) => solution.values[row] === Space.absent);
    if (isThrowing) this.#report(solution, []);
  }

  /** What was found for the calls that give a value, behind what throws in the others. */
  answerGuarded(): void {
    const { thrown } = this.#options;
    const guards = thrown.map((rows) => this.#guards.for(rows, Telling.#maxGuards));
    if (guards.length === 0 || guards.some((own) => own.length === 0)) return;
    const most = Math.max(...guards.map((own) => own.length));
    const choices = Array.from(
      { length: most },
      (_, at) => guards.map((all) => all[Math.min(at, all.length - 1)]!),
    );
    for (const solution of this.#held) {
      for (const own of choices) this.#behind(own, solution);
      const missing = thrown.findIndex((rows) => rows.every((row) => solution.values[row] === undefined));
      const [first] = choices;
      if (missing >= 0 && first) this.#behind(first.with(missing, missingGuard(solution)), solution);
    }
  }

  #behind(guards: readonly Guard[], solution: Solution): void {
    const isSaid = guards.some(({ text }) => text.startsWith(solution.text));
    this.#report({
      ...solution,
      level: guards.reduce((sum, { level }) => sum + level, isSaid ? 1 : solution.level + 1),
      reads: guards.reduce((all, { reads }) => all | reads, solution.reads),
      values: solution.values.map((value, row) =>
        guards.some(({ values }) => values[row] === true) ? "throws" : value
      ),
    }, guards.map(({ text }) => text));
  }

  #report({ text, level, values, reads, isBody }: Solution, guards: readonly string[]): void {
    let unread = 0;
    for (let left = this.#options.given & ~reads; left !== 0; left &= left - 1) unread++;
    const cost = level + Telling.#unread * unread;
    const whole = [...guards, text].join("\n");
    if ((this.#told.get(whole) ?? Infinity) <= cost) return;
    this.#told.set(whole, cost);
    const { idOf } = this.#space.options;
    const key = values.map((value) => value === Space.absent ? "" : keyOf(value, idOf)).join("\u0001");
    const known = this.#behaviours.get(key) ??
      { number: this.#behaviours.size, level: Infinity, isWhole: false };
    known.level = Math.min(known.level, cost);
    known.isWhole ||= unread === 0;
    this.#behaviours.set(key, known);
    this.#options.tell({
      text,
      level: cost,
      behaviour: known.number,
      unread,
      ...(isBody ? { isBody } : {}),
      ...(guards.length > 0 ? { guards } : {}),
    });
  }
}
