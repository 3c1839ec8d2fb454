/**
 * Rows of equal shape as small JSON: each string is written once, each row is a list of numbers.
 *
 * @module
 */

import type { Json } from "./index/entry.ts";

/** What a field of a row may hold. */
export type Cell = string | number | boolean | readonly string[];

interface Packed {
  /** Names of the fields, each with `s` for a string, `l` for a list of strings, `v` for a number or truth value. */
  readonly fields: readonly (readonly [name: string, kind: string])[];
  readonly strings: readonly string[];
  readonly rows: readonly (readonly Json[])[];
}

/** Packs rows that all have the fields of the first. */
export function packRows(rows: readonly object[]): Json {
  const fields = Object.entries(rows[0] ?? {}).map(([name, cell]) => [name, kindOf(cell)] as const);
  const strings = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  const cells = rows.map((row) =>
    fields.map(([name, kind]): Json => {
      const cell = (row as Record<string, Cell>)[name];
      if (kind === "s") return numberOf(String(cell));
      return kind === "l" ? (cell as readonly string[]).map(numberOf) : cell as number | boolean;
    })
  );
  return { fields, strings: [...strings.keys()], rows: cells };
}

/** The rows again. */
export function unpackRows<Row>(packed: Json): Row[] {
  const { fields, strings, rows } = packed as unknown as Packed;
  return rows.map((cells) => {
    const row: Record<string, unknown> = {};
    for (const [at, [name, kind]] of fields.entries()) {
      const cell = cells[at];
      if (kind === "s") row[name] = strings[cell as number];
      else row[name] = kind === "l" ? (cell as readonly number[]).map((one) => strings[one]) : cell;
    }
    return row as Row;
  });
}

function kindOf(cell: unknown): "s" | "l" | "v" {
  return typeof cell === "string" ? "s" : Array.isArray(cell) ? "l" : "v";
}
