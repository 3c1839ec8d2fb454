/**
 * Fills one cut as the product does: survey, search, sift. Nothing is kept from one cut to the next.
 *
 * @module
 */

import { Offers } from "../../plugins/typescript/fits/offers.ts";
import { siftExpressions } from "../../plugins/typescript/sift.ts";
import { type Survey, survey } from "../../plugins/typescript/survey.ts";
import { search, usualBounds } from "../../plugins/synth/search.ts";
import type { BenchProject, Cut } from "./project.ts";

/** Globals that a survey looks at. */
const GLOBALS = 24;

/** What one fill gave. */
export interface Filled {
  /** Texts that type-check, likeliest first. */
  readonly texts: readonly string[];
  /** All texts that were judged, likeliest first. */
  readonly judged: readonly string[];
  /** Milliseconds: looking, first offers, searching, sifting. */
  readonly phases: readonly number[];
  /** True when the place asks for a type. */
  readonly isTyped: boolean;
}

/** Fills a cut of a file. */
export async function fill(project: BenchProject, file: string, { text, draft }: Cut): Promise<Filled> {
  const { compiler, statistics, quote } = project;
  const marks = [performance.now()];
  const mark = () => marks.push(performance.now());
  const look: Survey = await survey(compiler, file, text, draft, statistics.globals(GLOBALS));
  mark();
  const offers = new Offers(look, statistics, { file, intent: "", quote });
  const first = await offers.terms("");
  mark();
  const found = await search(first, (key) => offers.terms(key), usualBounds);
  mark();
  await look.moment[Symbol.asyncDispose]();
  const judged = found.map((one) => one.text);
  const good = await siftExpressions(compiler, file, text, draft, judged);
  mark();
  return {
    texts: judged.filter((_, at) => good[at]),
    judged,
    phases: marks.slice(1).map((end, at) => end - (marks[at] ?? 0)),
    isTyped: look.expected !== undefined,
  };
}
