/**
 * The attempts at a hole: one provider after another, in config order.
 *
 * @module
 */

import type { Draft } from "../code/hole.ts";
import { isSecretFile } from "../code/secret_forms.ts";
import { NOTE_CODES } from "../code/note.ts";
import type { Scope } from "../code/scope.ts";
import { MazeError, messageOf } from "../kernel/errors.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { type Attempt, decode } from "./decode.ts";
import { requestFor } from "./request.ts";
import { tellRequest } from "./tell.ts";

/** Nobody was asked, or nobody answered. */
const NOTHING: Attempt = { answers: [], notes: [], otherwise: Infinity };

/** Asks for answers. */
export class Attempts {
  readonly #context: FillContext;
  readonly #draft: Draft;
  readonly #budget: Budget;
  readonly #left: string[];
  #scope: Scope | undefined;
  #failures: unknown[] = [];
  #hasAnswered = false;

  constructor(context: FillContext, draft: Draft, budget: Budget) {
    this.#context = context;
    this.#draft = draft;
    this.#budget = budget;
    this.#left = [...context.providers.for(draft.hole)];
  }

  /** True while there is somebody who was not asked. */
  get hasNext(): boolean {
    return this.#left.length > 0;
  }

  /**
   * Asks the next provider.
   *
   * @throws {MazeError} What the only provider threw, or `hook/unanswered` when each of several failed; `hook/unanswered`
   * too where there is none.
   */
  async next(): Promise<Attempt> {
    const name = this.#left.shift();
    if (name === undefined) throw this.#unanswered();
    const { providers } = this.#context;
    if (this.hasNext && await providers.rests(name, this.#draft.hole)) {
      return note(`${name} was not asked: it has failed several times in a row`);
    }
    try {
      const attempt = await this.#ask(name);
      providers.told(name, true);
      this.#hasAnswered = true;
      return attempt;
    } catch (error) {
      if (this.#context.signal.aborted) throw error;
      providers.told(name, false);
      this.#failures.push(error);
      if (!this.hasNext && !this.#hasAnswered) throw this.#unanswered();
      return note(`${name} gave no answer: ${messageOf(error)}`);
    }
  }

  async #ask(name: string): Promise<Attempt> {
    const { kernel, providers, signal } = this.#context;
    const { deadlineMs } = this.#budget;
    this.#scope ??= await kernel.ask("indexer.scope", [this.#draft], { signal, deadlineMs }) ??
      { bindings: [], isCapped: false };
    const capabilities = await providers.capabilities(name, { signal, deadlineMs });
    if (capabilities && isSecretFile(this.#draft.hole.file)) {
      return note(`${name} was not asked: by its name the file holds secrets, which no server is sent`);
    }
    const place = { name, capabilities, scope: this.#scope };
    const { request, inputTokens, notes } = await requestFor(this.#context, this.#draft, this.#budget, place);
    if (request.sampling.maxTokens === 0) {
      return {
        ...NOTHING,
        notes: [{ code: NOTE_CODES.spent, text: `${name} was not asked: nothing is left to pay it` }],
      };
    }
    tellRequest(kernel.steps, request);
    const { price } = capabilities ?? {};
    const attempt = await decode(this.#context, request, this.#budget, {
      ...{ provider: name, inputTokens },
      ...(price ? { price } : {}),
    });
    return { ...attempt, notes: [...notes, ...attempt.notes] };
  }

  #unanswered(): unknown {
    const [only, ...others] = this.#failures;
    if (only !== undefined && others.length === 0) return only;
    const why = others.length === 0 ? "no plugin contributes it" : `all ${others.length + 1} plugins failed`;
    const reasons = this.#failures.map(messageOf).join("; ");
    return new MazeError(`Cannot ask "provider.complete": ${why}${reasons && `: ${reasons}`}`, {
      code: "hook/unanswered",
      cause: new AggregateError(this.#failures),
    });
  }
}

function note(text: string): Attempt {
  return { ...NOTHING, notes: [{ code: NOTE_CODES.unanswered, text }] };
}
