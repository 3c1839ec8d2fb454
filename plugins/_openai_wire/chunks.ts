/**
 * The steps of a stream as chunks: code and thinking told apart, likelihoods summed, ends checked.
 *
 * @module
 */

import {
  type Chunk,
  type CompletionRequest,
  type DrawnToken,
  type Enforcement,
  type Note,
  ProviderError,
  type Usage,
} from "../../core/kernel/plugin.ts";
import type { Delta, Finish } from "./delta.ts";
import { endingBefore } from "./ending_before.ts";

/** Reads one answer: pieces of code and of thinking, as they become sure. */
export interface Reader {
  push(text: string): readonly ReadPiece[];
  end(): readonly ReadPiece[];
  /** True when nothing that comes can belong to the answer. */
  readonly isClosed: boolean;
}

/** A piece of what was read. */
export interface ReadPiece {
  readonly kind: "text" | "thinking";
  readonly text: string;
}

/** What is known beside the stream. */
export interface ChunkOptions {
  /** For people. */
  readonly url: string;
  /** A reader for each answer. */
  readonly read: () => Reader;
  /** Who sees to the constraint, and whether an answer obeys it: `undefined` where nobody can say. */
  readonly enforced?: Enforcement;
  readonly obeys?: (text: string) => boolean | undefined;
  /** What the prompt has, for servers that say nothing. */
  readonly inputTokens: number;
  readonly notes: readonly Note[];
  /** Added to what a request used: tokens that went on being written after an earlier one was left. */
  readonly owedTokens?: number;
}

/** A server that is nearly done is heard to its end, where it says what was used: steps behind the last code. */
const LAST_STEPS = 16;

/**
 * Chunks of a stream.
 *
 * @throws {ProviderError} `provider/connection` if the stream ends before any answer does.
 */
export async function* chunksOf(
  deltas: AsyncIterable<Delta>,
  request: CompletionRequest,
  options: ChunkOptions,
): AsyncGenerator<Chunk> {
  const answers = new Map<number, Answer>();
  const answerAt = (number: number) => {
    const known = answers.get(number);
    if (known) return known;
    const fresh = new Answer(number, request, options);
    answers.set(number, fresh);
    return fresh;
  };
  let usage: Usage | undefined;
  let after = 0;
  for await (const delta of deltas) {
    if (delta.kind === "usage") usage = delta.usage;
    else if (delta.kind === "piece") yield* answerAt(delta.answer).take(delta);
    else yield* answerAt(delta.answer).finish(delta.reason);
    const isLeft = answers.size === request.answers && [...answers.values()].every((answer) => answer.isLeft);
    if (isLeft && (usage || after++ === LAST_STEPS)) break;
  }
  const all = [...answers.values()];
  if (!all.some(({ isDone }) => isDone)) throw cutOff(options.url);
  for (const answer of all) yield* answer.finish("cancelled");
  const { owedTokens = 0, inputTokens } = options;
  const counted = usage ?? {
    inputTokens,
    outputTokens: all.reduce((sum, { tokens }) => sum + tokens, 0),
    isEstimate: true,
  };
  yield {
    kind: "usage",
    usage: { ...counted, outputTokens: counted.outputTokens + owedTokens },
    notes: [...options.notes, ...all.flatMap(({ notes }) => notes)],
  };
}

/** One answer under way. */
class Answer {
  readonly #number: number;
  readonly #request: CompletionRequest;
  readonly #options: ChunkOptions;
  readonly #reader: Reader;
  readonly notes: Note[] = [];
  #text = "";
  #ids: number[] = [];
  #likely: DrawnToken[] = [];
  #cost = 0;
  /** True once the answer has ended. */
  isDone = false;
  /** True when the code is whole though the server still writes. */
  isLeft = false;
  /** Pieces that came: one for each token, where servers are not in a hurry. */
  tokens = 0;

  constructor(number: number, request: CompletionRequest, options: ChunkOptions) {
    this.#number = number;
    this.#request = request;
    this.#options = options;
    this.#reader = endingBefore(options.read(), request.sampling.stop ?? []);
  }

  *take(delta: Delta & { readonly kind: "piece" }): Generator<Chunk> {
    if (this.isDone) return;
    const { text = "", thinking = "", ids = [], tokens = [] } = delta;
    this.tokens += Math.max(ids.length, tokens.length, text + thinking === "" ? 0 : 1);
    this.#ids.push(...ids);
    if (this.#isAsked) this.#likely.push(...tokens);
    for (const { logprob } of tokens) this.#cost -= logprob;
    if (thinking !== "") yield { kind: "thinking", answer: this.#number, text: thinking };
    const pieces = this.#reader.push(text);
    yield* this.#told(pieces);
    // What the reader holds back is written all the same: whoever counts must hear of it now.
    const isHeld = text !== "" && pieces.every((piece) => piece.text === "");
    if (isHeld) yield { kind: "text", answer: this.#number, text: "", ...this.#fresh() };
    if (!this.#reader.isClosed) return;
    yield* this.finish("complete");
    this.isLeft = true;
  }

  *finish(reason: Finish): Generator<Chunk> {
    if (this.isDone) return;
    this.isDone = true;
    yield* this.#told(this.#reader.end());
    yield { kind: "end", answer: this.#number, ...this.#end(reason), cost: this.#cost, needs: [] };
  }

  get #isAsked(): boolean {
    return (this.#request.sampling.logprobs ?? 0) > 0;
  }

  *#told(pieces: readonly ReadPiece[]): Generator<Chunk> {
    for (const { kind, text } of pieces) {
      if (text === "") continue;
      if (kind === "thinking") {
        yield { kind, answer: this.#number, text };
        continue;
      }
      this.#text += text;
      yield { kind, answer: this.#number, text, ...this.#fresh() };
    }
  }

  /** What belongs to the next piece: the tokens whose text was not told before. */
  #fresh(): { readonly ids?: readonly number[]; readonly tokens?: readonly DrawnToken[] } {
    const [ids, tokens] = [this.#ids.splice(0), this.#likely.splice(0)];
    return { ...(ids.length > 0 ? { ids } : {}), ...(tokens.length > 0 ? { tokens } : {}) };
  }

  /** An answer that was found to break a constraint is no answer, where the constraint must hold. */
  #end(reason: Finish): { readonly reason: Finish; readonly enforced?: Enforcement } {
    const { constraint } = this.#request;
    const { enforced = "none", obeys } = this.#options;
    if (!constraint) return { reason };
    const found = reason === "complete" ? obeys?.(this.#text) : undefined;
    if (found === false) {
      this.notes.push({ code: "disobeyed", text: `an answer breaks the constraint "${constraint.reason}"` });
      return { reason: constraint.strength === "must" ? "refused" : reason, enforced: "none" };
    }
    return { reason, enforced: enforced === "none" && found === true ? "maze" : enforced };
  }
}

function cutOff(url: string): ProviderError {
  return new ProviderError(`Cannot ask "${url}": its stream ends before its answer does`, {
    ...{ code: "provider/connection", isRetryable: true },
  });
}
