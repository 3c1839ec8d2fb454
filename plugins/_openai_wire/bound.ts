/**
 * What a server is told that an answer must obey: a request's constraint, or the words of which one comes next.
 *
 * @module
 */

import type { Acceptance, CompletionRequest, Constraint } from "../../core/kernel/plugin.ts";
import { beginsToRegex } from "../_constraints/begins.ts";

/** The form in which servers are told what comes next. */
export const BEGINNING = "regex";

/** What is told; `undefined` where an answer is free. */
export function boundBy(
  { constraint, begins = [] }: Pick<CompletionRequest, "constraint" | "begins">,
): Constraint | undefined {
  if (constraint || begins.length === 0) return constraint;
  return { kind: BEGINNING, pattern: beginsToRegex(begins), strength: "prefer", reason: "what comes next" };
}

/** True where a server takes the form, and is not known to pass over it. */
export function canBegin(accepts: readonly Acceptance[]): boolean {
  return accepts.some(({ kind, state }) => kind === BEGINNING && (state === "proven" || state === "untried"));
}
