/**
 * Runs in the sandbox; all that is exported is carried there by its text. The search by running: from the values of the
 * names at hand, level by level, to expressions that have the wanted values.
 *
 * @module
 */

import { Elements, isListOfMany } from "./arrows.ts";
import type { Search } from "./asked.ts";
import { bests } from "./best.ts";
import { callsOf, functionUses } from "./calls.ts";
import { literalOf } from "./constants.ts";
import { Goal } from "./goal.ts";
import type { Operator } from "./operator.ts";
import { operatorsOf } from "./operators.ts";
import { Pipelines } from "./pipeline.ts";
import { Plays } from "./plays.ts";
import { readBits } from "./read_bits.ts";
import { logic } from "./signs.ts";
import type { Target } from "./solution.ts";
import { type Entry, type Fresh, Space, type WideKind } from "./space.ts";
import { Tallies } from "./tally.ts";
import { type Answer, Telling } from "./telling.ts";
import { Trees } from "./tree.ts";
import { isAlike, kindOf, wordsOf } from "./values.ts";
import { awaited } from "./waiting.ts";

/** The expressions with the wanted values, told as they are found: a dear one may come before a cheap one. */
export async function searchValues(search: Search, tell: (answer: Answer) => void): Promise<void> {
  await new Searching(search, tell).run();
}

export class Searching {
  /** The level of a value that the place asks for. */
  static readonly #asked = 2;
  /** Lists whose elements are looked into. */
  static readonly #maxLists = 12;
  readonly #search: Search;
  readonly #telling: Telling;
  readonly #space: Space;
  readonly #goal: Goal;
  readonly #operators: Operator[];
  readonly #lists: Elements[] = [];
  /** Expressions whose values are still to be played. */
  #unplayed: Entry[] = [];
  readonly #plays: Plays | undefined;
  /** Expressions whose promises are still to be waited for. */
  #promised: Fresh[] = [];
  readonly #counts: number[] = [];
  readonly #hits: number[];
  /** One for each name. */
  readonly #bits: readonly number[];
  #trees: readonly Trees[] = [];

