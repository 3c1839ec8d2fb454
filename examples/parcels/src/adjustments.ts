import { convert, type Money, percentOf, smaller, subtract } from "./money.ts";
import { isRemote, type Place, type Zone } from "./zones.ts";

/** What surcharges and discounts are decided on. */
export interface Shipment {
  readonly from: Place;
  readonly to: Place;
  readonly zone: Zone;
  readonly grams: number;
  readonly signature?: boolean;
}

/** The codes of the known surcharges. */
export type SurchargeCode = "fuel" | "remote" | "heavy" | "signature";

/** A rule for an amount on top of the base price. */
export interface SurchargeRule {
  readonly code: SurchargeCode;
  readonly applies: (shipment: Shipment) => boolean;
  readonly amount: (base: Money) => Money;
}

/** An amount on top of the base price. */
export interface Surcharge {
  readonly code: SurchargeCode;
  readonly amount: Money;
}

/** The weight above which two people have to lift a parcel. */
export const HEAVY_GRAMS = 15_000;

function flat(cents: number): (base: Money) => Money {
  return (base) => convert({ amount: cents, currency: "EUR" }, base.currency);
}

/** The surcharges every carrier uses, in the order they are listed on a quote. */
export const SURCHARGE_RULES: readonly SurchargeRule[] = [
  { code: "fuel", applies: (s) => s.zone !== "local", amount: (base) => percentOf(base, 6) },
  { code: "remote", applies: (s) => isRemote(s.from) || isRemote(s.to), amount: flat(500) },
  { code: "heavy", applies: (s) => s.grams > HEAVY_GRAMS, amount: flat(1200) },
  { code: "signature", applies: (s) => s.signature ?? false, amount: flat(150) },
];

/**
 * The surcharges of a shipment on a base price.
 * @example surcharges({ from: { postcode: "75011", country: "FR" }, to: { postcode: "69001", country: "FR" }, zone: "domestic", grams: 900 }, { amount: 1000, currency: "EUR" }) // => [{ code: "fuel", amount: { amount: 60, currency: "EUR" } }]
 */
export function surcharges(shipment: Shipment, base: Money): readonly Surcharge[] {
  return SURCHARGE_RULES
    .filter((rule) => rule.applies(shipment))
    .map((rule) => ({ code: rule.code, amount: rule.amount(base) }));
}

/** A reason to pay less. */
export type Discount =
  | { readonly kind: "percent"; readonly percent: number }
  | { readonly kind: "fixed"; readonly off: Money }
  | { readonly kind: "cap"; readonly atMost: Money };

/**
 * A price after one discount.
 * @example
 * discounted({ amount: 2000, currency: "EUR" }, { kind: "percent", percent: 10 }) // => { amount: 1800, currency: "EUR" }
 * discounted({ amount: 2000, currency: "EUR" }, { kind: "fixed", off: { amount: 2500, currency: "EUR" } }) // => { amount: 0, currency: "EUR" }
 * discounted({ amount: 2000, currency: "EUR" }, { kind: "cap", atMost: { amount: 1500, currency: "EUR" } }) // => { amount: 1500, currency: "EUR" }
 */
export function discounted(price: Money, discount: Discount): Money {
  switch (discount.kind) {
    case "percent":
      return subtract(price, percentOf(price, discount.percent));
    case "fixed":
      return hole("the price less the amount that is off, in the currency of the price");
    case "cap":
      return smaller(price, convert(discount.atMost, price.currency));
  }
}

/**
 * The lowest price that any single discount gives; discounts do not add up.
 * @example
 * bestPrice({ amount: 2000, currency: "EUR" }, [{ kind: "percent", percent: 10 }, { kind: "percent", percent: 25 }]) // => { amount: 1500, currency: "EUR" }
 * bestPrice({ amount: 2000, currency: "EUR" }, []) // => { amount: 2000, currency: "EUR" }
 */
export function bestPrice(price: Money, discounts: readonly Discount[]): Money {
  return discounts.map((discount) => discounted(price, discount)).reduce(smaller, price);
}
