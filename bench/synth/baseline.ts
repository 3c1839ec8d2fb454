/**
 * What synthesis is compared with. `plain`: the nearest names that have the type, then the project's most frequent
 * expressions. `checked`: five of those names, then the expressions, and of both only what the bulk check lets pass.
 *
 * @module
 */

import { siftExpressions } from "../../plugins/typescript/sift.ts";
import { survey } from "../../plugins/typescript/survey.ts";
import type { BenchProject, Cut } from "./project.ts";

const MOST = 10;
/** Names take at most this many of the ten places, so that longer expressions get a chance. */
const MAX_NAMES = 5;
const MAX_PHRASES = 120;
const GLOBALS = 24;

/** Ten texts of each, best first. */
export interface Baselines {
  readonly plain: readonly string[];
  readonly checked: readonly string[];
}

/** The texts of both baselines. */
export async function baselines(
  project: BenchProject,
  file: string,
  { text, draft }: Cut,
): Promise<Baselines> {
  const { compiler, statistics } = project;
  const look = await survey(compiler, file, text, draft, statistics.globals(GLOBALS));
  const { expected, names, fits } = look;
  const fitting = await Promise.all(names.map(({ type }) => !expected || fits(type, expected)));
  const frequency = (one: string) => statistics.countAnywhere(one);
  const nearest = names.filter((_, at) => fitting[at])
    .sort((a, b) => a.name.distance - b.name.distance || frequency(b.text) - frequency(a.text))
    .map((one) => one.text);
  await look.moment[Symbol.asyncDispose]();
  const visible = new Set(names.map((one) => one.text));
  const frequent = statistics.frequent(visible, MAX_PHRASES);
  const texts = [...new Set([...nearest, ...frequent])];
  const good = await siftExpressions(compiler, file, text, draft, texts);
  const passes = new Set(texts.filter((_, at) => good[at]));
  const first = nearest.filter((one) => passes.has(one));
  const rest = frequent.filter((one) => passes.has(one) && !first.slice(0, MAX_NAMES).includes(one));
  return {
    plain: texts.slice(0, MOST),
    checked: [...new Set([...first.slice(0, MAX_NAMES), ...rest, ...first])].slice(0, MOST),
  };
}
