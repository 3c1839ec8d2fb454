/**
 * Proofs that a server enforces what it accepts: it is asked for something that the model would not say by itself.
 *
 * @module
 */

import { createHash } from "node:crypto";
import {
  type Acceptance,
  type Call,
  type CompletionRequest,
  type Constraint,
  type Hole,
  type PluginContext,
  ProviderError,
} from "../../core/kernel/plugin.ts";
import { dig } from "../../core/kernel/data.ts";
import { canaries, type Canary } from "../_constraints/canary.ts";
import type { Form, Seen } from "./kind.ts";

/** Asks for one whole answer, as it comes. */
export type Write = (request: CompletionRequest, call: Call) => Promise<string>;

/** How long a proof holds: servers are updated under one version's name, and options change. */
const HOLDS_MS = 30 * 24 * 3600 * 1000;

/** Makes proofs, once for each server, version, model and form, and remembers them. */
export class Canaries {
  readonly #context: PluginContext;
  readonly #write: Write;
  readonly #running = new Map<string, Promise<Acceptance>>();

  constructor(context: PluginContext, write: Write) {
    this.#context = context;
    this.#write = write;
  }

  /** What is known; nothing is sent. */
  async known(seen: Seen, form: Form): Promise<Acceptance> {
    const stored = await this.#context.store.get(keyOf(seen, form));
    const at = dig(stored, "at");
    const isFresh = typeof at === "string" && Date.now() - Date.parse(at) < HOLDS_MS;
    return { ...(isFresh ? stored as Acceptance : { state: "untried" }), ...named(form) };
  }

  /** Whether a constraint's form is obeyed, found out where nobody knows. */
  async prove(seen: Seen, constraint: Constraint, call: Call): Promise<Acceptance["state"]> {
    const known = await this.known(seen, constraint);
    if (known.state !== "untried") return known.state;
    const key = keyOf(seen, constraint);
    const proof = this.#running.get(key) ?? this.#prove(seen, constraint, call);
    this.#running.set(key, proof);
    try {
      return (await proof).state;
    } finally {
      this.#running.delete(key);
    }
  }

  async #prove(seen: Seen, form: Form, call: Call): Promise<Acceptance> {
    const canary = canaries(nonceOf(seen, form)).find(({ kind, dialect }) =>
      kind === form.kind && dialect === form.dialect
    );
    if (!canary) return { ...named(form), state: "untried" };
    const { isObeyed } = canary;
    const request = requestOf(canary);
    const state = await this.#write(request, call).then(
      (text) => isObeyed(text) ? "proven" as const : "ignored" as const,
      (error) => {
        const isNo = error instanceof ProviderError &&
          ["provider/refused", "provider/server"].includes(error.code);
        if (!isNo || error.isRetryable) throw error;
        return "refused" as const;
      },
    );
    const acceptance: Acceptance = { ...named(form), state, at: new Date().toISOString() };
    await this.#context.store.set(keyOf(seen, form), acceptance);
    this.#context.log.info(`proof of ${form.dialect ?? form.kind}: ${state}`, {
      server: seen.server,
      model: seen.model,
    });
    return acceptance;
  }
}

/** A canary as any request. */
function requestOf({ constraint, prompt, maxTokens }: Canary): CompletionRequest {
  const hole: Hole = {
    ...{ id: "canary:1:1", file: "canary", span: { start: 0, end: 0 }, snapshot: "", language: "" },
    ...{ kind: "range", intent: "", examples: [] },
  };
  return {
    ...{ draft: { hole, text: "", edits: [] }, scope: { bindings: [], isCapped: false } },
    prompt: { instruction: [prompt], context: [], before: "", after: "" },
    sampling: { maxTokens, seed: 1 },
    constraint: { ...constraint, strength: "must", reason: "a proof that it is obeyed" },
    ...{ answers: 1, budgetMs: 0 },
  };
}

function named({ kind, dialect, without }: Form): Pick<Acceptance, "kind" | "dialect" | "without"> {
  return { kind, ...(dialect ? { dialect } : {}), ...(without ? { without } : {}) };
}

/** The same for the same server, so that a recording can be played again. */
function nonceOf(seen: Seen, form: Form): number {
  return parseInt(keyOf(seen, form).slice(-6), 16);
}

function keyOf({ server, model }: Seen, { kind, dialect }: Form): string {
  const text = JSON.stringify([server, model, kind, dialect ?? ""]);
  return `canary.${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
}
