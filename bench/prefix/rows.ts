/**
 * Rows of the bench of prefix checks: right texts and wrong ones that were replayed.
 *
 * @module
 */

import type { Figure } from "../report.ts";
import type { Sighting } from "./sightings.ts";
import type { Sound } from "./sound.ts";
import { type Paired, stubFigures } from "./stubs.ts";
import { summary } from "./summary.ts";

/** A line. */
export type PrefixRow = Sound | Sighting | Paired;

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

/** True for one text that was checked both ways. */
export function isPaired(row: PrefixRow): row is Paired {
  return "ratios" in row;
}

/** A row without words of the code: of alarms the codes are left. */
export function short(row: PrefixRow): PrefixRow {
  if (isPaired(row)) return { ...row, differing: row.differing.map(() => "…") };
  return isSound(row) ? { ...row, alarms: row.alarms.map((alarm) => alarm.split(" ")[0] ?? "") } : row;
}

/** All figures. */
export function figuresOf(rows: readonly PrefixRow[]): readonly Figure[] {
  const [sound, pairs] = [rows.filter(isSound), rows.filter(isPaired)];
  const sightings = rows.filter((row) => !isSound(row) && !isPaired(row));
  return [...(sound.length + sightings.length > 0 ? summary(sound, sightings) : []), ...stubFigures(pairs)];
}
