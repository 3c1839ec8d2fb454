/**
 * Answers that compile and do not meet the examples: repairers try what is nearly the same, and no model is asked.
 *
 * @module
 */

import type { Draft } from "../code/hole.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import type { Answer } from "./decode/decode.ts";
import { tellMove } from "./tell.ts";

/** Time for finding one: as long as for a fix of a fault in what is being written, and no more than the hole has left. */
const PROPOSE_MS = 2_000;
/** What a mended answer costs more than the one that it comes from: nobody has said it. */
const MENDED = Math.LN2;

/**
 * The answer to be judged instead of a model's that compiles and misses examples; none where nobody knows one.
 *
 * @param known Texts that were asked about, and what came of them: nobody is asked about one of these again.
 */
export async function nearMiss(
  { kernel, options, providers, signal }: FillContext,
  draft: Draft,
  { change: _, verdict, ...answer }: Candidate,
  { leftMs, known }: Pick<Budget, "leftMs"> & { readonly known: Set<string> },
): Promise<Answer[]> {
  const wrong = verdict.reports.filter(({ state }) => state === "invalid");
  // Who has examples or tests has run them: then nobody has found anything else.
  const isMissed = wrong.every(({ total = 0 }) => total > 0) && draft.hole.examples.length > 0;
  const faults = wrong.flatMap(({ diagnostics }) => diagnostics);
  const fault = faults.find(({ severity }) => severity === "error");
  if (!fault || !isMissed || !options.moves.includes("patch") || known.has(answer.text)) return [];
  known.add(answer.text);
  const written: Draft = { ...draft, text: answer.text, needs: answer.needs };
  const ask = { signal, deadlineMs: Math.ceil(Math.min(PROPOSE_MS, leftMs)) };
  try {
    // Who is no model has other answers that cost as little.
    if (!await providers.capabilities(answer.provider, { signal })) return [];
    const all = await kernel.ask("repairer.propose", [written, faults], ask);
    const remedies = all.flatMap((one) => one.kind === "patch" ? one : []);
    const texts = remedies.map((one) => one.text);
    const fits = texts.length > 1 ? await kernel.ask("indexer.sift", [written, texts], ask) : undefined;
    const remedy = remedies[fits ? fits.indexOf(true) : 0];
    if (!remedy) return [];
    const { text, needs, reason } = remedy;
    known.add(text);
    tellMove(kernel.steps, { kind: "patch", kept: { text, tokens: [] }, fault, reason });
    return [{ ...answer, text, needs: [...answer.needs, ...needs], cost: answer.cost + MENDED }];
  } catch (error) {
    if (signal.aborted) throw error;
    return []; // who can not mend is no reason to stop
  }
}
