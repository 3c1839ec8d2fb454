/**
 * What fits a hole, as those know who cost nothing.
 *
 * @module
 */

import type { Draft } from "../../code/hole.ts";
import type { Scope } from "../../code/scope.ts";
import type { Manifest } from "../../kernel/plugin.ts";
import type { Budget } from "../budget.ts";
import type { FillContext } from "../context.ts";
import { requestFor } from "../request.ts";
import { type Answer, decode } from "./decode.ts";

/** More are seldom any likelier: `synth` has the right one among its first ten or not at all. */
const MOST = 40;
/** Of the time that a hole has left: the model and the validators need the rest. */
const TIME_PART = 0.2;

/**
 * Texts that fit, likeliest first, with what they cost under their proposer: of the first provider in config order that
 * costs nothing; where there is none, whole productions of the indexers.
 */
export async function proposed(
  context: FillContext,
  draft: Draft,
  budget: Budget,
  scope: Scope,
): Promise<readonly Answer[]> {
  const { providers, signal } = context;
  for (const name of providers.offlineFor(draft.hole)) {
    const capabilities = await providers.capabilities(name, { signal, deadlineMs: budget.deadlineMs });
    if (capabilities) continue;
    const { request } = await requestFor(context, draft, budget, { name, capabilities, scope });
    const bounded = { ...request, answers: MOST, budgetMs: request.budgetMs * TIME_PART };
    return (await decode(context, bounded, budget, { provider: name })).answers;
  }
  return await productions(context, draft, budget);
}

async function productions(
  { kernel, signal }: FillContext,
  draft: Draft,
  { deadlineMs }: Budget,
): Promise<readonly Answer[]> {
  const terms = await kernel.ask("indexer.fits", [draft, { key: "", type: "" }], { signal, deadlineMs });
  const whole = terms.filter(({ slots }) => slots.length === 0).slice(0, MOST);
  const { language } = draft.hole;
  const isAsked = ({ points, languages }: Manifest) =>
    points.includes("indexer") && (languages.length === 0 || languages.includes(language));
  const provider = kernel.plugins.find(isAsked)?.name ?? "";
  return whole.map(({ parts: [text = ""], cost, needs }) => ({ text, cost, needs, provider }));
}
