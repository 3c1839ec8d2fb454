/**
 * The answers to one request, one after the other. They share the prompt, which is read once, and what one says does not
 * depend on the others. Side by side they would be no faster on a processor: with Qwen2.5-Coder-1.5B (Q4) a token of one
 * answer took 149 ms of it, and one of each of two at once 282 ms.
 *
 * @module
 */

import { type CompletionRequest, ProviderError, type Usage } from "../../core/kernel/plugin.ts";
import type { Reader } from "../_openai_wire/chunks.ts";
import type { Delta } from "../_openai_wire/delta.ts";
import { END_OF_THINKING, thinkingFirst } from "../_openai_wire/thinking_first.ts";
import { answerOf } from "./answer.ts";
import type { Asked } from "./asked.ts";
import type { DrawOptions } from "./draw.ts";
import type { Engine } from "./engine.ts";
import type { Obliged } from "./grammar.ts";
import type { TokenId } from "./library.ts";
import type { LlamaLocalOptions } from "./options.ts";

/** What is written by. */
export interface WritingSetting {
  readonly engine: Pick<Engine, "model" | "sequence" | "kept" | "contextTokens">;
  readonly asked: Asked;
  readonly obliged?: Obliged | undefined;
  readonly options: Pick<LlamaLocalOptions, "temperature" | "topP" | "seed">;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
}

/** Tokens between thinking and answer, at most. */
const BEHIND_THINKING = 8;

/** One stretch of an answer. */
interface Part {
  readonly prompt: readonly TokenId[];
  readonly obliged?: Obliged | undefined;
  /** What ends it beside what the request says; that of the prompt's form when absent. */
  readonly stop?: readonly string[];
  /** Tokens that the answer has had already. */
  readonly written?: number;
}

/** Writes the answers of one request. */
export class Writing {
  readonly #request: CompletionRequest;
  readonly #setting: WritingSetting;
  readonly #maxTokens: number;
  /** One for each answer, in order. */
  readonly #readers: Reader[] = [];
  readonly #until: number;
  #read = 0;
  #kept = 0;
  #written = 0;
  #thought = 0;

  /** @throws {ProviderError} `provider/context` if the prompt leaves no room for an answer. */
  constructor(request: CompletionRequest, setting: WritingSetting) {
    const { engine: { contextTokens }, asked: { tokens, isThinking } } = setting;
    // Where the context is full, its beginning would be forgotten.
    const room = contextTokens - 1 - tokens.length - (isThinking ? BEHIND_THINKING : 0);
    if (room < 1) throw tooLong(tokens.length, contextTokens);
    this.#request = request;
    this.#setting = setting;
    this.#maxTokens = Math.min(request.sampling.maxTokens, room);
    this.#until = request.budgetMs > 0 ? performance.now() + request.budgetMs : Infinity;
  }

  /** What was read and written so far: counted, not estimated. */
  get usage(): Usage {
    return {
      ...{ inputTokens: this.#read, cachedTokens: this.#kept, outputTokens: this.#written },
      ...(this.#thought > 0 ? { thinkingTokens: this.#thought } : {}),
    };
  }

  /** A reader for the next answer. */
  read(): Reader {
    const reader = this.#setting.asked.read();
    this.#readers.push(reader);
    return reader;
  }

  /** The steps of all answers. */
  async *deltas(): AsyncGenerator<Delta> {
    const { asked: { tokens, isThinking }, obliged } = this.#setting;
    for (let answer = 0; answer < this.#request.answers && !(answer > 0 && this.#isLeft()); answer++) {
      const thinksFirst = isThinking && obliged;
      yield* thinksFirst ? this.#thinking(answer) : this.#answer(answer, { prompt: tokens, obliged });
    }
  }

  /** A model that thinks first does so without the constraint; the answer goes on from there. */
  async *#thinking(answer: number): AsyncGenerator<Delta> {
    const { engine: { model }, asked: { tokens, stop }, obliged } = this.#setting;
    const first = this.#answer(answer, { prompt: tokens, stop });
    yield* thinkingFirst(first, (thought) => {
      this.#thought += thought.tokens;
      const end = model.tokenize(END_OF_THINKING, true);
      const prompt = [...tokens, ...model.tokenize(thought.text), ...end, ...model.tokenize("\n\n")];
      return this.#answer(answer, { prompt, stop: [], obliged, written: thought.tokens });
    });
  }

  async *#answer(answer: number, part: Part): AsyncGenerator<Delta> {
    const { prompt, obliged, stop = this.#setting.asked.stop, written = 0 } = part;
    const { engine: { model, sequence } } = this.#setting;
    const { stop: others = [], logprobs = 0 } = this.#request.sampling;
    await this.#readPrompt(prompt);
    const steps = answerOf(answer, {
      ...{ model, sequence, prompt, logprobs, draw: this.#drawOf(answer), grammar: obliged?.begin() },
      maxTokens: Math.max(1, this.#maxTokens - written),
      stop: [...stop, ...others, ...obliged?.stop ?? []],
      isWhole: () => this.#readers[answer]?.isClosed ?? false,
      isLeft: () => this.#isLeft(),
    });
    for await (const step of steps) {
      if (step.kind === "piece") this.#written += step.ids?.length ?? 0;
      yield step;
    }
  }

  /** All but the last token: that one is read with each answer's first. */
  async #readPrompt(tokens: readonly TokenId[]): Promise<void> {
    const { engine: { kept }, signal } = this.#setting;
    this.#read += tokens.length;
    this.#kept += await kept.read(tokens.slice(0, -1), { isExact: this.#seed !== undefined, signal });
  }

  get #seed(): number | undefined {
    return this.#request.sampling.seed ?? this.#setting.options.seed;
  }

  #drawOf(answer: number): DrawOptions {
    const { temperature = this.#setting.options.temperature } = this.#request.sampling;
    const seed = this.#seed === undefined ? Math.floor(Math.random() * 2 ** 32) : this.#seed + answer;
    return { temperature, topP: this.#setting.options.topP, seed: seed >>> 0 };
  }

  #isLeft(): boolean {
    return this.#setting.signal.aborted || performance.now() > this.#until;
  }
}

function tooLong(tokens: number, contextTokens: number): ProviderError {
  return new ProviderError(
    `Cannot ask the model: the prompt has ${tokens} tokens, and its context holds ${contextTokens}`,
    {
      ...{ code: "provider/context", isRetryable: false },
      hint: "options.llama_local.contextTokens gives it more, up to what the model was trained on",
    },
  );
}
