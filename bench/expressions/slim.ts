/**
 * Recorded answers without what nobody reads.
 *
 * @module
 */

import { MazeError } from "../../core/kernel/errors.ts";
import { readExchanges } from "../../core/testing/exchange.ts";

/** What is read of an answer or an event of `/completion`. */
const READ = [
  ...["index", "content", "tokens", "stop", "stop_type", "completion_probabilities"],
  ...["tokens_evaluated", "tokens_predicted", "timings"],
];
/** Digits of a likelihood. */
const DIGITS = 1e4;

/** A recording whose answers hold only what is read, each in one piece. */
export function slimmed(recording: string): string {
  return readExchanges(recording, "recording").map((exchange) => {
    const text = exchange.pieces.map(([, piece]) => piece).join("");
    const slim = exchange.path === "/completion" ? slimAnswer(text) : text;
    return JSON.stringify({ ...exchange, pieces: [[0, slim]] }) + "\n";
  }).join("");
}

function slimAnswer(text: string): string {
  if (!text.startsWith("data: ")) return slimEvent(text);
  return text.split("\n\n").map((event) =>
    event.startsWith("data: {") ? `data: ${slimEvent(event.slice(6))}` : event
  ).join("\n\n");
}

function slimEvent(json: string): string {
  const event: Readonly<Record<string, unknown>> = JSON.parse(json);
  const kept = Object.entries(event).filter(([name]) => READ.includes(name));
  return JSON.stringify(Object.fromEntries(kept), (name, value) => {
    if (name === "bytes") return undefined;
    if (name === "timings") return { cache_n: value.cache_n };
    return name === "logprob" ? Math.round(value * DIGITS) / DIGITS : value;
  });
}

/** A request that is not in a recording is refused as a server would, so that nobody asks again; it is counted. */
export function ignoreMissing(send: typeof fetch, missing: string[]): typeof fetch {
  return async (input, init) => {
    try {
      return await send(input, init);
    } catch (error) {
      if (!(error instanceof MazeError) || error.code !== "replay/missing") throw error;
      missing.push(error.message);
      return Response.json({ error: { message: error.message, code: 400 } }, { status: 400 });
    }
  };
}
