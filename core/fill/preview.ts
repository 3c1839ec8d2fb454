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
import { whileLaid } from "./lay.ts";
import { nextMember } from "./members.ts";
import { plan } from "./plan.ts";
import { relatedTo } from "./related.ts";
import { requestFor } from "./request.ts";

/** What each provider would be sent for each hole. Tokens are counted by length: counting would send the text. */
export async function* previewAll(context: FillContext, holes: readonly Hole[]): AsyncGenerator<Preview> {
  for (const hole of plan(holes)) {
    const budget = new Budget(context.options, context.run);
    await hold(context, hole, budget);
    yield* hole.kind === "members"
      ? await ofMembers(context, hole, budget)
      : await previewsOf(context, hole, budget);
  }
}

/** Members are written one at a time: what is sent for the first is known, the others see what it will be. */
async function ofMembers(context: FillContext, hole: Hole, budget: Budget): Promise<readonly Preview[]> {
  const next = await nextMember(context, hole);
  const { hole: open, head = "", faults: [fault] = [] } = next ?? {};
  if (!next || !open || fault) return await previewsOf(context, hole, budget);
  const change = await context.workspace.change(next.edits);
  const previews = await whileLaid(context, change, () => previewsOf(context, open, budget));
  const note = { code: "member", text: `the first of its members: ${head}; the others see what fills it` };
  return previews.map((one) => ({ ...one, hole, notes: [note, ...one.notes] }));
}

async function previewsOf(context: FillContext, hole: Hole, budget: Budget): Promise<readonly Preview[]> {
  const { kernel, providers, signal } = context;
  const draft = { hole, text: "", edits: [] };
  const scope = await kernel.ask("indexer.scope", [draft], { signal }) ?? { bindings: [], isCapped: false };
  const previews: Preview[] = [];
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
    previews.push({ hole, provider: name, sendings, notes });
  }
  return previews;
}
