/**
 * A provider's stream: counted as it comes, and ended when nothing more may be spent.
 *
 * @module
 */

import type { Price } from "../../code/capabilities.ts";
import type { Chunk, CompletionRequest } from "../../code/completion.ts";
import { estimatedTokens } from "../../code/estimate.ts";
import { type Note, NOTE_CODES } from "../../code/note.ts";
import { messageOf } from "../../kernel/errors.ts";
import { type Account, type Budget, isLate } from "../budget.ts";
import type { FillContext } from "../context.ts";

/** Who is asked. */
export interface Asked {
  /** The plugin's name. */
  readonly provider: string;
  /** What the request reads, as far as that is known before. */
  readonly inputTokens?: number;
  /** Absent: it costs nothing, or nobody said. */
  readonly price?: Price;
  /** Told of each chunk as it comes. */
  readonly heard?: (chunk: Chunk) => void;
}

/** A provider is told the budget and ends by itself; it has this long to say its last word. */
const ENDING_MS = 3_000;

/** Reads chunks one by one. Disposing it leaves the rest unread: a server is made to stop. */
export class Stream implements AsyncDisposable {
  readonly #context: FillContext;
  readonly #budget: Budget;
  readonly #asked: Asked;
  readonly #account: Account;
  readonly #leaving = new AbortController();
  readonly #chunks: AsyncIterator<Chunk>;
  readonly #notes: Note[] = [];
  #next: Promise<Chunk | undefined> | undefined;
  #hasAnswer = false;
  /** True where it was ended before the provider had said all. */
  isCut = false;

  constructor(context: FillContext, request: CompletionRequest, budget: Budget, asked: Asked) {
    const { kernel, signal } = context;
    this.#context = context;
    this.#budget = budget;
    this.#asked = asked;
    this.#account = budget.open(asked.inputTokens ?? 0, asked.price);
    this.#chunks = kernel.ask("provider.complete", [request], {
      signal: AbortSignal.any([signal, this.#leaving.signal]),
      plugin: asked.provider,
      deadlineMs: Math.ceil(budget.leftMs) + ENDING_MS,
    })[Symbol.asyncIterator]();
  }

  /** What a person should know of it, without the secrets that a server's own words may quote. */
  get notes(): readonly Note[] {
    const { secrets } = this.#context.kernel.steps;
    return this.#notes.map(({ code, text }) => ({ code, text: secrets.redactText(text) }));
  }

  /** Settles when the next chunk is there, or the end. */
  async arrival(): Promise<void> {
    this.#next ??= this.#read();
    await this.#next.catch(() => {}); // whoever takes it hears of it
  }

  /**
   * The next chunk; `undefined` at the end, also where that came by a bound or by a failure after an answer.
   *
   * @throws {MazeError} What the provider threw before its first answer.
   */
  async next(): Promise<Chunk | undefined> {
    const chunk = await (this.#next ??= this.#read());
    this.#next = undefined;
    if (!chunk) return undefined;
    if (chunk.kind === "end" && chunk.reason === "complete") this.#hasAnswer = true;
    if (chunk.kind === "usage") this.#notes.push(...chunk.notes);
    count(chunk, this.#account);
    const { bound } = this.#budget;
    if (bound !== undefined && !this.isCut) {
      this.#notes.push({ code: NOTE_CODES.spent, text: bound });
      await this.#leave();
    }
    return chunk;
  }

  async #read(): Promise<Chunk | undefined> {
    if (this.isCut) return undefined;
    try {
      const { done, value } = await this.#chunks.next();
      return done ? undefined : value;
    } catch (error) {
      const { signal } = this.#context;
      const isKept = this.isCut || isLate(error) || (this.#hasAnswer && !signal.aborted);
      if (!isKept) throw error;
      // What it gave before is as good as any: the validators judge it.
      if (!this.isCut) this.#notes.push({ code: "stopped", text: stoppedText(error, this.#asked.provider) });
      this.isCut = true;
      return undefined;
    }
  }

  async #leave(): Promise<void> {
    this.isCut = true;
    this.#leaving.abort(new DOMException("The rest is not wanted", "AbortError"));
    await this.#next?.catch(() => {});
    await this.#chunks.return?.().catch(() => {}); // what can not be closed is closed by its own deadline
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.isCut) await this.#leave();
  }
}

function stoppedText(error: unknown, provider: string): string {
  if (!isLate(error)) return messageOf(error);
  return `${error.plugin ?? provider} was stopped: no end within the time for this hole`;
}

function count(chunk: Chunk, account: Account): void {
  if (chunk.kind === "usage") account.used(chunk.usage);
  else if (chunk.kind === "text" || chunk.kind === "thinking") {
    const known = chunk.kind === "text" ? chunk.ids?.length ?? chunk.tokens?.length : undefined;
    account.wrote(known ?? Math.max(1, estimatedTokens(chunk.text)));
  }
}
