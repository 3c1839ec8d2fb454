/**
 * The checker beside a stream: one check on its way at a time, the newest text first, and no more of them than a tenth of
 * the time.
 *
 * @module
 */

import type { Draft } from "../../code/hole.ts";
import { type Note, NOTE_CODES } from "../../code/note.ts";
import { messageOf } from "../../kernel/errors.ts";
import type { WatchAnswer, WatchSession } from "../../kernel/hooks.ts";
import type { FillContext } from "../context.ts";

/** A checker that takes longer for one text hangs. */
const CHECK_MS = 10_000;
/** Between two checks, in times of what a check takes. */
const REST = 9;
/** How much the newest check counts in what one takes. */
const NEWEST = 0.3;
/** A checker that fails is started again so often. */
const MOST_STARTS = 2;

/** What follows a word. */
const WORD_END = /[^\p{L}\p{N}_]/u;

/** Watches one draft. */
export class Watching implements AsyncDisposable {
  readonly #context: FillContext;
  readonly #draft: Draft;
  readonly #notes: Note[] = [];
  #session: WatchSession | undefined;
  #starts = 0;
  #revision = 0;
  #pending: Promise<WatchAnswer | undefined> | undefined;
  /** Length of the text that was judged last. */
  #begun = 0;
  #usualMs = 0;
  #endedAt = -Infinity;

  private constructor(context: FillContext, draft: Draft) {
    this.#context = context;
    this.#draft = draft;
  }

  /** Opens the watch over a draft; `undefined` where nobody watches its language. */
  static async open(context: FillContext, draft: Draft): Promise<Watching | undefined> {
    const watching = new Watching(context, draft);
    await watching.#start();
    return watching.#session ? watching : undefined;
  }

  /** What a person should know: that nobody watches any more. */
  get notes(): readonly Note[] {
    return this.#notes;
  }

  /** True while a check is on its way. */
  get isBusy(): boolean {
    return this.#pending !== undefined;
  }

  /** True where the next check would not take more than its part of the time, and a word more has ended. */
  isDue(written: string): boolean {
    const isBack = written.length < this.#begun; // what was judged has been taken back
    if (this.#session === undefined || !WORD_END.test(isBack ? written : written.slice(this.#begun))) {
      return false;
    }
    return performance.now() - this.#endedAt >= REST * this.#usualMs;
  }

  /** Begins to judge a text. */
  begin(written: string): void {
    this.#begun = written.length;
    this.#pending = this.#check(written, "check");
  }

  /** Settles when the check that is on its way has ended. */
  async arrival(): Promise<void> {
    await this.#pending?.catch(() => {}); // whoever takes it hears of it
  }

  /** What the check found that was begun; `undefined` where the checker has failed. */
  async found(): Promise<WatchAnswer | undefined> {
    try {
      return await this.#pending;
    } finally {
      this.#pending = undefined;
    }
  }

  /**
   * Judges a text and waits for it.
   *
   * @param isWhole True where nothing follows.
   */
  async judged(written: string, isWhole: boolean): Promise<WatchAnswer | undefined> {
    if (this.isBusy) await this.found();
    this.#pending = this.#check(written, isWhole ? "whole" : "check");
    return await this.found();
  }

  async #check(written: string, how: "check" | "whole"): Promise<WatchAnswer | undefined> {
    const { signal } = this.#context;
    while (this.#session) {
      const start = performance.now();
      const call = { signal, deadline: start + CHECK_MS };
      try {
        const answer = await this.#session[how](++this.#revision, written, call);
        this.#took(performance.now() - start);
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        await this.#startAgain(error);
      }
    }
    return undefined;
  }

  #took(ms: number): void {
    this.#usualMs = this.#usualMs === 0 ? ms : NEWEST * ms + (1 - NEWEST) * this.#usualMs;
    this.#endedAt = performance.now();
  }

  /** A checker that fails is started once more; then nobody watches, and the verdict says what is wrong. */
  async #startAgain(error: unknown): Promise<void> {
    await this.#end();
    if (this.#starts < MOST_STARTS) await this.#start().catch(() => {});
    if (this.#session) return;
    const text = `nobody watched what was written: ${messageOf(error)}`;
    this.#notes.push({ code: NOTE_CODES.unwatched, text });
  }

  async #start(): Promise<void> {
    const { kernel, signal } = this.#context;
    this.#starts++;
    this.#session = await kernel.ask("validator.watch", [this.#draft], { signal });
  }

  async #end(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.[Symbol.asyncDispose]().catch(() => {}); // it has failed before
  }

  /** Ends the watch; a check that is on its way is waited for. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.arrival();
    await this.#end();
  }
}
