/**
 * Rows of the bench of prefix checks: right texts and wrong ones that were replayed.
 *
 * @module
 */

import type { Figure } from "../report.ts";
import type { Sighting } from "./sightings.ts";
import type { Sound } from "./sound.ts";
import { summary } from "./summary.ts";

/** A line. */
export type PrefixRow = Sound | Sighting;

/** Tells rows apart. */
export function keyOf(
  row: Pick<PrefixRow, "package" | "version" | "kind" | "id"> & { readonly at?: number },
): string {
  const { package: name, version, kind, id, at } = row;
  return JSON.stringify([name, version, kind, id, ...(at === undefined ? [] : [at])]);
}

/** True for what was said of a right text. */
export function isSound(row: PrefixRow): row is Sound {
  return "alarms" in row;
}

/** A row without words of the code: of alarms the codes are left. */
export function short(row: PrefixRow): PrefixRow {
  return isSound(row) ? { ...row, alarms: row.alarms.map((alarm) => alarm.split(" ")[0] ?? "") } : row;
}

/** All figures. */
export function figuresOf(rows: readonly PrefixRow[]): readonly Figure[] {
  return summary(rows.filter(isSound), rows.filter((row) => !isSound(row)));
}
