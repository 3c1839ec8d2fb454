import type { Address } from "./address.ts";
import { bestPrice, type Discount, type Shipment, type Surcharge, surcharges } from "./adjustments.ts";
import { type Carrier, DEFAULT_CARRIERS } from "./carriers.ts";
import { type ParcelError, QuoteFailure } from "./errors.ts";
import { convert, type Currency, type Money, total } from "./money.ts";
import { type Order, orderGrams } from "./orders.ts";
import { err, mapResult, ok, partition, type Result } from "./result.ts";
import { billableGrams, type Dimensions } from "./units.ts";
import { zoneBetween } from "./zones.ts";

/** What somebody wants to have quoted. */
export interface QuoteRequest {
  readonly from: Address;
  readonly to: Address;
  readonly order: Order;
  readonly size?: Dimensions;
  readonly signature?: boolean;
}

/** How to quote it. */
export interface QuoteOptions {
  readonly carriers?: readonly Carrier[];
  readonly currency?: Currency;
  readonly discounts?: readonly Discount[];
}

/** The offer of one carrier. */
export interface Quote {
  readonly carrier: string;
  readonly days: number;
  readonly base: Money;
  readonly surcharges: readonly Surcharge[];
  readonly price: Money;
}

/** The ways to put quotes in order. */
export type Ranking = "cheapest" | "fastest";

const RANKINGS: Readonly<Record<Ranking, (a: Quote, b: Quote) => number>> = {
  cheapest: (a, b) => a.price.amount - b.price.amount || a.days - b.days,
  fastest: (a, b) => a.days - b.days || a.price.amount - b.price.amount,
};

/**
 * Quotes in order, best first.
 * @example rank([], "cheapest") // => []
 */
export function rank(quotes: readonly Quote[], ranking: Ranking = "cheapest"): readonly Quote[] {
  return quotes.toSorted(RANKINGS[ranking]);
}

/** The facts of a request that prices depend on. */
export function shipmentOf(request: QuoteRequest): Shipment {
  const { from, to, order, size, signature = false } = request;
  const grams = billableGrams(orderGrams(order), size);
  return { from, to, zone: zoneBetween(from, to), grams, signature };
}

async function quoteOne(
  carrier: Carrier,
  shipment: Shipment,
  currency: Currency,
  discounts: readonly Discount[],
): Promise<Result<Quote, ParcelError>> {
  const rate = await carrier.rate(shipment);
  return mapResult(rate, (listed) => {
    const base = convert(listed, currency);
    const extras = surcharges(shipment, base);
    const gross = total([base, ...extras.map((extra) => extra.amount)], currency);
    return {
      carrier: carrier.id,
      days: hole("the working days to this zone"),
      base,
      surcharges: extras,
      price: bestPrice(gross, discounts),
    };
  });
}

/**
 * Asks all the carriers at once and gives their offers, cheapest first.
 * Carriers without an offer are left out; it is a failure when no carrier has one.
 */
export async function quote(
  request: QuoteRequest,
  options: QuoteOptions = {},
): Promise<Result<readonly Quote[], readonly ParcelError[]>> {
  const { carriers = DEFAULT_CARRIERS, currency = "EUR", discounts = [] } = options;
  if (request.order.lines.length === 0) return err([{ kind: "empty-order" }]);
  const shipment = shipmentOf(request);
  const answers = await Promise.all(carriers.map((carrier) => quoteOne(carrier, shipment, currency, discounts)));
  const { values, errors } = partition(answers);
  return values.length > 0 ? ok(rank(values)) : err(errors);
}

/** The cheapest offer; throws a `QuoteFailure` when there is none. */
export async function cheapest(request: QuoteRequest, options?: QuoteOptions): Promise<Quote> {
  const quotes = await quote(request, options);
  if (!quotes.ok) throw new QuoteFailure(quotes.error);
  const [first] = quotes.value;
  if (first === undefined) throw new QuoteFailure([]);
  return first;
}
