/**
 * A hole whose readings were shown in an earlier run: they are judged again, and nobody is asked for others.
 *
 * @module
 */

import type { Draft } from "../code/hole.ts";
import type { Candidate, Earlier, Outcome } from "../code/outcome.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { judge } from "./judge.ts";
import { tellOutcome, tellVerdict } from "./tell.ts";

/** Judges what was shown. The order stays as it was, so that the numbers of readings mean the same texts. */
export async function recall(
  context: FillContext,
  draft: Draft,
  earlier: Earlier,
  budget: Budget,
): Promise<Outcome> {
  const { steps } = context.kernel;
  const candidates: Candidate[] = [];
  for (const answer of earlier.answers) {
    const candidate = await judge(context, draft, { provider: "", ...answer }, budget);
    tellVerdict(steps, candidate);
    candidates.push(candidate);
    budget.judged();
  }
  const isValid = candidates.every(({ verdict }) => verdict.state === "valid");
  const outcome: Outcome = {
    hole: draft.hole,
    filled: isValid ? earlier.filled : "no",
    candidates,
    ...(isValid && earlier.telling ? { telling: earlier.telling } : {}),
    notes: [],
    earlier: isValid ? "valid" : "invalid",
    cost: budget.cost,
  };
  if (isValid || earlier.isLast) tellOutcome(steps, outcome);
  return outcome;
}
