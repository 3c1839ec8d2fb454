/**
 * What a provider is asked for a draft.
 *
 * @module
 */

import type { CompletionRequest } from "../code/completion.ts";
import type { Draft } from "../code/hole.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";

/** The request for a draft; its scope is empty where no indexer knows the language. */
export async function requestFor(
  { kernel, signal, options }: FillContext,
  draft: Draft,
  { leftMs, deadlineMs }: Pick<Budget, "leftMs" | "deadlineMs">,
): Promise<CompletionRequest> {
  const scope = await kernel.ask("indexer.scope", [draft], { signal, deadlineMs });
  return {
    draft,
    scope: scope ?? { bindings: [], isCapped: false },
    answers: options.answers,
    budgetMs: leftMs,
  };
}
