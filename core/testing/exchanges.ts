/**
 * A `fetch` that records what servers say, or says it again.
 *
 * @module
 */

import { setTimeout as delay } from "node:timers/promises";
import { canonical } from "../kernel/data.ts";
import { MazeError } from "../kernel/errors.ts";
import { bodyOf, type Exchange, hashOf, readExchanges } from "./exchange.ts";

/** How to record or play. */
export interface ExchangesOptions {
  /** JSON lines. */
  readonly file: string;
  /** `record` asks servers, and writes the file anew when it is disposed. */
  readonly mode: "record" | "replay";
  /** True to let pieces come when they came; at once when absent. */
  readonly isTimed?: boolean;
  /** Names in a body that are drawn anew for each request, and do not tell one from another. */
  readonly volatile?: readonly string[];
  /** What of a body is kept and tells one request from another; all of it when absent. The server is asked with all. */
  readonly kept?: (body: unknown) => unknown;
  /** Takes out what must not be kept. */
  readonly redact?: (text: string) => string;
}

/** A recording under way. */
export interface Exchanges extends AsyncDisposable {
  /** Goes into `createMaze({ fetch })` or wherever a `fetch` is wanted. */
  readonly fetch: typeof fetch;
}

/**
 * Opens a recording. Requests count as equal when method, path and JSON body are; host, headers and keys are not kept.
 * What was asked several times is answered in the order in which it was, and then as the last time.
 *
 * @example
 * ```ts
 * import { openExchanges } from "@maze/maze/testing";
 * import assert from "node:assert/strict";
 *
 * const file = await Deno.makeTempFile();
 * await using server = Deno.serve({ port: 0, onListen() {} }, () => Response.json({ ok: true }));
 * {
 *   await using recording = await openExchanges({ file, mode: "record" });
 *   await (await recording.fetch(`http://localhost:${server.addr.port}/v1/models`)).json();
 * }
 * await using played = await openExchanges({ file, mode: "replay" });
 * assert.deepEqual(await (await played.fetch("http://nowhere/v1/models")).json(), { ok: true });
 * await Deno.remove(file);
 * ```
 *
 * @throws {MazeError} `replay/broken`. The `fetch` throws `replay/missing` for a request that is not in the recording.
 */
export async function openExchanges(options: ExchangesOptions): Promise<Exchanges> {
  if (options.mode === "record") return recorder(options);
  return player(readExchanges(await Deno.readTextFile(options.file), options.file), options);
}

/** A request as far as it is looked at. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

async function askedBy(
  request: Request,
  { volatile = [], kept = (body) => body }: Pick<ExchangesOptions, "volatile" | "kept">,
): Promise<Asked> {
  const { pathname, search } = new URL(request.url);
  const body = kept(bodyOf(await request.text()));
  const names = Object.keys(Object(body)).filter((name) => volatile.includes(name));
  const settled = names.length === 0
    ? body
    : { ...Object(body), ...Object.fromEntries(names.map((name) => [name, "…"])) };
  return { method: request.method, path: pathname + search, body: settled };
}

function recorder({ file, redact = (text) => text, ...options }: ExchangesOptions): Exchanges {
  const exchanges: Exchange[] = [];
  return {
    async fetch(input, init) {
      const asked = await askedBy(
        new Request(input instanceof Request ? input.clone() : input, init),
        options,
      );
      const start = performance.now();
      const response = await fetch(input, init);
      const pieces: (readonly [number, string])[] = [];
      const type = response.headers.get("content-type") ?? "";
      exchanges.push({
        ...asked,
        hash: hashOf(asked.method, asked.path, asked.body),
        ...{ status: response.status, type, pieces },
      });
      const decoder = new TextDecoder();
      const heard = new TransformStream<Uint8Array, Uint8Array>({
        transform(bytes, controller) {
          const text = decoder.decode(bytes, { stream: true });
          if (text !== "") pieces.push([Math.round(performance.now() - start), text]);
          controller.enqueue(bytes);
        },
      });
      return new Response(response.body?.pipeThrough(heard) ?? null, response);
    },
    async [Symbol.asyncDispose]() {
      const lines = exchanges.map((exchange) => `${redact(ordered(exchange))}\n`);
      await Deno.writeTextFile(file, lines.join(""));
    },
  };
}

/** The times are kept, which hook data has none of. */
function ordered({ hash, method, path, body, status, type, pieces }: Exchange): string {
  const known: unknown = JSON.parse(canonical(body ?? null));
  return JSON.stringify({ hash, method, path, body: known, status, type, pieces });
}

function player(
  exchanges: readonly Exchange[],
  { file, isTimed = false, ...options }: ExchangesOptions,
): Exchanges {
  const left = Map.groupBy(exchanges, ({ hash }) => hash);
  return {
    async fetch(input, init) {
      const asked = await askedBy(new Request(input, init), options);
      const known = left.get(hashOf(asked.method, asked.path, asked.body));
      const exchange = known && known.length > 1 ? known.shift() : known?.[0];
      if (!exchange) throw missing(asked, exchanges, file);
      const signal = init?.signal ?? undefined;
      return new Response(bodyStream(exchange, isTimed, signal), {
        status: exchange.status,
        headers: exchange.type === "" ? {} : { "content-type": exchange.type },
      });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function bodyStream(
  { pieces }: Exchange,
  isTimed: boolean,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  async function* spoken() {
    let now = 0;
    for (const [atMs, text] of pieces) {
      if (isTimed) await delay(atMs - now, undefined, signal ? { signal } : {});
      now = atMs;
      signal?.throwIfAborted();
      yield encoder.encode(text);
    }
  }
  return ReadableStream.from(spoken());
}

function missing({ method, path, body }: Asked, exchanges: readonly Exchange[], file: string): MazeError {
  const asked = canonical(body);
  let best = { shared: -1, line: 0, text: "" };
  for (const [at, exchange] of exchanges.entries()) {
    if (exchange.path !== path) continue;
    const text = canonical(exchange.body);
    let shared = 0;
    while (shared < asked.length && asked[shared] === text[shared]) shared++;
    if (shared > best.shared) best = { shared, line: at + 1, text };
  }
  const around = (text: string) => text.slice(Math.max(0, best.shared - 40), best.shared + 60);
  const hint = best.line === 0
    ? `${file} holds no request for ${path}`
    : `The nearest is ${file}:${best.line}: there …${around(best.text)}…, asked …${around(asked)}…`;
  return new MazeError(`Cannot replay ${method} ${path}: this request is not in the recording`, {
    code: "replay/missing",
    hint: `${hint}. Record anew against the server`,
  });
}
