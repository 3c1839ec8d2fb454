/**
 * Recorded answers without what nobody reads.
 *
 * @module
 */

import { estimatedTokens } from "../../core/code/estimate.ts";
import { MazeError } from "../../core/kernel/errors.ts";
import { readExchanges } from "../../core/testing/exchange.ts";

/** What is read of an answer or an event of `/completion`. */
const READ = [
  ...["index", "content", "tokens", "stop", "stop_type", "completion_probabilities"],
  ...["tokens_evaluated", "tokens_predicted", "timings"],
];
/** Digits of a likelihood. */
const DIGITS = 1e4;

/** Longer texts are no candidates: they are counted for the prompt, which the recording does not have. */
const LONGEST = 200;

/** A recording whose answers hold only what is read, each in one piece; counts of what goes into prompts are left out. */
export function slimmed(recording: string): string {
  const isKept = (path: string, body: unknown) => path !== "/tokenize" || contentOf(body).length <= LONGEST;
  const exchanges = readExchanges(recording, "recording").filter(({ path, body }) => isKept(path, body));
  return exchanges.map((exchange) => {
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

function contentOf(body: unknown): string {
  const { content } = Object(body);
  return typeof content === "string" ? content : "";
}

/**
 * A request that is not in a recording is refused as a server would, so that nobody asks again; it is counted. Tokens of a
 * text that is not there are as many as texts of its length have, and are no real ones.
 */
export function ignoreMissing(send: typeof fetch, missing: string[]): typeof fetch {
  return async (input, init) => {
    try {
      return await send(input, init);
    } catch (error) {
      if (!(error instanceof MazeError) || error.code !== "replay/missing") throw error;
      const text = typeof init?.body === "string" ? contentOf(JSON.parse(init.body)) : "";
      if (text !== "") return Response.json({ tokens: Array(estimatedTokens(text)).fill(0) });
      missing.push(error.message);
      return Response.json({ error: { message: error.message, code: 400 } }, { status: 400 });
    }
  };
}
