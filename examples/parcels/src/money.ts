/** The currencies the library can quote in. */
export type Currency = "EUR" | "GBP" | "CHF";

/** A price in minor units (cents, pence), which is always a whole number. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

/** How many units of each currency one euro buys. */
export type Rates = Readonly<Record<Currency, number>>;

/** Rates used when the caller brings none. */
export const DEFAULT_RATES: Rates = { EUR: 1, GBP: 0.86, CHF: 0.95 };

/** A price from minor units. */
export function money(amount: number, currency: Currency): Money {
  return { amount: Math.round(amount), currency };
}

function assertSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) {
    throw new TypeError(`cannot combine ${a.currency} with ${b.currency}`);
  }
}

/** The sum of two prices of one currency. */
export function add(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.amount + b.amount, a.currency);
}

/**
 * The first price less the second, but never below zero.
 * @example
 * subtract(money(100, "EUR"), money(30, "EUR")) // => money(70, "EUR")
 * subtract(money(100, "EUR"), money(130, "EUR")) // => money(0, "EUR")
 */
export function subtract(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(Math.max(0, a.amount - b.amount), a.currency);
}

/** A price times a factor, rounded to the nearest minor unit. */
export function scale(price: Money, factor: number): Money {
  return money(price.amount * factor, price.currency);
}

/** A percentage of a price. */
export function percentOf(price: Money, percent: number): Money {
  return scale(price, percent / 100);
}

/**
 * The total of a list, which may be empty.
 * @example
 * total([money(100, "EUR"), money(250, "EUR")], "EUR") // => money(350, "EUR")
 * total([], "CHF") // => money(0, "CHF")
 */
export function total(prices: readonly Money[], currency: Currency): Money {
  return prices.reduce(add, money(0, currency));
}

/** The smaller of two prices of one currency. */
export function smaller(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return a.amount <= b.amount ? a : b;
}

/**
 * A price in another currency.
 * @example
 * convert(money(1000, "EUR"), "GBP") // => money(860, "GBP")
 * convert(money(950, "CHF"), "EUR") // => money(1000, "EUR")
 */
export function convert(price: Money, to: Currency, rates: Rates = DEFAULT_RATES): Money {
  if (price.currency === to) return price;
  const euros = hole("the amount in euro cents");
  return money(euros * rates[to], to);
}
