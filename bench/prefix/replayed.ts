/**
 * All that is replayed of one package: what was replayed before is not again.
 *
 * @module
 */

import type { PackageName } from "../packages.ts";
import type { RowFile } from "../rows.ts";
import { openWatched } from "./package.ts";
import { isPaired, isSound, keyOf, type PrefixRow } from "./rows.ts";
import { replayMutants } from "./sightings.ts";
import { replaySound } from "./sound.ts";
import { pairStubs } from "./stubs.ts";

/** How much is replayed. */
export interface ReplayOptions {
  /** Holes of each kind. */
  readonly holes: number;
  /** Mutants of each kind. */
  readonly mutants: number;
  /** Bodies of each class of files that are checked with and without other insides. */
  readonly stubs: number;
  /** Rows are added to it as they come. */
  readonly file: RowFile<PrefixRow>;
  readonly tell: (line: string) => void;
}

/** Replays a package that lies in a folder. */
export async function replayed(
  wanted: PackageName,
  root: string,
  { holes, mutants, stubs, file, tell }: ReplayOptions,
): Promise<readonly PrefixRow[]> {
  await using opened = await openWatched(wanted, root);
  const rows: PrefixRow[] = [];
  const take = async (row: PrefixRow) => {
    rows.push(row);
    if (file.get(keyOf(row))) return;
    await file.add(row);
    linesOf(row).forEach(tell);
  };
  const made = (key: string) => file.get(key);
  for await (const one of replaySound(opened, holes, made)) await take(one);
  for await (const one of replayMutants(opened, mutants, made)) await take(one);
  for await (const one of pairStubs(opened, stubs, made)) await take(one);
  return rows;
}

function linesOf(row: PrefixRow): readonly string[] {
  const head = `${row.package} ${row.id}`;
  if (isPaired(row)) {
    const ratios = row.ratios.map((ratio) => ratio.toFixed(2)).join(" ");
    const differing = row.differing.map((prefix) => `${head}: differs at ${JSON.stringify(prefix)}`);
    return [`${head} of ${row.lines}: ${ratios}`, ...differing];
  }
  return isSound(row)
    ? row.alarms.map((alarm) => `${head}: ${alarm}`)
    : [`${head} ${row.kind}: ${row.seen}, ${row.late} late, ${row.code}`];
}
