import type { ParcelError } from "./errors.ts";
import { type Currency, type Money, money } from "./money.ts";
import { err, ok, type Result } from "./result.ts";
import type { Zone } from "./zones.ts";

/** A step of a price list: a price for everything up to a weight. */
export interface Band {
  readonly upTo: number;
  readonly price: number;
}

/** The price list of one carrier, with its bands sorted by weight. */
export interface Tariff {
  readonly carrier: string;
  readonly currency: Currency;
  readonly maxGrams: number;
  readonly perExtraKg: number;
  readonly bands: Readonly<Partial<Record<Zone, readonly Band[]>>>;
}

/** The price list of the cheap and slow carrier. */
export const SNAIL: Tariff = {
  carrier: "snail",
  currency: "EUR",
  maxGrams: 20_000,
  perExtraKg: 90,
  bands: {
    local: [{ upTo: 1000, price: 390 }, { upTo: 5000, price: 590 }],
    domestic: [{ upTo: 1000, price: 450 }, { upTo: 5000, price: 690 }],
    near: [{ upTo: 1000, price: 890 }, { upTo: 5000, price: 1290 }],
    europe: [{ upTo: 1000, price: 1190 }, { upTo: 5000, price: 1890 }],
  },
};

/** The price list of the fast carrier. */
export const SWIFT: Tariff = {
  carrier: "swift",
  currency: "GBP",
  maxGrams: 30_000,
  perExtraKg: 160,
  bands: {
    local: [{ upTo: 2000, price: 720 }],
    domestic: [{ upTo: 2000, price: 840 }],
    near: [{ upTo: 500, price: 990 }, { upTo: 2000, price: 1350 }],
    europe: [{ upTo: 500, price: 1490 }, { upTo: 2000, price: 1990 }],
    far: [{ upTo: 500, price: 2490 }, { upTo: 2000, price: 3290 }],
  },
};

/**
 * The price of a weight, which goes on by started kilograms after the last band.
 * @example
 * bandPrice([{ upTo: 1000, price: 390 }], 800, 90) // => 390
 * bandPrice([{ upTo: 1000, price: 390 }], 2500, 90) // => 570
 */
export function bandPrice(bands: readonly Band[], grams: number, perExtraKg: number): number {
  const band = bands.find(({ upTo }) => grams <= upTo);
  if (band !== undefined) return hole("the price of the band");
  const last = bands.at(-1) ?? { upTo: 0, price: 0 };
  const extraKg = Math.ceil((grams - last.upTo) / 1000);
  return last.price + extraKg * perExtraKg;
}

/**
 * The base price of a parcel in a tariff, before surcharges and discounts.
 * @example
 * basePrice(SNAIL, "domestic", 1200) // => { ok: true, value: { amount: 690, currency: "EUR" } }
 * basePrice(SNAIL, "far", 1200) // => { ok: false, error: { kind: "no-tariff", carrier: "snail", zone: "far" } }
 */
export function basePrice(tariff: Tariff, zone: Zone, grams: number): Result<Money, ParcelError> {
  const { carrier, maxGrams: limit } = tariff;
  if (grams > limit) return err({ kind: "too-heavy", carrier, grams, limit });
  const bands = tariff.bands[zone];
  if (bands === undefined) return err({ kind: "no-tariff", carrier, zone });
  return ok(money(bandPrice(bands, grams, tariff.perExtraKg), tariff.currency));
}
