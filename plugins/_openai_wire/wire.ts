/**
 * The client of all servers that speak as OpenAI's do: requests as JSON, answers as server-sent events.
 *
 * npm `openai` makes the requests and reads the events. It retries nothing here, and reads none of the variables that it
 * would read by itself: where a request goes, and with which key, is the config's alone to say.
 *
 * @module
 */

import type { OpenAI } from "openai";
import { dig } from "../../core/kernel/data.ts";
import { type Call, MazeError, type PluginContext, ProviderError } from "../../core/kernel/plugin.ts";
import { type BaseUrl, readBaseUrl } from "./base_url.ts";
import { faultOfConnection, faultOfRefusal } from "./fault.ts";
import { Guard } from "./guard.ts";
import type { Timeouts } from "./timeouts.ts";
import { Turns } from "./turns.ts";

/** How a server is reached. */
export interface WireOptions {
  /** With or without `/v1`. */
  readonly baseUrl: string;
  /** The variable that holds the key; empty where the server wants none. */
  readonly apiKeyEnv: string;
  readonly timeouts: Timeouts;
  /** Requests under way at the same time. */
  readonly concurrency: number;
}

/** Asks one server. */
export class Wire {
  /** Where it is. */
  readonly base: BaseUrl;
  readonly #options: WireOptions;
  readonly #context: PluginContext;
  readonly #turns: Turns;

  /** @throws {MazeError} `provider/url` */
  constructor(options: WireOptions, context: PluginContext) {
    this.base = readBaseUrl(options.baseUrl);
    this.#options = options;
    this.#context = context;
    this.#turns = new Turns(options.concurrency);
  }

  /** The whole URL of a path: `/v1/models`, or the server's own `/props`. */
  urlOf(path: string): string {
    return `${this.base.root}${path}`;
  }

  /** One JSON value: a short question. */
  async get(path: string, call: Call): Promise<unknown> {
    return await this.#ask("get", path, undefined, call);
  }

  /**
   * One JSON value for another.
   *
   * @param waitMs For the answer; as for a short question, such as how many tokens a text has, when absent.
   */
  async post(path: string, body: object, call: Call, waitMs?: number): Promise<unknown> {
    return await this.#ask("post", path, body, call, waitMs);
  }

  /**
   * The events of an answer, in order, each of them JSON. Leaving the loop closes the connection.
   *
   * @throws {ProviderError} For whatever the server does instead.
   */
  async *stream(path: string, body: object, call: Call): AsyncGenerator<unknown> {
    const { firstTokenMs, betweenTokensMs } = this.#options.timeouts;
    const url = this.urlOf(path);
    using _turn = await this.#turns.take(call.signal);
    const guard = new Guard({ url, firstMs: firstTokenMs, betweenMs: betweenTokensMs, isStream: true });
    try {
      const client = await this.#client(guard);
      const events = await client.post<AsyncIterable<unknown>>(url, {
        body,
        stream: true,
        signal: call.signal,
      });
      for await (const event of events) yield refuseFault(event, url);
      if (guard.fault) throw guard.fault;
      call.signal.throwIfAborted(); // the client ends its loop as if all had come
    } catch (error) {
      throw this.#told(error, guard, url, call);
    } finally {
      guard.end();
    }
  }

  async #ask(
    method: "get" | "post",
    path: string,
    body: object | undefined,
    call: Call,
    waitMs = this.#options.timeouts.connectMs,
  ): Promise<unknown> {
    const url = this.urlOf(path);
    const guard = new Guard({ url, firstMs: waitMs, betweenMs: waitMs, isStream: false });
    try {
      const client = await this.#client(guard);
      return await client[method](url, { ...(body ? { body } : {}), signal: call.signal });
    } catch (error) {
      throw this.#told(error, guard, url, call);
    } finally {
      guard.end();
    }
  }

  async #client(guard: Guard): Promise<OpenAI> {
    const { apiKeyEnv } = this.#options;
    const key = apiKeyEnv === "" ? undefined : await this.#context.env(apiKeyEnv);
    if (apiKeyEnv !== "" && !key) throw noKey(apiKeyEnv);
    const { OpenAI: Client } = await import("openai"); // 60 ms that a command which asks no server does not pay
    return new Client({
      ...{ baseURL: this.base.api, maxRetries: 0, organization: null, project: null, webhookSecret: null },
      ...{ apiKey: key ?? "none", adminAPIKey: null, logLevel: "off", timeout: NO_TIMEOUT },
      ...(key === undefined ? { defaultHeaders: { authorization: null } } : {}),
      fetch: (input, init = {}) =>
        guard.watch((url, how) => this.#context.fetch(url, how), String(input), init),
    });
  }

  /** What the guard saw is nearer to the cause than what the client makes of it. */
  #told(error: unknown, guard: Guard, url: string, { signal }: Call): unknown {
    if (guard.fault) return guard.fault;
    if (signal.aborted) return signal.reason;
    if (error instanceof MazeError) return error;
    if (error instanceof SyntaxError) return broken(url, "what it sends is no JSON");
    const status = dig(error, "status");
    if (typeof status === "number" || dig(error, "error") !== undefined) {
      const text = JSON.stringify({ error: dig(error, "error") ?? { message: dig(error, "message") } });
      return faultOfRefusal({ url, status: typeof status === "number" ? status : statusIn(error), text });
    }
    return faultOfConnection(url, error);
  }
}

/** The guard has the clock. */
const NO_TIMEOUT = 2 ** 31 - 1;

/** A fault in the middle of a stream comes as an event, under status 200. */
function refuseFault(event: unknown, url: string): unknown {
  if (typeof event !== "object" || event === null) throw broken(url, "an event of its stream is no object");
  const error = dig(event, "error") ?? (dig(event, "object") === "error" ? event : undefined);
  if (error === undefined || error === null) return event;
  throw faultOfRefusal({ url, status: statusIn(error), text: JSON.stringify({ error }) });
}

function statusIn(error: unknown): number {
  const code = Number(dig(error, "code") ?? dig(error, "error", "code"));
  return code >= 400 && code < 600 ? code : 500;
}

function broken(url: string, why: string): ProviderError {
  return new ProviderError(`Cannot ask "${url}": ${why}`, { code: "provider/protocol", isRetryable: false });
}

function noKey(variable: string): MazeError {
  return new MazeError(`Cannot ask the server: the variable ${variable} holds no key`, {
    code: "provider/key",
    hint: `export ${variable}=…, or name another variable with apiKeyEnv`,
  });
}
