/**
 * A layer made of single assignments: variables or flags.
 *
 * @module
 */

import { isTable, isWithin, type Key, type Table } from "./key.ts";
import type { LayerName, Origin } from "./origin.ts";
import type { Layer } from "./read_toml.ts";

/** One value for one key. */
export interface Assignment {
  readonly key: Key;
  readonly value: unknown;
  readonly origin: Origin;
}

/** Makes a layer; a later assignment replaces what an earlier one put at its key, above or below it. */
export function assignedLayer(name: LayerName, assignments: readonly Assignment[]): Layer {
  const value = assignments.reduce<Table>((table, item) => withValue(table, item.key, item.value), {});
  return { name, value, origin: (key) => originOf(name, assignments, key) };
}

/** A copy of a table with a value at a key; what stands in the way is replaced. */
export function withValue(table: Table, key: Key, value: unknown): Table {
  const [first, ...rest] = key;
  if (first === undefined) return table;
  const below = table[first];
  return {
    ...table,
    [first]: rest.length === 0 ? value : withValue(isTable(below) ? below : {}, rest, value),
  };
}

function originOf(layer: LayerName, assignments: readonly Assignment[], key: Key): Origin {
  const found = assignments.findLast((item) => isWithin(key, item.key)) ??
    assignments.findLast((item) => isWithin(item.key, key));
  return found?.origin ?? { layer };
}
