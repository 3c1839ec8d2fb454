/**
 * Prefix checks on real code: how long one takes, whether it ever blames code that is right, how soon it finds what is
 * wrong, and what it is worth to leave out the insides of a large file's other declarations.
 *
 *     deno task bench prefix [--json] [--n=N] [--mutants=N] [--stubs=N] [--package=NAME] [--verbose]
 *
 * @module
 */

import { obtain, type PackageName, packages } from "./packages.ts";
import { report } from "./report.ts";
import { openWatched, type WatchedPackage } from "./prefix/package.ts";
import { replayMutants, type Sighting } from "./prefix/sightings.ts";
import { replaySound, type Sound } from "./prefix/sound.ts";
import { type Paired, pairStubs, stubFigures } from "./prefix/stubs.ts";
import { summary } from "./prefix/summary.ts";

/** Holes of each package and kind. */
const HOLES = 20;
/** Mutants of each package and kind. */
const MUTANTS = 10;
/** Bodies of each package and class of files that are checked with and without other insides. */
const STUBS = 4;

/** Measures and prints. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [holes, mutants] = [Number(value("n") ?? HOLES), Number(value("mutants") ?? MUTANTS)];
  const stubs = Number(value("stubs") ?? STUBS);
  const tell = (line: string) => args.includes("--verbose") && console.error(line);
  const sound: Sound[] = [];
  const sightings: Sighting[] = [];
  const pairs: Paired[] = [];
  for (const wanted of packages.filter(({ name }) => name === (value("package") ?? name))) {
    await using opened = await open(wanted);
    for await (const one of replaySound(opened, holes)) {
      sound.push(one);
      for (const alarm of one.alarms) tell(`${one.package} ${one.id}: ${alarm}`);
    }
    for await (const one of replayMutants(opened, mutants)) {
      sightings.push(one);
      tell(`${one.package} ${one.id} ${one.kind}: ${one.seen}, ${one.late} late, ${one.code}`);
    }
    for await (const one of pairStubs(opened, stubs)) {
      pairs.push(one);
      tell(
        `${wanted.name} ${one.id} of ${one.lines}: ${one.ratios.map((ratio) => ratio.toFixed(2)).join(" ")}`,
      );
      for (const prefix of one.differing) {
        tell(`${wanted.name} ${one.id}: differs at ${JSON.stringify(prefix)}`);
      }
    }
  }
  const own = holes + mutants > 0 ? summary(sound, sightings) : [];
  report("prefix", [...own, ...stubFigures(pairs)], args.includes("--json"));
}

async function open(wanted: PackageName): Promise<WatchedPackage> {
  return await openWatched(wanted.name, await obtain(wanted));
}
