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
import { answerOf } from "./answer.ts";
import type { Asked } from "./asked.ts";
import type { DrawOptions } from "./draw.ts";
import type { Engine } from "./engine.ts";
import type { Obliged } from "./grammar.ts";
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

  /** @throws {ProviderError} `provider/context` if the prompt leaves no room for an answer. */
  constructor(request: CompletionRequest, setting: WritingSetting) {
    const { engine: { contextTokens }, asked: { tokens } } = setting;
    const room = contextTokens - 1 - tokens.length; // where the context is full, its beginning would be forgotten
    if (room < 1) throw tooLong(tokens.length, contextTokens);
    this.#request = request;
    this.#setting = setting;
    this.#maxTokens = Math.min(request.sampling.maxTokens, room);
    this.#until = request.budgetMs > 0 ? performance.now() + request.budgetMs : Infinity;
  }

  /** What was read and written so far: counted, not estimated. */
  get usage(): Usage {
    return { inputTokens: this.#read, cachedTokens: this.#kept, outputTokens: this.#written };
  }

  /** A reader for the next answer. */
  read(): Reader {
    const reader = this.#setting.asked.read();
    this.#readers.push(reader);
    return reader;
  }

  /** The steps of all answers. */
  async *deltas(): AsyncGenerator<Delta> {
    const { temperature = this.#setting.options.temperature } = this.#request.sampling;
    const answers = temperature === 0 ? 1 : this.#request.answers; // the others would be the same
    for (let answer = 0; answer < answers && !(answer > 0 && this.#isLeft()); answer++) {
      await this.#readPrompt();
      yield* this.#answer(answer, temperature);
    }
  }

  async *#answer(answer: number, temperature: number): AsyncGenerator<Delta> {
    const { engine, asked, obliged } = this.#setting;
    const { stop = [], logprobs = 0 } = this.#request.sampling;
    const steps = answerOf(answer, {
      ...{
        model: engine.model,
        sequence: engine.sequence,
        prompt: asked.tokens,
        maxTokens: this.#maxTokens,
        logprobs,
      },
      ...{ draw: this.#drawOf(answer, temperature), grammar: obliged?.begin() },
      stop: [...asked.stop, ...stop, ...obliged?.stop ?? []],
      isWhole: () => this.#readers[answer]?.isClosed ?? false,
      isLeft: () => this.#isLeft(),
    });
    for await (const step of steps) {
      if (step.kind === "piece") this.#written += step.ids?.length ?? 0;
      yield step;
    }
  }

  /** All but the last token: that one is read with each answer's first. */
  async #readPrompt(): Promise<void> {
    const { engine: { kept }, asked: { tokens }, signal } = this.#setting;
    this.#read += tokens.length;
    this.#kept += await kept.read(tokens.slice(0, -1), { isExact: this.#seed !== undefined, signal });
  }

  get #seed(): number | undefined {
    return this.#request.sampling.seed ?? this.#setting.options.seed;
  }

  #drawOf(answer: number, temperature: number): DrawOptions {
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
