/**
 * One stream of steps: what was done, for whom, how long it took. Trace files, progress displays and telemetry listen
 * to it; secrets are gone before they hear.
 *
 * @module
 */

import { AsyncLocalStorage } from "node:async_hooks";
import { Secrets } from "./secrets.ts";

/** One thing that was done. Told twice: when it starts (`running`) and when it ends. A note is told once. */
export interface Step {
  /** Counted from 1 within one stream. */
  readonly id: number;
  /** The step in which this one was done. */
  readonly parent?: number;
  /** `hook` is one call of one plugin, or one answer of a recording; `write` changes files of the project. */
  readonly kind: "hook" | "hole" | "write" | "log" | "note";
  /** The hook method, the hole's id, `write` or `undo`, the message. */
  readonly name: string;
  /** The plugin it was done by. */
  readonly plugin?: string;
  /** Milliseconds since the stream was made. */
  readonly startMs: number;
  /** Milliseconds; 0 while it runs. */
  readonly elapsedMs: number;
  /** How it stands; `cancelled`: nobody wanted its end. */
  readonly status: "running" | "ok" | "failed" | "cancelled";
  /** Redacted data. A log or note with `cache`, its name, tells how often it was used: `hits`, `misses`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a step tells beside its name. */
export type Fields = Readonly<Record<string, unknown>>;

/** What is known of a step at its start. */
export interface StepInit {
  /** What it is. */
  readonly kind: Step["kind"];
  /** What was done. */
  readonly name: string;
  /** The plugin it is done by. */
  readonly plugin?: string;
  /** Data; secrets in it are redacted. */
  readonly fields?: Fields;
}

/** A step under way. */
export interface OpenStep {
  /** Runs something as part of the step: steps made in it, now or later, have this one as parent. */
  inside<T>(body: () => T): T;
  /** Ends the step; fields are added to those it started with. */
  end(status: Exclude<Step["status"], "running">, fields?: Fields): void;
}

/** The stream. */
export class Steps {
  /** What no listener gets to read. */
  readonly secrets: Secrets = new Secrets();
  readonly #sinks = new Set<(step: Step) => void>();
  readonly #running = new AsyncLocalStorage<number>();
  readonly #startedAt = performance.now();
  #last = 0;

  /** Adds a listener, who must not wait for anything; returns how to remove it. One that throws is not told again. */
  subscribe(sink: (step: Step) => void): () => void {
    this.#sinks.add(sink);
    return () => void this.#sinks.delete(sink);
  }

  /** Starts a step. */
  open(init: StepInit): OpenStep {
    const step = this.#made(init);
    this.#tell(step);
    return {
      inside: (body) => this.#running.run(step.id, body),
      end: (status, fields = {}) => {
        const elapsedMs = performance.now() - this.#startedAt - step.startMs;
        this.#tell({ ...step, elapsedMs, status, fields: { ...step.fields, ...fields } });
      },
    };
  }

  /**
   * Runs a body as one step.
   *
   * @param signal Where it ends the body, by its own reason, the step is `cancelled`.
   * @param told What the end tells of the result.
   */
  async run<T>(
    init: StepInit,
    body: () => Promise<T>,
    { signal, told }: { readonly signal?: AbortSignal; readonly told?: (result: T) => Fields } = {},
  ): Promise<T> {
    const step = this.open(init);
    try {
      const result = await step.inside(body);
      step.end("ok", told?.(result));
      return result;
    } catch (error) {
      step.end(signal?.aborted && error === signal.reason ? "cancelled" : "failed", { error });
      throw error;
    }
  }

  /** Tells of something that takes no time. */
  note(init: StepInit): void {
    this.#tell({ ...this.#made(init), status: "ok" });
  }

  #made({ fields = {}, ...init }: StepInit): Step {
    const parent = this.#running.getStore();
    const place = parent === undefined ? {} : { parent };
    const startMs = performance.now() - this.#startedAt;
    return { id: ++this.#last, ...place, ...init, startMs, elapsedMs: 0, status: "running", fields };
  }

  #tell(step: Step): void {
    if (this.#sinks.size === 0) return;
    const fields = Object.fromEntries(
      Object.entries(step.fields).map(([key, item]) => [key, this.secrets.redact(item, key)]),
    );
    const told = { ...step, name: this.secrets.redactText(step.name), fields };
    for (const sink of this.#sinks) {
      try {
        sink(told);
      } catch {
        this.#sinks.delete(sink); // a listener's fault must not become the fault of the work it listens to
      }
    }
  }
}
