/**
 * What may be spent, and what was: tokens, money and time, of a hole and of the run around it.
 *
 * @module
 */

import type { Price } from "../code/capabilities.ts";
import type { Usage } from "../code/completion.ts";

/** Hard bounds; what is absent has none. */
export interface Bounds {
  /** Tokens read and written. */
  readonly maxTokens?: number;
  /** Money, in the unit in which prices are configured. */
  readonly maxCost?: number;
  /** Wall time, milliseconds. */
  readonly maxMs?: number;
}

/** Counts what is spent. */
export class Meter {
  readonly #bounds: Bounds;
  readonly #above: Meter | undefined;
  readonly #startedAt = performance.now();
  #tokens = 0;
  #money = 0;

  /** @param above The meter of what this is a part of: it counts all of it too, and its bounds hold as well. */
  constructor(bounds: Bounds, above?: Meter) {
    this.#bounds = bounds;
    this.#above = above;
  }

  /** What was spent, in money. */
  get money(): number {
    return this.#money;
  }

  /** Milliseconds that are left; infinite where there is no bound. */
  get leftMs(): number {
    const own = (this.#bounds.maxMs ?? Infinity) - (performance.now() - this.#startedAt);
    return Math.max(0, Math.min(own, this.#above?.leftMs ?? Infinity));
  }

  /** Which bound of tokens or money is reached, in words; `undefined` while none is. */
  get bound(): string | undefined {
    const { maxTokens = Infinity, maxCost = Infinity } = this.#bounds;
    const whose = this.#above ? "hole" : "run";
    if (this.#tokens >= maxTokens) return `the ${maxTokens} tokens for this ${whose} are spent`;
    if (this.#money >= maxCost) return `the ${maxCost} for this ${whose} are spent`;
    return this.#above?.bound;
  }

  /** Tokens that may still be written after so many are read, at a price; 0 when none. */
  leftTokens(inputTokens: number, price: Price | undefined): number {
    const { maxTokens = Infinity, maxCost = Infinity } = this.#bounds;
    const inTokens = maxTokens - this.#tokens - inputTokens;
    const money = maxCost - this.#money - moneyFor({ inputTokens, outputTokens: 0 }, price);
    const inMoney = price && price.output > 0 ? money / price.output * PER : money > 0 ? Infinity : 0;
    const own = Math.max(0, Math.floor(Math.min(inTokens, inMoney)));
    return Math.min(own, this.#above?.leftTokens(inputTokens, price) ?? Infinity);
  }

  /**
   * Meters for so many things that are done at the same time, each with its part of what is left. What one of them spends
   * is none of another's; it is counted here when `join` brings it.
   */
  parts(count: number): readonly Meter[] {
    const { maxTokens = Infinity, maxCost = Infinity } = this.#bounds;
    const tokens = Math.floor(Math.max(0, maxTokens - this.#tokens) / count);
    const money = Math.max(0, maxCost - this.#money) / count;
    const { leftMs } = this;
    const bounds: Bounds = {
      ...(tokens < Infinity ? { maxTokens: tokens } : {}),
      ...(money < Infinity ? { maxCost: money } : {}),
      ...(leftMs < Infinity ? { maxMs: leftMs } : {}),
    };
    return Array.from({ length: count }, () => new Meter(bounds));
  }

  /** Counts what a part has spent. */
  join(part: Meter): void {
    this.add(part.#tokens, part.#money);
  }

  /** Counts; less than nothing corrects what was counted before. */
  add(tokens: number, money: number): void {
    this.#tokens += tokens;
    this.#money += money;
    this.#above?.add(tokens, money);
  }
}

/** Prices are for a million tokens. */
const PER = 1_000_000;

/** What a usage costs; 0 where no price is known. */
export function moneyFor(
  { inputTokens, outputTokens, cachedTokens = 0 }: Usage,
  price: Price | undefined,
): number {
  if (!price) return 0;
  const cached = cachedTokens * (price.cached ?? price.input);
  return ((inputTokens - cachedTokens) * price.input + cached + outputTokens * price.output) / PER;
}