  constructor({ names, ...rest }: Search, tell: (answer: Answer) => void) {
    const search = { ...rest, names: names.filter(({ text }) => !rest.avoided?.includes(text)) };
    this.#search = search;
    this.#bits = readBits(search.names);
    this.#plays = search.holds && new Plays(search.counted, search.holds);
    this.#hits = search.wanted?.map(() => 0) ?? [];
    const ids = new WeakMap<object, number>();
    let last = 0;
    const idOf = (item: object) => {
      let id = ids.get(item);
      if (id === undefined) ids.set(item, id = ++last);
      return id;
    };
    const { rows, counted, maxEntries } = search;
    this.#space = new Space({
      rows,
      counted,
      maxEntries,
      idOf,
      ...(search.calling ? { calling: search.calling } : {}),
      promised: (fresh) => this.#promised.push(fresh),
    });
    this.#goal = new Goal(this.#space, (name) => this.#isWanted(name));
    this.#operators = this.#operatorsFor(this.#space);
    this.#telling = new Telling(this.#space, {
      tell,
      given: search.names.reduce((all, { isGiven }, at) => isGiven ? all | this.#bits[at]! : all, 0),
      thrown: search.thrown ?? [],
      asked: search.expected?.values ?? [],
      isWanted: (name) => this.#isWanted(name),
    });
  }

  async run(): Promise<void> {
    const { literals, expected, wanted, rows, isLate, maxLevel } = this.#search;
    const target = wanted && this.#goal.target(wanted);
    if (target) this.#trees = this.#treesOf();
    const kinds = new Set<WideKind>(wanted?.map(kindOf));
    this.#space.onEntry((entry, isNew) => {
      if (!target) this.#unplayed.push(entry);
      else if (target.keys.every((key, row) => entry.rows[row] === key)) this.#telling.answer(entry);
      if (isNew && target && (kinds.size !== 1 || kinds.has(entry.kind))) this.#count(entry, target);
      if (isNew && isListOfMany(entry) && this.#lists.length < Searching.#maxLists) {
        this.#lists.push(new Elements(entry, this.#space));
      }
    });
    // Those that the place asks for come first: they win over names that happen to have the same value.
    const asked = (expected?.values ?? []).map((value) => ({ value, level: Searching.#asked }));
    for (const { value, level } of [...asked, ...literals]) {
      const literal = literalOf(value);
      if (!literal) continue;
      this.#space.offer({
        ...literal,
        level,
        values: Array.from({ length: rows }, () => value),
        reads: 0,
        isLiteral: true,
      });
    }
    this.#search.names.forEach(({ text, level, values }, at) =>
      this.#space.offer({ text, level, rank: 20, values, reads: this.#bits[at]!, isLiteral: false })
    );
    for (let level = 1; level <= maxLevel && !this.#isDone(); level++) {
      const isWhole = await this.#space.grow(this.#operators, isLate, () => this.#play());
      await this.#play();
      await this.#wait(target);
      if (target && level >= 3) {
        for (const solution of this.#goal.solutions(target)) this.#telling.answer(solution);
      }
      await this.#lookIntoLists(level, target);
      for (const tree of target ? this.#trees : []) {
        const solutions = isLate() ? [] : await tree.solutions(target!, level);
        for (const solution of solutions) this.#telling.answer(solution);
      }
      this.#telling.answerGuarded();
      this.#measure();
      if (!isWhole) break;
    }
  }

  /** Counts what may have the wanted values, and what has one of them. */
  #count({ level, rows }: Entry, { keys }: Target): void {
    this.#counts[level] = (this.#counts[level] ?? 0) + 1;
    for (let row = 0; row < keys.length; row++) if (rows[row] === keys[row]) this.#hits[row]!++;
  }

  #measure(): void {
    const { counts: own, hits } = this.#plays ?? { counts: this.#counts, hits: this.#hits };
    let count = 0;
    const counts = Array.from({ length: this.#space.level + 1 }, (_, level) => count += own[level] ?? 0);
    const of = this.#plays?.sampled ?? count;
    const surprise = hits.reduce((sum, hit) => sum - Math.log((hit + 0.5) / (of + 1)), 0);
    this.#search.measured?.({ counts, surprise });
  }

  /** Plays what is new. */
  async #play(): Promise<void> {
    const { expected, isLate } = this.#search;
    const plays = this.#plays;
    const isKind = (kind: WideKind) => !expected || kind === expected.kind || kind === "optional";
    const open = this.#unplayed;
    this.#unplayed = [];
    for (const entry of open) {
      if (!plays || !isKind(entry.kind) || !this.#telling.mayAnswer(entry)) continue;
      const known = plays.verdict(entry);
      if (known === undefined && isLate()) return;
      if (known ?? await plays.play(entry)) this.#telling.answer(entry);
    }
  }

  /** What promises come to is offered for the next level. A function's result is awaited whether it says so or not. */
  async #wait(target: Target | undefined): Promise<void> {
    const open = this.#promised;
    this.#promised = [];
    const { counted, mayWait, isLate } = this.#search;
    if (isLate()) return;
    const ends = await Promise.all(open.map((promised) => awaited(promised, counted)));
    for (const [at, promised] of open.entries()) {
      const known = ends[at];
      if (!known) continue;
      const isRight = target && this.#goal.isRight(known, target);
      if (isRight) this.#telling.answer({ ...promised, values: known.values });
      if (mayWait) this.#space.offer(known);
    }
  }

  #isDone(): boolean {
    const { isLate, most, slack } = this.#search;
    const known = this.#telling.behaviours;
    const { level, isFull } = this.#space;
    const sure = known.filter((one) => one.level <= level);
    // What leaves a parameter unread, or has nothing to be told apart from, is not yet the answer.
    const isTold = known.length > 1 || !this.#search.wanted;
    if (isTold && sure.some(({ isWhole }) => isWhole)) this.#search.found?.();
    const least = Math.min(...known.map((one) => one.level));
    return isLate() || isFull || sure.length >= most || isTold && level > least + slack;
  }

  /** What lists become is offered as far as it can be of the next level. */
  async #lookIntoLists(level: number, target: Target | undefined): Promise<void> {
    const { isLate } = this.#search;
    const isTaken = (name: string) => this.#taken.has(name);
    const options = {
      operatorsFor: (space: Space) => this.#operatorsFor(space),
      isLate,
      isWanted: (name: string) => this.#isWanted(name),
      taken: this.#taken,
    };
    for (const list of this.#lists) {
      if (isLate()) return;
      for (const one of await list.upTo(level + 1, options)) {
        this.#space.offer(one);
        if (target && this.#goal.isRight(one, target)) this.#telling.answer(one);
      }
      const { opened } = list;
      if (!target || !opened || isLate() || !list.isNear && opened.list.level + 5 > level) continue;
      const solutions = [
        ...new Pipelines(opened).solutions(target),
        ...new Tallies(opened, isTaken).solutions(target),
        ...bests(target, opened, isTaken),
      ];
      for (const solution of solutions) if (solution.reads !== 0) this.#telling.answer(solution);
    }
  }

  /** The given names that hold values of their own form; an asynchronous function gives no values to its own calls. */
  #treesOf(): Trees[] {
    const { names, own, mayWait, isLate } = this.#search;
    if (!own || mayWait) return [];
    const options = {
      own,
      outer: this.#space,
      operatorsFor: (space: Space) => this.#operatorsFor(space),
      isWanted: (name: string) => this.#isWanted(name),
      isTaken: (name: string) => this.#taken.has(name),
      isLate,
    };
    return names.flatMap((name, at) => name.isGiven ? Trees.of(name, this.#bits[at]!, options) ?? [] : []);
  }

  get #taken(): ReadonlySet<string> {
    return new Set(this.#search.names.map(({ text }) => text));
  }

  #isWanted(name: string): boolean {
    const { words } = this.#search;
    return wordsOf(name).some((part) => words.some((word) => isAlike(part, word)));
  }

  #operatorsFor(space: Space): Operator[] {
    const { names, wanted } = this.#search;
    const isWanted = (name: string) => this.#isWanted(name);
    // Where the results are known conditions are joined from above.
    return operatorsOf(space, {
      isWanted,
      more: [
        ...(space === this.#space && wanted ? [] : logic()),
        ...callsOf(names, this.#bits),
        ...functionUses(),
      ],
    });
  }
}
