/**
 * What a fill has cost, by the server's own numbers.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";

/** Tokens and streams of one fill. */
export interface Spent {
  /** Streams that were asked for. */
  readonly streams: number;
  /** Tokens that were written; of a stream that was left, those that were heard. */
  readonly written: number;
  /** Tokens of all prompts. */
  readonly read: number;
  /** Of those, tokens that the server had not in its cache. */
  readonly prefill: number;
  /** Streams that were asked of the server, not of the recording. */
  readonly live: number;
  /** Streams that are not in the recording, with no server to ask. */
  readonly missing: number;
}

/** Counts. */
export class Counter {
  readonly #streams = new Set<StreamCount>();
  live = 0;
  missing = 0;

  /** Begins to count a stream. */
  open(): StreamCount {
    const stream = new StreamCount();
    this.#streams.add(stream);
    return stream;
  }

  /** So far. */
  get spent(): Spent {
    const sum = (what: "written" | "read" | "prefill") =>
      [...this.#streams].reduce((total, stream) => total + stream[what], 0);
    return {
      streams: this.#streams.size,
      ...{ written: sum("written"), read: sum("read"), prefill: sum("prefill") },
      ...{ live: this.live, missing: this.missing },
    };
  }
}

/** One stream of `POST /completion`. */
export class StreamCount {
  written = 0;
  read = 0;
  prefill = 0;

  /** Hears whole events. */
  hear(events: string): void {
    for (const [, data = ""] of events.matchAll(/^data: (\{.*)$/gm)) {
      const event: unknown = JSON.parse(data);
      const number = (...path: readonly string[]) => Number(dig(event, ...path) ?? 0);
      const ids = dig(event, "tokens");
      this.written += Array.isArray(ids) ? ids.length : 0;
      this.read = Math.max(this.read, number("tokens_evaluated"));
      if (dig(event, "timings", "cache_n") !== undefined) {
        this.prefill = this.read - number("timings", "cache_n");
      }
      if (dig(event, "stop") === true) this.written = Math.max(this.written, number("tokens_predicted"));
    }
  }
}
