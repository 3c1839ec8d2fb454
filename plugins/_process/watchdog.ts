/**
 * Ends a child that is silent for too long, past its deadline, or no longer wanted.
 *
 * @module
 */

/** Who ended a child. */
export type Cause = "exit" | "stopped" | "silence" | "deadline" | "aborted";

/**
 * On a busy machine a line may wait in the pipe while the timer fires first: silence counts only when it lasts this
 * much longer, milliseconds.
 */
const GRACE_MS = 40;

/** Watches one child. */
export class Watchdog {
  #cause: Cause = "exit";
  #silence: { readonly timer: ReturnType<typeof setTimeout>; readonly at: number } | undefined;
  /** Until when silence is granted, on `performance.now()`'s clock. */
  #quietUntil = 0;
  readonly #deadline: ReturnType<typeof setTimeout>;
  readonly #kill: () => void;
  readonly #signal: AbortSignal | undefined;

  constructor(
    kill: () => void,
    limits: { readonly silenceMs: number; readonly deadline: number; readonly signal?: AbortSignal },
  ) {
    this.#kill = kill;
    this.#signal = limits.signal;
    this.#deadline = setTimeout(
      () => this.#end("deadline"),
      Math.max(0, limits.deadline - performance.now()),
    );
    this.#signal?.addEventListener("abort", this.#abort);
    this.allow(limits.silenceMs);
    if (this.#signal?.aborted) this.#abort();
  }

  /** Who ended the child; `exit` while nobody here has. */
  get cause(): Cause {
    return this.#cause;
  }

  /** Grants this much silence from now on, or ends the child. */
  allow(grant: number | "stop"): void {
    if (this.#cause !== "exit") return;
    if (grant === "stop") return this.#end("stopped");
    this.#quietUntil = performance.now() + grant;
    // A timer for each of thousands of lines is dear: one that fires too early looks at the clock and waits on.
    if (this.#silence === undefined || this.#silence.at > this.#quietUntil) this.#wait(grant);
  }

  /** Stops watching. */
  stop(): void {
    clearTimeout(this.#silence?.timer);
    clearTimeout(this.#deadline);
    this.#signal?.removeEventListener("abort", this.#abort);
  }

  #wait(ms: number, isGrace = false): void {
    clearTimeout(this.#silence?.timer);
    const at = performance.now() + ms;
    this.#silence = { at, timer: setTimeout(() => this.#look(isGrace), ms) };
  }

  #look(isGrace: boolean): void {
    const left = this.#quietUntil - performance.now();
    if (left > 0) this.#wait(left);
    else if (isGrace) this.#end("silence");
    else this.#wait(GRACE_MS, true);
  }

  #end(cause: Cause): void {
    if (this.#cause !== "exit") return;
    this.#cause = cause;
    this.stop();
    this.#kill();
  }

  readonly #abort = (): void => this.#end("aborted");
}
