import type { ParcelError } from "./errors.ts";
import { collect, err, mapResult, type Result } from "./result.ts";
import { parseWeight, toGrams } from "./units.ts";

/** Some pieces of one article. */
export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
  readonly gramsEach: number;
}

/** What a customer ordered. */
export interface Order {
  readonly lines: readonly OrderLine[];
}

/**
 * Reads an order line such as `2 x MUG-01 @ 350g`.
 * @example
 * parseLine("2 x MUG-01 @ 350g", 1) // => { ok: true, value: { sku: "MUG-01", quantity: 2, gramsEach: 350 } }
 * parseLine("MUG-01", 4) // => { ok: false, error: { kind: "bad-line", line: 4, reason: "expected: quantity x sku @ weight" } }
 */
export function parseLine(text: string, line: number): Result<OrderLine, ParcelError> {
  const match = /^(\d+)\s*x\s*([\w-]+)\s*@\s*(.+)$/.exec(text.trim());
  if (match === null) {
    return err({ kind: "bad-line", line, reason: "expected: quantity x sku @ weight" });
  }
  const [, count = "", sku = "", weight = ""] = match;
  const quantity = Number(count);
  if (quantity === 0) return err({ kind: "bad-line", line, reason: "the quantity is zero" });
  return mapResult(parseWeight(weight), (parsed) => ({ sku, quantity, gramsEach: toGrams(parsed) }));
}

/**
 * Reads a whole order; blank lines and lines that start with `#` are skipped.
 * @example
 * parseOrder("# gifts\n2 x MUG-01 @ 350g\n") // => { ok: true, value: { lines: [{ sku: "MUG-01", quantity: 2, gramsEach: 350 }] } }
 * parseOrder("\n\n") // => { ok: false, error: [{ kind: "empty-order" }] }
 */
export function parseOrder(text: string): Result<Order, readonly ParcelError[]> {
  const parsed = text
    .split("\n")
    .map((raw, index) => ({ line: index + 1, text: raw.trim() }))
    .filter(({ text }) => text !== "" && !text.startsWith("#"))
    .map(({ text, line }) => parseLine(text, line));
  if (parsed.length === 0) return err([{ kind: "empty-order" }]);
  return mapResult(collect(parsed), (lines) => ({ lines: mergeLines(lines) }));
}

/**
 * Adds up the quantities of lines with the same article and weight, in order of first appearance.
 * @example mergeLines([{ sku: "A", quantity: 1, gramsEach: 10 }, { sku: "A", quantity: 2, gramsEach: 10 }]) // => [{ sku: "A", quantity: 3, gramsEach: 10 }]
 */
export function mergeLines(lines: readonly OrderLine[]): readonly OrderLine[] {
  const merged = new Map<string, OrderLine>();
  for (const line of lines) {
    const key = `${line.sku}/${line.gramsEach}`;
    const quantity = (merged.get(key)?.quantity ?? 0) + line.quantity;
    merged.set(key, { ...line, quantity });
  }
  return [...merged.values()];
}

/**
 * The weight of everything in an order, in grams.
 * @example orderGrams({ lines: [{ sku: "A", quantity: 3, gramsEach: 10 }, { sku: "B", quantity: 1, gramsEach: 5 }] }) // => 35
 */
export function orderGrams(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.quantity * line.gramsEach, 0);
}
