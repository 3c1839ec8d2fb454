import type { SurchargeCode } from "./adjustments.ts";
import type { Currency, Money } from "./money.ts";
import type { Quote } from "./quote.ts";

const SYMBOLS: Readonly<Record<Currency, string>> = { EUR: "€", GBP: "£", CHF: "CHF " };

const SURCHARGE_LABELS: Readonly<Record<SurchargeCode, string>> = {
  fuel: "fuel surcharge",
  remote: "remote area",
  heavy: "heavy parcel",
  signature: "signed delivery",
};

/**
 * A price for people.
 * @example
 * formatMoney({ amount: 1250, currency: "EUR" }) // => "€12.50"
 * formatMoney({ amount: 5, currency: "CHF" }) // => "CHF 0.05"
 */
export function formatMoney(price: Money): string {
  return `${SYMBOLS[price.currency]}${(price.amount / 100).toFixed(2)}`;
}

/**
 * A weight for people: grams when it is small, kilograms otherwise.
 * @example
 * formatGrams(350) // => "350 g"
 * formatGrams(1250) // => "1.25 kg"
 */
export function formatGrams(grams: number): string {
  return grams < 1000 ? `${grams} g` : `${grams / 1000} kg`;
}

/**
 * A number with its noun.
 * @example
 * plural(1, "day") // => "1 day"
 * plural(3, "day") // => "3 days"
 */
export function plural(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

/**
 * One line about a quote.
 * @example formatQuote({ carrier: "snail", days: 3, base: { amount: 690, currency: "EUR" }, surcharges: [], price: { amount: 690, currency: "EUR" } }) // => "snail: €6.90 in 3 days"
 */
export function formatQuote(quote: Quote): string {
  return `${quote.carrier}: ${formatMoney(quote.price)} in ${plural(hole(), "day")}`;
}

/** A quote with its base price and every surcharge on a line of its own. */
export function formatBreakdown(quote: Quote): string {
  const rows = [
    ["base price", formatMoney(quote.base)],
    ...quote.surcharges.map(({ code, amount }) => [SURCHARGE_LABELS[code], formatMoney(amount)]),
    ["to pay", formatMoney(quote.price)],
  ];
  return rows.map(([label = "", price = ""]) => `${label.padEnd(16)}${price.padStart(10)}`).join("\n");
}
