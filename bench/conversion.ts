/**
 * Of samples whose first stream does not compile, the share that ends passing its tests, at equal tokens. It takes the
 * same arguments as `eval`, and makes no row again that is in the folder of `--out`.
 *
 *     deno task bench conversion [--json] [--verbose] [--tasks=FILE,…] [--url=URL] [--out=FOLDER] […]
 *
 * @see docs/evaluation.md
 *
 * @module
 */

import { conversionFigures } from "./eval/conversion.ts";
import { run, runOptions } from "./eval/run.ts";
import { report } from "./report.ts";

/** Runs the bench. */
export async function main(args: readonly string[]): Promise<void> {
  const { isJson, ...options } = await runOptions(args);
  report("conversion", conversionFigures(await run(options)), isJson);
}
