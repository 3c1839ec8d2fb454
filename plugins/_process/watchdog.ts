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
  #silence: ReturnType<typeof setTimeout> | undefined;
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
    clearTimeout(this.#silence);
    if (this.#cause !== "exit") return;
    if (grant === "stop") return this.#end("stopped");
    this.#silence = setTimeout(() => {
      this.#silence = setTimeout(() => this.#end("silence"), GRACE_MS);
    }, grant);
  }

  /** Stops watching. */
  stop(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#deadline);
    this.#signal?.removeEventListener("abort", this.#abort);
  }

  #end(cause: Cause): void {
    if (this.#cause !== "exit") return;
    this.#cause = cause;
    this.stop();
    this.#kill();
  }

  readonly #abort = (): void => this.#end("aborted");
}
