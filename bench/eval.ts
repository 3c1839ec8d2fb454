/**
 * What a model writes into holes, and what checking makes of it: arms compared on the same samples, from one pool of
 * recorded streams. Without arguments it runs from the recording of its own tasks.
 *
 *     deno task bench eval [--json] [--verbose] [--tasks=FILE,…] [--project=FOLDER] [--url=URL] [--out=FOLDER]
 *         [--arms=F,R,S,C] [--seeds=N] [--limit=N] [--budget=6] [--temperature=1] [--style=chat|infill] [--pool=FILE,…] [--speed=N] [--jobs=N] [--whole]
 *         [--store=FILE] [--stored=NAME,…]
 *
 * @see docs/evaluation.md
 *
 * @module
 */

import { evalFigures } from "./eval/figures.ts";
import { run, runOptions } from "./eval/run.ts";
import { report } from "./report.ts";

/** Runs the bench. */
export async function main(args: readonly string[]): Promise<void> {
  const { isJson, ...options } = await runOptions(args);
  report("eval", evalFigures(await run(options)), isJson);
}
