/**
 * One request and its response, watched: nothing hangs, nothing grows without bound, and what is no stream is named.
 *
 * @module
 */

import { MazeError, ProviderError } from "../../core/kernel/plugin.ts";
import { faultOfConnection, faultOfRefusal } from "./fault.ts";

/** What a request is bound by. */
export interface GuardOptions {
  /** For people: without the query. */
  readonly url: string;
  /** Until the first bytes of the answer, milliseconds. */
  readonly firstMs: number;
  /** Between two pieces of it. */
  readonly betweenMs: number;
  /** True when the answer is a stream of events, false when it is one JSON value. */
  readonly isStream: boolean;
}

/** As the context of a plugin sends. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** A line of a stream is a piece of an answer with its likelihoods: 100 choices of 20 tokens have 200 kB. */
const MAX_LINE = 4 * 2 ** 20;
/** A list of 1,000 models has 300 kB. */
const MAX_JSON = 16 * 2 ** 20;
/** What is read of a refusal. */
const MAX_REFUSAL = 64 * 2 ** 10;

/** Headers that tell a server about this machine and not about the request. */
const UNWANTED = /^(x-stainless-|user-agent$)/i;

/** Watches one request. */
export class Guard {
  readonly #options: GuardOptions;
  readonly #control = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #fault: MazeError | undefined;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** What went wrong, as far as the guard saw it; `undefined` while nothing did. */
  get fault(): MazeError | undefined {
    return this.#fault;
  }

  /** Sends a request, and watches what comes. */
  async watch(send: Send, url: string, init: RequestInit): Promise<Response> {
    const { firstMs, isStream } = this.#options;
    const signal = init.signal ? AbortSignal.any([init.signal, this.#control.signal]) : this.#control.signal;
    this.#wait(firstMs, isStream ? "no answer began" : "no answer came");
    const response = await send(url, { ...init, headers: wanted(init.headers), signal })
      .catch((thrown) => this.#fail(this.#named(thrown, init.signal ?? undefined)));
    if (!response.ok) await this.#refuse(response);
    if (isStream) await this.#checkStream(response);
    return new Response(this.#watched(response), response);
  }

  /** Stops the clock. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #wait(ms: number, what: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const text = `Cannot ask "${this.#options.url}": ${what} within ${ms} ms`;
      this.#fault ??= new ProviderError(text, {
        ...{ code: "provider/timeout", isRetryable: true },
        hint: "The plugin's timeouts give it more time",
      });
      this.#control.abort(this.#fault);
    }, ms);
  }

  #fail(fault: unknown): never {
    this.end();
    if (fault instanceof MazeError) throw this.#fault ??= fault;
    throw fault;
  }

  /** What says itself what it is, as a permission that is denied, stays so. */
  #named(thrown: unknown, signal: AbortSignal | undefined): unknown {
    const isOwn = thrown instanceof MazeError || signal?.aborted;
    return isOwn ? thrown : faultOfConnection(this.#options.url, thrown);
  }

  async #refuse(response: Response): Promise<never> {
    const { status, headers } = response;
    const text = await textOf(response, MAX_REFUSAL).catch(() => ""); // the status alone says enough
    return this.#fail(faultOfRefusal({ url: this.#options.url, status, headers, text }));
  }

  /** A server that streams nothing answers with one value, a proxy with a page. */
  async #checkStream(response: Response): Promise<void> {
    const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
    if (type === "text/event-stream") return;
    const text = await textOf(response, MAX_REFUSAL).catch(() => "");
    const { url } = this.#options;
    if (/^\s*</.test(text)) this.#fail(faultOfRefusal({ url, status: response.status, text }));
    if (/"error"/.test(text)) this.#fail(faultOfRefusal({ url, status: 500, text }));
    const what = type === "" ? "something without a type" : `${type}`;
    this.#fail(
      new ProviderError(`Cannot ask "${url}": it answers with ${what}, not with a stream of events`, {
        ...{ code: "provider/protocol", isRetryable: false, status: response.status },
        hint: "Is baseUrl right, and does this server stream?",
      }),
    );
  }

  #watched({ body }: Response): ReadableStream<Uint8Array> | null {
    const { betweenMs, isStream } = this.#options;
    let [line, total] = [0, 0];
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform: (bytes, controller) => {
        this.#wait(betweenMs, "nothing more came");
        const end = bytes.lastIndexOf(LF);
        line = end < 0 ? line + bytes.length : bytes.length - end - 1;
        total += bytes.length;
        if (isStream ? line > MAX_LINE : total > MAX_JSON) throw this.#tooLarge();
        controller.enqueue(bytes);
      },
      flush: () => this.end(),
    });
    return body && body.pipeThrough(watch);
  }

  #tooLarge(): MazeError {
    return this.#fault ??= new ProviderError(
      `Cannot ask "${this.#options.url}": it sends a line without an end`,
      {
        ...{ code: "provider/protocol", isRetryable: false },
      },
    );
  }
}

const LF = 10;

function wanted(headers: HeadersInit | undefined): Headers {
  const kept = new Headers(headers);
  for (const name of [...kept.keys()]) if (UNWANTED.test(name)) kept.delete(name);
  return kept;
}

/** The start of a body; the rest is not waited for. */
async function textOf({ body }: Response, maxBytes: number): Promise<string> {
  if (!body) return "";
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > maxBytes) break;
  }
  return text + decoder.decode();
}
