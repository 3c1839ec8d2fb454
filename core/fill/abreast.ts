/**
 * Holes that know nothing of one another, filled at the same time where a model's server works on several requests.
 *
 * @module
 */

import type { Hole, Leaning } from "../code/hole.ts";
import type { Earlier, Outcome } from "../code/outcome.ts";
import { Budget, sum } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { Odds } from "./decode/odds.ts";
import { hold } from "./hold.ts";
import { fillOne } from "./one.ts";
import { abreast, type Pairs, pairsOf } from "./plan.ts";

/** Where nobody says how many: more would each be slower than one after the other on most machines. */
const MOST = 4;

/** The holes of a run. */
export interface Holes {
  readonly all: readonly Hole[];
  /** Absent where nobody could say: then they are filled one after another. */
  readonly leanings: readonly Leaning[] | undefined;
  /** What a hole was shown to have before, if anything. */
  readonly earlier: (hole: Hole) => Earlier | undefined;
}

/** What became of a hole before its turn. */
interface Found {
  readonly hole: Hole;
  readonly outcome: Outcome;
}

/** Fills holes before their turn. */
export class Abreast {
  readonly #context: FillContext;
  readonly #holes: Holes;
  readonly #pairs: Pairs;
  readonly #found = new Map<string, Found>();
  #most: Promise<number> | undefined;

  constructor(context: FillContext, holes: Holes) {
    this.#context = context;
    this.#holes = holes;
    this.#pairs = pairsOf(holes.leanings ?? []);
  }

  /**
   * What becomes of the first hole. Where others can be filled at the same time, they are, and their outcomes are kept for
   * their turn. One whose file has changed since is judged anew, and filled anew where that does not do.
   *
   * @param others Those that are open behind it, in order of work.
   */
  async first(hole: Hole, others: readonly Hole[]): Promise<Outcome> {
    if (!this.#found.has(hole.id)) await this.#begin(hole, others);
    const found = this.#found.get(hole.id);
    this.#found.delete(hole.id);
    if (!found) return await fillOne(this.#context, hole, this.#holes.earlier(hole));
    const { outcome } = found;
    return found.hole.snapshot === hole.snapshot ? outcome : await this.#again(hole, outcome);
  }

  async #begin(hole: Hole, others: readonly Hole[]): Promise<void> {
    const open = [hole, ...others].filter(({ id }) => !this.#found.has(id));
    const mayBe = open.length > 1 && this.#holes.leanings !== undefined;
    const most = mayBe ? await this.#mostFor(hole) : 1;
    if (most === 1) return;
    const group = abreast(open, this.#holes.all, this.#pairs, most);
    if (group.length > 1) await this.#fill(group);
  }

  async #again(hole: Hole, { filled, candidates, telling, cost }: Outcome): Promise<Outcome> {
    const answers = candidates.filter(({ verdict }) => verdict.state === "valid");
    const known: Earlier | undefined = filled === "no"
      ? undefined
      : { filled, answers, isLast: false, ...(telling ? { telling } : {}) };
    const { earlier: _, ...outcome } = await fillOne(this.#context, hole, known);
    return { ...outcome, cost: sum(outcome.cost, [cost]) };
  }

  /** Each has its part of the run's bounds and its own odds: what one does must not depend on how fast another is. */
  async #fill(group: readonly Hole[]): Promise<void> {
    const context = this.#context;
    for (const hole of group) {
      // Texts stay as they are while several holes look at them; whose file can not be held hears of it in its turn.
      await hold(context, hole, new Budget(context.options, context.run)).catch(() => {});
    }
    const parts = context.run.parts(group.length).map((run) => ({ run, odds: new Odds(context.odds) }));
    const ended = await Promise.allSettled(
      group.map((hole, at) => fillOne({ ...context, ...parts[at] }, hole, this.#holes.earlier(hole))),
    );
    for (const { run, odds } of parts) {
      context.run.join(run);
      context.odds.join(odds);
    }
    for (const [at, one] of ended.entries()) {
      if (one.status === "rejected") throw one.reason;
      const hole = group[at];
      if (hole) this.#found.set(hole.id, { hole, outcome: one.value });
    }
  }

  /** As many as the model's server works on; one where no model is asked first, for that takes this machine. */
  #mostFor(hole: Hole): Promise<number> {
    return this.#most ??= this.#ask(hole).catch(() => 1); // who is asked for the hole says what is wrong
  }

  async #ask(hole: Hole): Promise<number> {
    const { providers, signal, options: { holes, watch, samples, maxMs } } = this.#context;
    const [name] = providers.for(hole);
    const can = name === undefined
      ? undefined
      : await providers.capabilities(name, { signal, deadlineMs: maxMs });
    if (!can) return 1;
    if (can.slots === undefined) return holes ?? 1;
    const each = watch ? samples : can.answers;
    return Math.max(1, Math.min(holes ?? MOST, Math.floor(can.slots / Math.max(1, each))));
  }
}
