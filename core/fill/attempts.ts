/**
 * The attempts at a hole: one provider after another, in config order.
 *
 * @module
 */

import type { ContextItem } from "../code/completion.ts";
import type { Draft } from "../code/hole.ts";
import { isSecretFile } from "../code/secret_forms.ts";
import { NOTE_CODES } from "../code/note.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Scope } from "../code/scope.ts";
import { MazeError, messageOf } from "../kernel/errors.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { type Attempt, decode, NO_ATTEMPT } from "./decode/decode.ts";
import { type Joined, joined, type JoinedPlace } from "./decode/joined.ts";
import { writeLines } from "./decode/lines.ts";
import { relatedTo } from "./related.ts";
import { type Place, requestFor } from "./request.ts";
import { tellRequest } from "./tell.ts";
import { Watching } from "./decode/watching.ts";

/** Asks for answers. */
export class Attempts {
  readonly #context: FillContext;
  readonly #draft: Draft;
  readonly #budget: Budget;
  readonly #left: string[];
  #scope: Scope | undefined;
  /** Asked when the first model is. */
  #related: Promise<readonly ContextItem[]> | undefined;
  readonly #counted = new Map<string, Map<string, number>>();
  #failures: unknown[] = [];
  #hasAnswered = false;
  /** Streams that models were asked for. */
  #streams = 0;
  /** Samples that were drawn, where they are compared. */
  #drawn = 0;
  /** Models that were asked. */
  readonly #asked = new Set<string>();
  /** Whether somebody watches what is written here; absent until it is asked. */
  #hasWatch: boolean | undefined;
  /** A model that was asked, and may be asked again. */
  #model: string | undefined;

  constructor(context: FillContext, draft: Draft, budget: Budget) {
    this.#context = context;
    this.#draft = draft;
    this.#budget = budget;
    this.#left = [...context.providers.for(draft.hole)];
  }

  /** True where the model that was asked last would give other answers. */
  get hasOthers(): boolean {
    const { streams, moves } = this.#context.options;
    return this.#model !== undefined && this.#streams < streams && moves.includes("restart");
  }

  /** True where more samples may be drawn to be compared. */
  get hasDraws(): boolean {
    const { samples, streams } = this.#context.options;
    return this.#model !== undefined && samples > 1 && this.#drawn < samples && this.#streams < streams;
  }

  /** True while there is somebody who was not asked. */
  get hasNext(): boolean {
    return this.#left.length > 0;
  }

  /**
   * Asks the model that was asked last for other answers.
   *
   * @param refused What was judged last, and is invalid.
   */
  async again(refused: Candidate | undefined): Promise<Attempt> {
    const name = this.#model;
    if (name === undefined) return NO_ATTEMPT;
    try {
      return await this.#ask(name, this.#context.options.tellFaults ? refused : undefined);
    } catch (error) {
      if (this.#context.signal.aborted) throw error;
      this.#model = undefined;
      this.#context.providers.told(name, false);
      return note(`${name} gave no further answer: ${messageOf(error)}`);
    }
  }

  /**
   * Asks the next provider.
   *
   * @throws {MazeError} What the only provider threw, or `hook/unanswered` when each of several failed; `hook/unanswered`
   * too where there is none.
   */
  async next(): Promise<Attempt> {
    const name = this.#left.shift();
    this.#model = undefined;
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

  async #ask(name: string, refused?: Candidate): Promise<Attempt> {
    const { kernel, providers, signal } = this.#context;
    const { deadlineMs } = this.#budget;
    this.#scope ??= await kernel.ask("indexer.scope", [this.#draft], { signal, deadlineMs }) ??
      { bindings: [], isCapped: false };
    const capabilities = await providers.capabilities(name, { signal, deadlineMs });
    if (capabilities && isSecretFile(this.#draft.hole.file)) {
      return note(`${name} was not asked: by its name the file holds secrets, which no server is sent`);
    }
    const beside = capabilities && await this.#beside(name);
    const known = { name, capabilities, scope: this.#scope, ...beside };
    const place: Place = { ...known, ...(refused ? { refused } : {}) };
    if (capabilities) this.#model = name;
    const joint = capabilities && await this.#joined({ ...place, capabilities });
    if (joint?.isLikely) return joint.attempt;
    if (capabilities && this.#context.options.watch && await this.#isWatched()) {
      return also(await this.#lines(place), joint?.attempt);
    }
    if (joint && joint.attempt.answers.length > 0) return joint.attempt;
    const attempt = capabilities ? this.#streams++ : 0;
    const asked = await requestFor(this.#context, this.#draft, this.#budget, { ...place, attempt });
    const { request, inputTokens, items, notes } = asked;
    if (request.sampling.maxTokens === 0) {
      return {
        ...NO_ATTEMPT,
        notes: [{ code: NOTE_CODES.spent, text: `${name} was not asked: nothing is left to pay it` }],
      };
    }
    tellRequest(kernel.steps, request, items);
    const { price } = capabilities ?? {};
    const answered = await decode(this.#context, request, this.#budget, {
      ...{ provider: name, inputTokens },
      ...(price ? { price } : {}),
    });
    const all = { ...answered, notes: [...notes, ...answered.notes] };
    return capabilities ? this.#draws(all, request.answers) : all;
  }

  /** Where samples are compared, each of a model's answers counts as often as it was drawn. */
  #draws(attempt: Attempt, drawn: number): Attempt {
    if (this.#context.options.samples < 2) return attempt;
    this.#drawn += drawn;
    return { ...attempt, answers: attempt.answers.map((answer) => ({ ...answer, draws: 1 })) };
  }

  /** What a model is told beside the file, and what of it was counted already by this provider. */
  async #beside(name: string): Promise<Pick<Place, "related" | "counted">> {
    this.#related ??= relatedTo(this.#context, this.#draft, this.#budget.leftMs);
    const counted = this.#counted.get(name) ?? new Map<string, number>();
    this.#counted.set(name, counted);
    return { related: await this.#related, counted };
  }

  /** A model's first round at an expression: the model and what fits, together. */
  async #joined(place: JoinedPlace): Promise<Joined | undefined> {
    const { hole: { kind } } = this.#draft;
    const isFirst = !this.#asked.has(place.name);
    this.#asked.add(place.name);
    if (!this.#context.options.join || kind !== "expression" || !isFirst) return undefined;
    const joint = await joined(this.#context, this.#draft, this.#budget, place);
    this.#streams += joint.streams;
    return joint;
  }

  /** Answers under watch. */
  async #lines(place: Place): Promise<Attempt> {
    const [before, drawn] = [this.#streams, this.#drawn];
    const lines = await writeLines(this.#context, this.#draft, this.#budget, { ...place, before, drawn });
    this.#streams += lines.streams;
    return this.#draws(lines.attempt, lines.lines);
  }

  async #isWatched(): Promise<boolean> {
    if (this.#hasWatch === undefined) {
      const watching = await Watching.open(this.#context, this.#draft);
      await watching?.[Symbol.asyncDispose]();
      this.#hasWatch = watching !== undefined;
    }
    return this.#hasWatch;
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

/** The answers of one attempt, and those of another behind them. */
function also(one: Attempt, { answers, notes }: Attempt = NO_ATTEMPT): Attempt {
  return { ...one, answers: [...one.answers, ...answers], notes: [...one.notes, ...notes] };
}

function note(text: string): Attempt {
  return { ...NO_ATTEMPT, notes: [{ code: NOTE_CODES.unanswered, text }] };
}
