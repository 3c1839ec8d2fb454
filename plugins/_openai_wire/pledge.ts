/**
 * What becomes of a request's constraint at a server: asked for and proven, checked here, or refused.
 *
 * @module
 */

import {
  type Call,
  type CompletionRequest,
  type Constraint,
  type Enforcement,
  type MazeError,
  type Note,
  ProviderError,
} from "../../core/kernel/plugin.ts";
import { featuresOf } from "../_constraints/grammar.ts";
import { obeys } from "../_constraints/obeys.ts";
import { boundBy } from "./bound.ts";
import type { Canaries } from "./canaries.ts";
import type { Form, Seen } from "./kind.ts";

/** The request as it is sent, and what is known of its constraint. */
export interface Pledge {
  /** Without the constraint where the server can not be told of it and it need not hold. */
  readonly request: CompletionRequest;
  readonly enforced: Enforcement;
  readonly notes: readonly Note[];
  /** Whether an answer obeys; `undefined` where nobody can say. */
  readonly obeys?: (text: string) => boolean | undefined;
}

/** Who knows the server. */
export interface PledgeSetting {
  readonly seen: Seen;
  /** What it has a word for. */
  readonly forms: readonly Form[];
  readonly canaries: Canaries;
}

/**
 * Finds out what becomes of the constraint. One that is only preferred is left out where the server can not be told of it.
 *
 * @throws {ProviderError} `provider/constraint`, by name, for one that must hold, before anything of it is sent.
 */
export async function pledgeFor(
  request: CompletionRequest,
  { seen, forms, canaries }: PledgeSetting,
  call: Call,
): Promise<Pledge> {
  const { constraint, ...free } = request;
  if (!constraint) return { ...await begun(request, { seen, canaries }, call), enforced: "none" };
  const why = unknownPart(constraint, forms);
  const state = why === undefined ? await canaries.prove(seen, constraint, call) : "refused";
  const judged = { obeys: (text: string) => obeys(constraint, text) };
  if (state !== "refused") {
    const enforced = state === "proven" ? "server" : "none";
    return { request, enforced, notes: state === "ignored" ? [ignored(seen, constraint)] : [], ...judged };
  }
  const reason = why ?? "the server refuses it";
  if (constraint.strength === "must") throw refused(constraint, reason);
  const text = `${named(constraint)} was left out: ${reason}`;
  return { request: free, enforced: "none", notes: [{ code: "left-out-constraint", text }], ...judged };
}

/** A server that would pass over the words that come next is not told of them: the answer is free. */
async function begun(
  request: CompletionRequest,
  { seen, canaries }: Pick<PledgeSetting, "seen" | "canaries">,
  call: Call,
): Promise<Pick<Pledge, "request" | "notes">> {
  const { begins: _begins, ...free } = request;
  const bound = boundBy(request);
  if (!bound || await canaries.prove(seen, bound, call) === "proven") return { request, notes: [] };
  const text = "the words that come next were left out: the server does not obey them";
  return { request: free, notes: [{ code: "left-out-constraint", text }] };
}

/** Why a server has no word for a constraint; `undefined` where it has. */
function unknownPart(constraint: Constraint, forms: readonly Form[]): string | undefined {
  const dialect = constraint.kind === "grammar" ? constraint.dialect : undefined;
  const form = forms.find((each) => each.kind === constraint.kind && each.dialect === dialect);
  if (!form) return "the server has no word for it";
  const lacks = constraint.kind === "grammar" && form.without
    ? featuresOf(constraint).filter((feature) => form.without?.includes(feature))
    : [];
  return lacks.length === 0 ? undefined : `the server does not know its ${lacks.join(", ")}`;
}

function refused(constraint: Constraint, why: string): MazeError {
  return new ProviderError(`Cannot ask for ${named(constraint)}: ${why}`, {
    ...{ code: "provider/constraint", isRetryable: false },
    hint: "Another provider may have one; docs/providers.md lists what each takes",
  });
}

function named(constraint: Constraint): string {
  return constraint.kind === "grammar"
    ? `a grammar in ${constraint.dialect}`
    : `a ${constraint.kind} constraint`;
}

function ignored({ server, model }: Seen, { kind }: Constraint): Note {
  const who = [server, model].filter(Boolean).join(", ");
  return {
    code: "ignored",
    text: `${who} takes a ${kind} constraint and does not obey it: Maze checks each answer`,
  };
}
