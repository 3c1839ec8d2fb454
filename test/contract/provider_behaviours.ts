/**
 * What every provider for a model server must do, with a server behind it or a recording of one.
 *
 * @module
 */

import { providerContract } from "./provider.ts";
import type { Behaviour } from "./provider_behaviour.ts";
import { answerBehaviours } from "./provider_answers.ts";
import { beginningBehaviours } from "./provider_beginnings.ts";
import { constraintBehaviours } from "./provider_constraints.ts";
import { continuationBehaviours } from "./provider_continuation.ts";
import { leavingBehaviours } from "./provider_leaving.ts";
import { refusalBehaviours } from "./provider_refusals.ts";
import { requestFor } from "./provider_requests.ts";
import { type Abilities, openTrial, type Subject } from "./provider_subject.ts";
import { tellingBehaviours } from "./provider_telling.ts";

/** The list. */
export const BEHAVIOURS: readonly Behaviour[] = [
  ...answerBehaviours,
  ...continuationBehaviours,
  ...beginningBehaviours,
  ...constraintBehaviours,
  ...tellingBehaviours,
  ...refusalBehaviours,
  ...leavingBehaviours,
];

/** Which tests are registered, and how. */
export interface Chosen {
  /** Why they are ignored: their names say so. */
  readonly ignored?: string | undefined;
  /** Those alone that need this. */
  readonly only?: keyof Abilities;
}

/** Registers the tests of one provider. */
export function providerBehaviours(subject: Subject, { ignored, only }: Chosen = {}): void {
  const { name, can, source: { isIdle } } = subject;
  for (const { claim, needs, isAboutServer = false, run } of BEHAVIOURS) {
    if ((needs && !can[needs]) || (isAboutServer && !isIdle) || (only && needs !== only)) continue;
    Deno.test({
      name: `${name} ${claim}${ignored ? ` (${ignored})` : ""}`,
      ignore: ignored !== undefined,
      async fn() {
        await using trial = await openTrial(subject, claim);
        await run(trial);
      },
    });
  }
  if (ignored || only) return;
  providerContract(name, {
    open: (claim) => openTrial(subject, claim),
    request: requestFor({ maxTokens: 12, answers: 2, temperature: 1, seed: 5 }),
    isRepeatable: false, // equal seeds are tried above: here pieces come by turns, as the server's clock wants it
  });
}
