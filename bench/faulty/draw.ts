/**
 * Servers that fail, drawn by a seed: what each does instead of answering, and whether an answer may come of it.
 *
 * @module
 */

import { events, head, type Step } from "../../test/plugins/_openai_wire/raw_server.ts";

/** A server that fails. */
export interface Faulty {
  /** The kind of fault. */
  readonly kind: string;
  /** What it does with the n-th request for an answer, from 0. */
  stepsFor(count: number): readonly Step[];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const JSON_HEAD = { "content-type": "application/json" };
const PIECES = ["ret", "urn ", '"é𝄞"', " + x"];

function piece(text: string): object {
  return { id: "c", object: "chat.completion.chunk", choices: [{ index: 0, delta: { content: text } }] };
}

const LAST = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
const USAGE = { choices: [], usage: { prompt_tokens: 9, completion_tokens: 4 } };
const WHOLE = events(...PIECES.map(piece), LAST, USAGE, "[DONE]");
const GOOD: readonly Step[] = [{ send: head() + WHOLE }];

/** Draws one server. */
export function drawFaulty(seed: number): Faulty {
  const random = randomFrom(seed);
  const kinds = Object.keys(KINDS);
  const kind = kinds[Math.floor(random() * kinds.length)] ?? "";
  return { kind, stepsFor: KINDS[kind]?.(random) ?? (() => GOOD) };
}

/** An error's body in the shape of one of the servers. */
function errorBody(random: () => number, message: string, code: number): string {
  const shapes = [
    { error: { message, type: "server_error", code } },
    { object: "error", message, code },
    { error: message },
    { detail: message },
  ];
  return JSON.stringify(shapes[Math.floor(random() * shapes.length)]);
}

/** A part of the answer's bytes, cut anywhere. */
function cut(random: () => number, text = head() + WHOLE): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return bytes.subarray(0, Math.floor(random() * bytes.length));
}

type Maker = (random: () => number) => (count: number) => readonly Step[];

const always = (steps: readonly Step[]) => () => steps;
const first = (steps: readonly Step[], times: number) => (count: number) => count < times ? steps : GOOD;

function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Maker {
  return (random) => {
    const steps = [{
      send: head(status, { ...JSON_HEAD, ...headers }) + errorBody(random, "not now", status),
    }];
    return random() < 0.5 ? first(steps, 1 + Math.floor(random() * 2)) : always(steps);
  };
}

