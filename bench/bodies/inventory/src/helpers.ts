import type { Item } from "./types.ts";

/** The sum of some numbers. */
export function sum(numbers: readonly number[]): number {
    return numbers.reduce((total, n) => total + n, 0);
}

/** The items by their sku. */
export function bySku(items: readonly Item[]): Map<string, Item> {
    return new Map(items.map((item) => [item.sku, item]));
}

/** An amount of cents as people write it. */
export function euros(cents: number): string {
    return `${(cents / 100).toFixed(2)} €`;
}
