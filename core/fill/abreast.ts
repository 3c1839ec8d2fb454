/**
 * Holes that know nothing of one another, filled at the same time where a model's server works on several requests.
 *
 * @module
 */

import type { Hole, Leaning } from "../code/hole.ts";
import type { Earlier, Outcome } from "../code/outcome.ts";
import { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { Odds } from "./decode/odds.ts";
import { hold } from "./hold.ts";
import { fillOne } from "./one.ts";
import { abreast } from "./plan.ts";

/** Where nobody says how many: more would each be slower than one after the other on most machines. */
const MOST = 4;

/** The holes of a run. */
export interface Holes {
  /** Those that are open, in order of work. */
  readonly left: readonly Hole[];
  readonly all: readonly Hole[];
  readonly leanings: readonly Leaning[];
}

/** What became of a hole before its turn. */
interface Found {
  readonly hole: Hole;
  readonly outcome: Outcome;
}

/** Fills holes before their turn. */
export class Abreast {
  readonly #context: FillContext;
  readonly #earlier: (hole: Hole) => Earlier | undefined;
  readonly #found = new Map<string, Found>();
  #most: Promise<number> | undefined;

  constructor(context: FillContext, earlier: (hole: Hole) => Earlier | undefined) {
    this.#context = context;
    this.#earlier = earlier;
  }

  /**
   * What becomes of the first hole. Where others can be filled at the same time, they are, and their outcomes are kept for
   * their turn. One whose file has changed since is judged anew, and filled anew where that does not do.
   */
  async first({ left: [hole, ...others], all, leanings }: Holes): Promise<Outcome | undefined> {
    if (!hole) return undefined;
    if (!this.#found.has(hole.id)) {
      const open = [hole, ...others].filter(({ id }) => !this.#found.has(id));
      const most = abreast(open, all, leanings, 2).length > 1 ? await this.#mostFor(hole) : 1;
      const group = abreast(open, all, leanings, most);
      if (group.length > 1) await this.#fill(group);
    }
    const found = this.#found.get(hole.id);
    this.#found.delete(hole.id);
    if (!found) return await fillOne(this.#context, hole, this.#earlier(hole));
    const { outcome } = found;
    return found.hole.snapshot === hole.snapshot ? outcome : await this.#again(hole, outcome);
  }

  async #again(hole: Hole, { filled, candidates, telling }: Outcome): Promise<Outcome> {
    const answers = candidates.filter(({ verdict }) => verdict.state === "valid");
    const known: Earlier | undefined = filled === "no"
      ? undefined
      : { filled, answers, isLast: false, ...(telling ? { telling } : {}) };
    const { earlier: _, ...outcome } = await fillOne(this.#context, hole, known);
    return outcome;
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
      group.map((hole, at) => fillOne({ ...context, ...parts[at] }, hole, this.#earlier(hole))),
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
