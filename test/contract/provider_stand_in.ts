/**
 * What stand-ins for servers have in common: a model that knows the months, streams that can be left, and texts that obey a
 * constraint.
 *
 * @module
 */

import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";

const MONTHS = ["March", "April", "May", "June", "July", "August", "September", "October"];
/** So that an answer can be left in its middle. */
const TOKEN_MS = 2;

/** The pieces that count as tokens; together they are the text. */
export function piecesIn(text: string): readonly string[] {
  return text.match(/\s*\S{1,4}|\s+/g) ?? [];
}

/** What the model writes: with a temperature, in an order that its seed gives. */
export function monthsBy(temperature: number, seed: number): string {
  const turn = temperature === 0 ? 0 : Math.abs(seed) % MONTHS.length;
  const names = [...MONTHS.slice(turn), ...MONTHS.slice(0, turn)];
  return `  ${names.map((name) => `"${name}",`).join("\n  ")}`;
}

/** A text that matches a regex whole. */
export function matching(pattern: string, seed: number): string {
  const [text = ""] = fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { seed, numRuns: 1 });
  return text;
}

/** What a constraint of `begins` ends with: anything, behind a word. */
const REST = /\(\?:\[[^\]]*\]\[\^[^\]]*\]\*\)\?$/;

/** A text that matches a regex whole; where anything may follow its first word, what the model would write does. */
export function obeying(pattern: string, seed: number, own: string): string {
  const word = pattern.replace(REST, "");
  return word === pattern ? matching(pattern, seed) : `${matching(word, seed)},\n${own}`;
}

/** A grammar of one sequence of literals, regexes and rules of digits, as a regex: what the contract's tests send. */
export function patternOf(grammar: string): string {
  const [, body = ""] = /^(?:start:|root ::=)(.*)/m.exec(grammar) ?? [];
  return [...body.matchAll(/"([^"]*)"|\/([^/]*)\/|digit(\{\d+\})/g)]
    .map(([, literal, regex, count]) => literal ?? regex ?? `[0-9]${count}`).join("");
}

/** A value that obeys a schema of objects, arrays, enums and plain types. */
export function valueOf(schema: unknown): unknown {
  const { type, properties, items, minItems = 0, enum: values } = Object(schema);
  if (Array.isArray(values)) return values[0];
  if (type === "array") return Array.from({ length: minItems }, () => valueOf(items));
  if (type === "integer") return 123_456_789_012;
  if (type === "boolean") return true;
  const entries = Object.entries(Object(properties)).map(([name, own]) => [name, valueOf(own)] as const);
  return Object.fromEntries(entries);
}

/** How many answers are being written. */
export class Desk {
  #writing = 0;

  get isIdle(): boolean {
    return this.#writing === 0;
  }

  /** When nothing is being written any more. */
  async emptied(): Promise<void> {
    while (!this.isIdle) await delay(TOKEN_MS);
  }

  /** Goes through the steps of an answer, one token's time after another, until it is told to stop. */
  async *write<T>(steps: Iterable<T>, isStopped: () => boolean): AsyncGenerator<T> {
    this.#writing++;
    try {
      for (const step of steps) {
        await delay(TOKEN_MS);
        if (isStopped()) return;
        yield step;
      }
    } finally {
      this.#writing--;
    }
  }
}

/**
 * Events as a response that ends with an error where its request is aborted, as web `fetch` does it.
 *
 * @param events Texts of whole events.
 * @param leave Called when nobody reads on.
 */
export function streamed(
  events: AsyncIterator<string>,
  { signal, leave }: { readonly signal?: AbortSignal | null | undefined; readonly leave: () => void },
): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      signal?.addEventListener("abort", () => {
        leave();
        controller.error(signal.reason);
      }, { once: true });
    },
    async pull(controller) {
      const { done, value } = await events.next();
      if (signal?.aborted) return;
      if (done) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
    cancel: leave,
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** The body of a request. */
export function bodyIn(init: RequestInit | undefined): Readonly<Record<string, unknown>> {
  return typeof init?.body === "string" ? JSON.parse(init.body) : {};
}

/** True when a request has the key. */
export function hasKey(init: RequestInit | undefined, key: string): boolean {
  return new Headers(init?.headers).get("authorization") === `Bearer ${key}`;
}
