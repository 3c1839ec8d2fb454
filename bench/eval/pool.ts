/**
 * One pool of recorded answers for all arms and runs: what was asked before is heard again, what was not is asked of the
 * server and kept.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import { bodyOf, hashOf, readExchanges } from "../../core/testing/exchange.ts";
import { SEEDS } from "../../plugins/_openai_wire/settled.ts";
import { FIRST_SEED } from "./arms.ts";
import { slimAnswer, Slimming } from "./slim.ts";
import { Counter, type Spent } from "./spent.ts";
import { type Recorded, type Speed, Tape } from "./tape.ts";

/** How to open a pool. */
export interface PoolOptions {
  /** Files of JSON lines, read only; those whose name ends in `.gz` are unpacked. */
  readonly read: readonly (string | URL)[];
  /** The file that new answers are added to; absent where nobody is asked. */
  readonly write?: string;
  /** How fast streams are heard again. */
  readonly speed: Speed;
  /** True to have every stream read to its end, not the first ones alone: other policies may want more of it. */
  readonly isWhole?: boolean;
  /** Asks servers: web `fetch` when absent. */
  readonly upstream?: typeof fetch;
}

/** Likely tokens at each step: what any arm may want, so that one stream serves all. The timings say what was in the cache. */
const LIKELY = 20;

/** The pool. */
export class Pool {
  readonly #tapes = new Map<string, Tape>();
  readonly #options: PoolOptions;

  private constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Opens a pool. Files that do not exist are empty.
   *
   * @throws {MazeError} `replay/broken`
   */
  static async open(options: PoolOptions): Promise<Pool> {
    const pool = new Pool(options);
    for (const file of [...options.read, ...options.write ? [options.write] : []]) {
      for (const recorded of readExchanges(await textOf(file), String(file)) as readonly Recorded[]) {
        pool.#tapes.set(recorded.hash, Tape.of(recorded));
      }
    }
    return pool;
  }

  /** Who asks for one project at a time. */
  client(): PoolClient {
    return new PoolClient((asked) => this.#tapeOf(asked), this.#options.speed);
  }

  async #tapeOf(asked: Asked): Promise<Found | undefined> {
    const known = this.#tapes.get(asked.hash);
    const { write } = this.#options;
    if (known && (known.isWhole || write === undefined)) return { tape: known, isLive: false, leave() {} };
    return write === undefined ? undefined : await this.#recording(asked, write);
  }

  /** Asks the server. A first stream is read to its end whoever leaves it: it is the free sample. */
  async #recording(asked: Asked, file: string): Promise<Found> {
    const { hash, method, path, body } = asked;
    const isReadWhole = asked.isFirst || this.#options.isWhole;
    const stop = new AbortController();
    const leave = () => isReadWhole || stop.abort();
    asked.signal.addEventListener("abort", leave, { once: true });
    const start = performance.now();
    const response = await (this.#options.upstream ?? fetch)(asked.url, {
      ...{ method, signal: stop.signal },
      ...(body === null
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const type = response.headers.get("content-type") ?? "";
    const tape = new Tape({ hash, method, path, body, status: response.status, type });
    this.#tapes.set(hash, tape);
    const kept = (async () => {
      await listen(response, tape, start);
      const { recorded } = tape;
      const isKept = response.ok && recorded.pieces.length > 0;
      if (isKept) await Deno.writeTextFile(file, `${JSON.stringify(recorded)}\n`, { append: true });
      else this.#tapes.delete(hash);
    })();
    return { tape, isLive: true, leave, kept };
  }
}

/** Reads an answer to its end. */
async function listen(response: Response, tape: Tape, start: number): Promise<void> {
  const isStream = tape.head.type.includes("event-stream");
  const slimming = new Slimming();
  let whole = "";
  try {
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      if (isStream) tape.push(performance.now() - start, slimming.push(text));
      else whole += text;
    }
    const rest = isStream ? slimming.end() : response.ok ? slimAnswer(tape.recorded.path, whole) : whole;
    tape.push(performance.now() - start, rest);
    tape.end("whole");
  } catch {
    tape.end("cut"); // it was made to stop, or has died: the next who asks for it asks the server again
  }
}

