/**
 * What would be sent for holes. Nothing is filled.
 *
 * @module
 */

import type { Preview } from "../code/capabilities.ts";
import type { ContextItem } from "../code/completion.ts";
import type { Hole } from "../code/hole.ts";
import { isSecretFile } from "../code/secret_forms.ts";
import { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { hold } from "./hold.ts";
import { plan } from "./plan.ts";
import { relatedTo } from "./related.ts";
import { requestFor } from "./request.ts";

/** What each provider would be sent for each hole. Tokens are counted by length: counting would send the text. */
export async function* previewAll(context: FillContext, holes: readonly Hole[]): AsyncGenerator<Preview> {
  const { kernel, providers, signal } = context;
  for (const hole of plan(holes)) {
    const budget = new Budget(context.options, context.run);
    await hold(context, hole, budget);
    const draft = { hole, text: "", edits: [] };
    const scope = await kernel.ask("indexer.scope", [draft], { signal }) ?? { bindings: [], isCapped: false };
    let related: readonly ContextItem[] | undefined;
    for (const name of providers.for(hole)) {
      const known = await providers.capabilities(name, { signal });
      const capabilities = isSecretFile(hole.file) ? undefined : known;
      related ??= capabilities && await relatedTo(context, draft, budget.leftMs);
      const place = { name, capabilities, scope, isPreview: true, ...(related ? { related } : {}) };
      const { request, notes } = await requestFor(context, draft, budget, place);
      const sendings = capabilities
        ? await kernel.ask("provider.preview", [request], { signal, plugin: name }) ?? []
        : [];
      yield { hole, provider: name, sendings, notes };
    }
  }
}
