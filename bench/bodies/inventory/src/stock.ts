import { sum } from "./helpers.ts";
import type { Item, Movement, Stock } from "./types.ts";

/**
 * The number of different items in a stock.
 * @example articleCount(new Map([["AXE", 3], ["SAW", 1]])) // => 2
 * @example articleCount(new Map([["AXE", 8]])) // => 1
 * @example articleCount(new Map()) // => 0
 */
export function articleCount(stock: Stock): number {
    return stock.size;
}

/**
 * Whether a stock has an entry for an item.
 * @example isKnown(new Map([["AXE", 3], ["SAW", 1]]), "SAW") // => true
 * @example isKnown(new Map([["AXE", 3], ["SAW", 1]]), "NAIL") // => false
 * @example isKnown(new Map([["AXE", 2]]), "AXE") // => true
 */
export function isKnown(stock: Stock, sku: string): boolean {
    return stock.has(sku);
}

/**
 * Who supplies an item, or "unknown" when that is not recorded.
 * @example supplierOf({ sku: "AXE", name: "Axe", price: 2900, supplier: "Forge Ltd" }) // => "Forge Ltd"
 * @example supplierOf({ sku: "SAW", name: "Saw", price: 1750 }) // => "unknown"
 * @example supplierOf({ sku: "NAIL", name: "Nail", price: 5, supplier: "Pin & Sons" }) // => "Pin & Sons"
 */
export function supplierOf(item: Item): string {
    return item.supplier ?? "unknown";
}

/**
 * What some pieces of an item cost, in cents.
 * @example lineValue({ sku: "AXE", name: "Axe", price: 2900 }, 2) // => 5800
 * @example lineValue({ sku: "NAIL", name: "Nail", price: 5 }, 100) // => 500
 * @example lineValue({ sku: "SAW", name: "Saw", price: 1750 }, 1) // => 1750
 */
export function lineValue(item: Item, pieces: number): number {
    return item.price * pieces;
}

/**
 * How many pieces of an item there are.
 * @example quantity(new Map([["AXE", 3], ["SAW", 1]]), "AXE") // => 3
 * @example quantity(new Map([["AXE", 3], ["SAW", 1]]), "SAW") // => 1
 * @example quantity(new Map([["AXE", 3]]), "NAIL") // => 0
 */
export function quantity(stock: Stock, sku: string): number {
    return stock.get(sku) ?? 0;
}

/**
 * The skus of a stock in alphabetical order.
 * @example skus(new Map([["SAW", 1], ["AXE", 3]])) // => ["AXE", "SAW"]
 * @example skus(new Map([["NAIL", 90]])) // => ["NAIL"]
 * @example skus(new Map([["C", 1], ["A", 2], ["B", 3]])) // => ["A", "B", "C"]
 */
export function skus(stock: Stock): string[] {
    return [...stock.keys()].sort();
}

/**
 * The number of pieces of all the items together.
 * @example totalPieces(new Map([["AXE", 3], ["SAW", 1]])) // => 4
 * @example totalPieces(new Map([["NAIL", 90], ["AXE", 10], ["SAW", 5]])) // => 105
 * @example totalPieces(new Map([["AXE", 7]])) // => 7
 */
export function totalPieces(stock: Stock): number {
    return sum([...stock.values()]);
}

/**
 * An item for a price tag: its name with the sku in parentheses.
 * @example label({ sku: "AXE", name: "Axe", price: 2900 }) // => "Axe (AXE)"
 * @example label({ sku: "N-40", name: "Nail 40 mm", price: 5 }) // => "Nail 40 mm (N-40)"
 * @example label({ sku: "SAW", name: "Hand saw", price: 1750, supplier: "Forge Ltd" }) // => "Hand saw (SAW)"
 */
export function label(item: Item): string {
    return `${item.name} (${item.sku})`;
}

/**
 * The skus of which there are fewer pieces than a level, in the order of the stock.
 * @example toReorder(new Map([["AXE", 3], ["SAW", 12]]), 5) // => ["AXE"]
 * @example toReorder(new Map([["SAW", 1], ["AXE", 0], ["NAIL", 90]]), 10) // => ["SAW", "AXE"]
 * @example toReorder(new Map([["AXE", 30]]), 5) // => []
 */
export function toReorder(stock: Stock, level: number): string[] {
    return [...stock.keys()].filter((sku) => quantity(stock, sku) < level);
}

/**
 * A new stock with a movement carried out.
 * @example withChange(new Map([["AXE", 3]]), { sku: "AXE", change: 2 }) // => new Map([["AXE", 5]])
 * @example withChange(new Map([["AXE", 3]]), { sku: "SAW", change: 4 }) // => new Map([["AXE", 3], ["SAW", 4]])
 * @example withChange(new Map([["AXE", 3], ["SAW", 1]]), { sku: "AXE", change: -1 }) // => new Map([["AXE", 2], ["SAW", 1]])
 */
export function withChange(stock: Stock, movement: Movement): Stock {
    return new Map(stock).set(movement.sku, quantity(stock, movement.sku) + movement.change);
}
