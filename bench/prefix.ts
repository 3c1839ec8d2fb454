/**
 * Prefix checks on real code: how long one takes, whether it ever blames code that is right, how soon it finds what is
 * wrong, and what it is worth to leave out the insides of a large file's other declarations.
 *
 *     deno task bench prefix [--json] [--n=N] [--mutants=N] [--stubs=N] [--package=NAME] [--verbose]
 *         [--out=FOLDER] [--store=FILE]
 *     deno task bench prefix --stored=NAME [--json]
 *
 * Rows are added to `rows.jsonl` in the folder of `--out` as they come, and what is there is not replayed again.
 *
 * @module
 */

import { obtain, packages } from "./packages.ts";
import { replayed } from "./prefix/replayed.ts";
import { figuresOf, keyOf, type PrefixRow, short } from "./prefix/rows.ts";
import { report } from "./report.ts";
import { openRows } from "./rows.ts";
import { rowsFrom, storeOptions } from "./stored.ts";

/** Holes of each package and kind. */
const HOLES = 20;
/** Mutants of each package and kind. */
const MUTANTS = 10;
/** Bodies of each package and class of files that are checked with and without other insides. */
const STUBS = 4;

/** Measures and prints. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const store = storeOptions({ stored: value("stored"), store: value("store") });
  const rows = await rowsFrom<PrefixRow>({ bench: "prefix", short, ...store }, async () => {
    const options = {
      ...{ holes: Number(value("n") ?? HOLES), mutants: Number(value("mutants") ?? MUTANTS) },
      stubs: Number(value("stubs") ?? STUBS),
      file: await openRows<PrefixRow>(value("out"), keyOf),
      tell: (line: string) => args.includes("--verbose") && console.error(line),
    };
    const rows: PrefixRow[] = [];
    for (const wanted of packages.filter(({ name }) => name === (value("package") ?? name))) {
      rows.push(...await replayed(wanted, await obtain(wanted), options));
    }
    return rows;
  });
  report("prefix", figuresOf(rows), args.includes("--json"));
}
