import { isTransient, type ParcelError } from "./errors.ts";
import type { Money } from "./money.ts";
import type { Result } from "./result.ts";
import { MemoryStore } from "./store.ts";
import { basePrice, SNAIL, SWIFT, type Tariff } from "./tariffs.ts";
import { type Zone, ZONES } from "./zones.ts";

/** What a carrier needs to know to name a price. */
export interface RateRequest {
  readonly zone: Zone;
  readonly grams: number;
}

/** The price of a carrier, or why it has none. */
export type Rate = Result<Money, ParcelError>;

/** Somebody who moves parcels for money. */
export interface Carrier {
  readonly id: string;
  /** The working days a delivery takes. */
  days(zone: Zone): number;
  /** The base price; a carrier that cannot be reached answers with an error, it does not throw. */
  rate(request: RateRequest): Promise<Rate>;
}

/** A carrier whose price list is known in advance. */
export class TariffCarrier implements Carrier {
  readonly #tariff: Tariff;
  readonly #firstDays: number;

  constructor(tariff: Tariff, firstDays: number) {
    this.#tariff = tariff;
    this.#firstDays = firstDays;
  }

  get id(): string {
    return this.#tariff.carrier;
  }

  days(zone: Zone): number {
    return this.#firstDays + ZONES.indexOf(zone);
  }

  async rate({ zone, grams }: RateRequest): Promise<Rate> {
    return basePrice(this.#tariff, zone, grams);
  }
}

/** Asks another carrier, and asks it only once for equal requests. */
export class CachedCarrier implements Carrier {
  readonly #inner: Carrier;
  readonly #rates = new MemoryStore<string, Rate>(1000);

  constructor(inner: Carrier) {
    this.#inner = inner;
  }

  get id(): string {
    return this.#inner.id;
  }

  days(zone: Zone): number {
    return this.#inner.days(zone);
  }

  async rate(request: RateRequest): Promise<Rate> {
    const key = rateKey(this.id, request);
    const known = this.#rates.get(key);
    if (known !== undefined) return known;
    const rate = await this.#inner.rate(request);
    if (rate.ok || !isTransient(rate.error)) this.#rates.set(key, rate);
    return rate;
  }
}

/**
 * The text that identifies a request to a carrier.
 * @example rateKey("snail", { zone: "near", grams: 900 }) // => "snail:near:900"
 */
export function rateKey(carrier: string, request: RateRequest): string {
  return hole();
}

/** The carriers of the shop. */
export const DEFAULT_CARRIERS: readonly Carrier[] = [new TariffCarrier(SNAIL, 2), new TariffCarrier(SWIFT, 1)];
