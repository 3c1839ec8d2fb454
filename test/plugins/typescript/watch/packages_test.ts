import assert from "node:assert/strict";
import { obtained, packages } from "../../../../bench/packages.ts";
import { openWatched } from "../../../../bench/prefix/package.ts";
import { replayMutants, type Sighting } from "../../../../bench/prefix/sightings.ts";
import { replaySound } from "../../../../bench/prefix/sound.ts";

/** Holes of each kind, and mutants of each. */
const HOLES = 2;
const MUTANTS = 1;

for (const wanted of packages.filter(({ name }) => name === "immer")) {
  const root = obtained(wanted);
  Deno.test({
    name: `watch() blames no prefix of ${wanted.name}@${wanted.version}, and every fault put into it`,
    // `deno task bench prefix` installs the packages.
    ignore: root === undefined,
    async fn() {
      await using opened = await openWatched(wanted, root ?? "");
      let cuts = 0;
      for await (const { id, alarms, elapsedMs } of replaySound(opened, HOLES)) {
        assert.deepEqual(alarms, [], id);
        cuts += elapsedMs.length;
      }
      assert.ok(cuts > 20, `${cuts} cuts`);
      const sightings: Sighting[] = [];
      for await (const one of replayMutants(opened, MUTANTS)) sightings.push(one);
      assert.deepEqual(sightings.filter(({ seen }) => seen === "never"), []);
      assert.ok(sightings.length > 5, `${sightings.length} mutants`);
    },
  });
}