const KINDS: Readonly<Record<string, Maker>> = {
  "sound": () => always(GOOD),
  "429 with retry-after": refusal(429, { "retry-after": "0" }),
  "429 with a date": (random) =>
    refusal(429, { "retry-after": new Date(Date.now() + 200).toUTCString() })(random),
  "429 without retry-after": refusal(429),
  "429 for hours": refusal(429, { "retry-after": "7200" }),
  "500": refusal(500),
  "503": refusal(503),
  "400": refusal(400),
  "401": refusal(401),
  "404": refusal(404),
  "no answer, closed": (random) => first([], 1 + Math.floor(random() * 3)),
  "closed anywhere": (random) => {
    const steps = [{ send: cut(random) }];
    return random() < 0.5 ? first(steps, 1) : always(steps);
  },
  "cut short of its length": (random) =>
    always([{ send: head(200, { "content-length": "9999" }) + WHOLE.slice(0, 40 + random() * 60) }]),
  "hangs at once": () => always(["hang"]),
  "hangs anywhere": (random) => always([{ send: cut(random) }, "hang"]),
  "hangs with comments": () => always([{ send: head() + ": ping\n\n" }, "hang"]),
  "slow byte by byte": (random) => {
    const bytes = new TextEncoder().encode(head() + WHOLE);
    const from = Math.floor(random() * (bytes.length - 20));
    const slow = Array.from(
      bytes.subarray(from, from + 20),
      (byte): Step => ({ send: new Uint8Array([byte]) }),
    );
    return always([{ send: bytes.subarray(0, from) }, ...slow, { send: bytes.subarray(from + 20) }]);
  },
  "half a character": () => {
    const bytes = new TextEncoder().encode(head() + events(piece("é")));
    const at = bytes.indexOf(0xc3);
    return always([{ send: bytes.subarray(0, at + 1) }]);
  },
  "not UTF-8": (random) => {
    const bytes = new TextEncoder().encode(head() + WHOLE);
    const from = head().length + Math.floor(random() * 80);
    bytes.fill(0xff, from, from + 4);
    return always([{ send: bytes }]);
  },
  "broken JSON": (random) =>
    always([{ send: head() + events(piece("a"), '{"choices": [') + (random() < 0.5 ? WHOLE : "") }]),
  "events that are none": (random) => {
    const odd = [
      "17",
      "null",
      '"x"',
      "[]",
      "{}",
      '{"choices":null}',
      '{"choices":[{}]}',
      '{"choices":[{"delta":5}]}',
    ];
    const some = Array.from({ length: 3 }, () => odd[Math.floor(random() * odd.length)] ?? "");
    return always([{ send: head() + events(...some) + (random() < 0.5 ? WHOLE : "") }]);
  },
  "lines without a meaning": () => always([{ send: head() + "hello\nworld\n\nretry: x\nid\n\n" + WHOLE }]),
  "wrong content type": (random) => {
    const type =
      ["application/json", "text/plain", "application/octet-stream", ""][Math.floor(random() * 4)] ?? "";
    return always([{ send: head(200, { "content-type": type }) + WHOLE }]);
  },
  "200 with an error": (random) =>
    always([{ send: head(200, JSON_HEAD) + errorBody(random, "no model", 500) }]),
  "a fault in the stream": (random) =>
    always([{
      send: head() +
        events(...PIECES.slice(0, Math.floor(random() * 4)).map(piece), {
          error: { message: "oom", code: 500 },
        }, "[DONE]"),
    }]),
  "a page": (random) =>
    always([{
      send: head(random() < 0.5 ? 200 : 502, { "content-type": "text/html" }) + "<html><title>Hi</title>",
    }]),
  "a redirect": () => always([{ send: head(302, { location: "http://127.0.0.1:1/elsewhere" }) }]),
  "a lie about usage": (random) => {
    const lies = [
      { prompt_tokens: -5, completion_tokens: 1 },
      { prompt_tokens: 1e300, completion_tokens: "4" },
      { prompt_tokens: 1 },
      null,
      7,
    ];
    const usage = lies[Math.floor(random() * lies.length)] ?? null;
    return always([{ send: head() + events(...PIECES.map(piece), LAST, { choices: [], usage }, "[DONE]") }]);
  },
  "no end": () => always([{ send: head() }, { flood: events(piece("x")) }]),
  "drips for ever": () =>
    always([
      { send: head() },
      ...Array.from({ length: 400 }, (): Step[] => [{ send: events(piece("x")) }, { waitMs: 20 }]).flat(),
      "hang",
    ]),
  "a line of 100 MB": () =>
    always([
      { send: head() + "data: " },
      ...Array.from({ length: 1600 }, (): Step => ({ send: "x".repeat(65_536) })),
    ]),
  "a refusal without end": () => always([{ send: head(500, JSON_HEAD) }, { flood: "x".repeat(65_536) }]),
  "no HTTP": (random) =>
    always([{ send: random() < 0.5 ? "SSH-2.0-OpenSSH\r\n" : new Uint8Array([0x16, 3, 1, 0, 5, 1]) }]),
  "a broken head": () =>
    always([{ send: "HTTP/1.1 200 OK\r\ncontent-type text/event-stream\r\n\r\n" + WHOLE }]),
  "broken chunks": () =>
    always([{
      send: "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n" +
        WHOLE,
    }]),
  "answers the models wrongly": (random) => always([{ send: cut(random, head(200, JSON_HEAD) + "{}") }]),
};
