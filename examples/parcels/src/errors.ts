import type { Zone } from "./zones.ts";

/** Everything that can go wrong between an order and its quotes. */
export type ParcelError =
  | { readonly kind: "bad-address"; readonly field: string; readonly reason: string }
  | { readonly kind: "bad-weight"; readonly text: string }
  | { readonly kind: "bad-line"; readonly line: number; readonly reason: string }
  | { readonly kind: "empty-order" }
  | { readonly kind: "no-tariff"; readonly carrier: string; readonly zone: Zone }
  | { readonly kind: "too-heavy"; readonly carrier: string; readonly grams: number; readonly limit: number }
  | { readonly kind: "carrier-down"; readonly carrier: string };

/**
 * One sentence about an error, for people.
 * @example
 * describe({ kind: "bad-weight", text: "1 stone" }) // => "cannot read the weight \"1 stone\""
 * describe({ kind: "bad-line", line: 3, reason: "no quantity" }) // => "line 3: no quantity"
 * describe({ kind: "carrier-down", carrier: "swift" }) // => "swift did not answer"
 */
export function describe(error: ParcelError): string {
  switch (error.kind) {
    case "bad-address":
      return `address: ${error.field} ${error.reason}`;
    case "bad-weight":
      return `cannot read the weight "${error.text}"`;
    case "bad-line":
      return `line ${error.line}: ${error.reason}`;
    case "empty-order":
      return "the order has no lines";
    case "no-tariff":
      return `${error.carrier} does not deliver to zone ${error.zone}`;
    case "too-heavy":
      return `${error.grams} g is over the ${error.limit} g limit of ${error.carrier}`;
    case "carrier-down":
      return `${error.carrier} did not answer`;
  }
}

/** Whether asking again later could help. */
export function isTransient(error: ParcelError): boolean {
  return error.kind === "carrier-down";
}

/** Thrown at the edge of the library by callers that prefer exceptions to results. */
export class QuoteFailure extends Error {
  override readonly name = "QuoteFailure";
  readonly errors: readonly ParcelError[];

  constructor(errors: readonly ParcelError[]) {
    super(errors.map(describe).join("; "));
    this.errors = errors;
  }
}