async function textOf(file: string | URL): Promise<string> {
  try {
    using opened = await Deno.open(file);
    const isPacked = String(file).endsWith(".gz");
    const bytes = isPacked ? opened.readable.pipeThrough(new DecompressionStream("gzip")) : opened.readable;
    return await new Response(bytes).text();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** A request, as far as it is looked at. */
interface Asked {
  readonly hash: string;
  readonly url: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** As the server is sent it. */
  readonly body: unknown;
  /** True for the first stream at a hole. */
  readonly isFirst: boolean;
  readonly signal: AbortSignal;
}

/** What answers a request. */
interface Found {
  readonly tape: Tape;
  /** True where the server is asked. */
  readonly isLive: boolean;
  /** Nobody hears it any more. */
  leave(): void;
  /** Settles when all of it is kept that will be; absent where nothing is recorded. */
  readonly kept?: Promise<void>;
}

/** What one fill may take. */
export interface FillShare {
  /** Which sample it is, from 0. */
  readonly sample: number;
  /** Samples of its task. */
  readonly samples: number;
  /** Tokens that may be written: behind them every stream ends, but for the free sample, as one that is too long. */
  readonly maxWritten: number;
  /** Streams that begin with nothing written: with the next one all is spent. Absent: no bound. */
  readonly maxDraws?: number;
}

/** Asks for one project, one fill after another. */
export class PoolClient {
  readonly #find: (asked: Asked) => Promise<Found | undefined>;
  readonly #speed: Speed;
  #share: FillShare = { sample: 0, samples: 1, maxWritten: Infinity };
  #counter = new Counter();
  #draws = new Draws();
  #isOver = false;
  readonly #running: Promise<void>[] = [];

  constructor(find: (asked: Asked) => Promise<Found | undefined>, speed: Speed) {
    this.#find = find;
    this.#speed = speed;
  }

  /** Begins to count for another fill. */
  begin(share: FillShare): void {
    this.#share = share;
    this.#counter = new Counter();
    this.#draws = new Draws();
    this.#isOver = false;
  }

  /** What the fill has cost so far. */
  get spent(): Spent {
    return this.#counter.spent;
  }

  /** Waits for the streams that this fill has asked for, and nobody hears to their end. */
  async settle(): Promise<void> {
    await Promise.all(this.#running.splice(0));
  }

  /** True where the fill may write no more. */
  get isSpent(): boolean {
    return this.#isOver || this.spent.written >= this.#share.maxWritten;
  }

  /** Goes into `createMaze({ fetch })`. */
  readonly fetch: typeof fetch = async (input, init) => {
    const { draw = 0, ...asked } = await this.#askedBy(new Request(input, init));
    const counter = this.#counter;
    const isSample = dig(asked.body, "seed") !== undefined;
    this.#isOver ||= draw >= (this.#share.maxDraws ?? Infinity);
    if (isSample && this.isSpent) return new Response(SPENT, { headers: EVENTS });
    const count = isSample ? counter.open() : undefined;
    const found = await this.#find(asked);
    if (!found) {
      counter.missing++;
      const message = `${asked.method} ${asked.path} is not in the recording, and there is no server to ask`;
      return Response.json({ error: { code: 400, message } }, { status: 400 });
    }
    const { tape, isLive, leave, kept } = found;
    if (kept) this.#running.push(kept);
    if (isSample && isLive) counter.live++;
    const { status, type } = tape.head;
    // What is no sample belongs to no fill: it is asked once for each project.
    const speed = isSample && !isLive ? this.#speed : 0;
    const { maxWritten } = this.#share;
    const isOver = () => isSample && !asked.isFirst && counter.spent.written >= maxWritten;
    async function* heard() {
      try {
        for await (const text of tape.hear({ speed, signal: asked.signal })) {
          count?.hear(text);
          yield new TextEncoder().encode(text);
          if (!isOver()) continue;
          yield new TextEncoder().encode(SPENT);
          return;
        }
      } catch (error) {
        if (!asked.signal.aborted) counter.missing++;
        throw error;
      } finally {
        leave();
      }
    }
    return new Response(ReadableStream.from(heard()), { status, headers: { "content-type": type } });
  };

  async #askedBy(request: Request): Promise<Asked & { readonly draw?: number | undefined }> {
    const { pathname, search } = new URL(request.url);
    const { method, url, signal } = request;
    const path = pathname + search;
    const said = bodyOf(await request.text());
    const seed = dig(said, "seed");
    const common = { url, method, path, signal };
    if (typeof seed !== "number") {
      return { ...common, hash: hashOf(method, path, said), body: said, isFirst: false };
    }
    const draw = this.#draws.of(dig(said, "prompt"), seed);
    const asked = {
      seed: seedOf(seed, draw, this.#share),
      n_probs: LIKELY,
      timings_per_token: true,
    };
    const body = { ...Object(said), ...asked };
    const isFirst = seed === FIRST_SEED;
    return { ...common, hash: hashOf(method, path, body), body, isFirst, draw };
  }
}

/** The streams of a fill that begin with nothing written, in the order in which they are asked for. */
class Draws {
  #prompt: unknown;
  readonly #seeds: number[] = [];

  /** Which one a stream is, from 0; `undefined` for one that goes on with what was written. */
  of(prompt: unknown, seed: number): number | undefined {
    this.#prompt ??= JSON.stringify(prompt);
    if (JSON.stringify(prompt) !== this.#prompt) return undefined;
    const known = this.#seeds.indexOf(seed);
    return known < 0 ? this.#seeds.push(seed) - 1 : known;
  }
}

/**
 * The next draw of a fill is the first one of the sample after it: who begins anew hears a free sample that somebody has
 * asked for already, and each arm the same one. Draws beyond all samples, and what goes on with a draw, have seeds of
 * their own.
 */
function seedOf(seed: number, draw: number | undefined, { sample, samples }: FillShare): number {
  if (draw !== undefined && draw < samples) return FIRST_SEED + SEEDS * ((sample + draw) % samples);
  return seed + SEEDS * sample;
}

const EVENTS = { "content-type": "text/event-stream" };
/** The end of a stream that has reached its length, without a token. */
const SPENT = `data: ${
  JSON.stringify({ content: "", tokens: [], stop: true, stop_type: "limit", tokens_predicted: 0 })
}\n\n`;
