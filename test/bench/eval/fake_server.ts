/** A llama-server that says what a test wants, one token a piece. */

import { bodyOf } from "../../../core/testing/exchange.ts";
import { dig } from "../../../core/kernel/data.ts";

/** A request that came, and what became of its answer. */
export interface Heard {
  readonly path: string;
  readonly body: unknown;
  /** Pieces that were sent. */
  sent: number;
  isAborted: boolean;
}

/** What is said to a seed: `says` gives the whole answer as the model writes it. */
export function fakeServer(says: (seed: number, prompt: string) => string) {
  const heard: Heard[] = [];
  const upstream: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = bodyOf(await request.text());
    const one: Heard = { path: new URL(request.url).pathname, body, sent: 0, isAborted: false };
    heard.push(one);
    request.signal.addEventListener("abort", () => one.isAborted = true);
    if (one.path === "/v1/models") return Response.json({ data: [{ id: "/somewhere/model.gguf" }] });
    if (one.path === "/props") return Response.json(PROPS);
    if (one.path === "/apply-template") {
      return Response.json({ prompt: `<chat>${JSON.stringify(body)}<answer>` });
    }
    if (one.path === "/tokenize") {
      return Response.json({ tokens: Array.from(String(dig(body, "content")), () => 1) });
    }
    const seed = dig(body, "seed");
    const text = typeof seed === "number" ? says(seed, String(dig(body, "prompt"))) : "one two";
    return new Response(ReadableStream.from(events(one, text, request.signal)), {
      headers: { "content-type": "text/event-stream" },
    });
  };
  const samples = () =>
    heard.filter(({ path, body }) => path === "/completion" && dig(body, "seed") !== undefined);
  return { upstream, heard, samples };
}

const PROPS = {
  default_generation_settings: { n_ctx: 4096, params: { seed: 1 } },
  ...{
    total_slots: 1,
    model_path: "/somewhere/model.gguf",
    chat_template: "{{ messages }}",
    build_info: "b1",
  },
};

async function* events(one: Heard, text: string, signal: AbortSignal) {
  const encoder = new TextEncoder();
  const said = (event: object) => encoder.encode(`data: ${JSON.stringify(event)}\n\n`);
  const tokens = text.match(/\s*[^\s]+|\s+/g) ?? [];
  for (const [at, token] of tokens.entries()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    signal.throwIfAborted();
    one.sent++;
    const likely = { id: at, token, logprob: -0.123456, bytes: [1, 2] };
    const rare = { id: 9, token: "rare", logprob: -12, bytes: [3] };
    yield said({
      ...{ index: 0, content: token, tokens: [at], stop: false, id_slot: 0, tokens_evaluated: 30 },
      ...(dig(one.body, "timings_per_token") ? { timings: { cache_n: 10, prompt_ms: 3 } } : {}),
      completion_probabilities: [{ ...likely, top_logprobs: [likely, rare] }],
    });
  }
  yield said({
    ...{ index: 0, content: "", tokens: [], stop: true, stop_type: "eos", prompt: "all of it" },
    ...{ tokens_predicted: tokens.length, tokens_evaluated: 30, timings: { cache_n: 10, prompt_ms: 3 } },
  });
}
