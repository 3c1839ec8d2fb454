/**
 * A stand-in for vLLM's server, as far as it is asked for one answer at a time: `/v1/completions` by token ids, and regexes
 * by the name that its version has for them. Other names are passed over without a word.
 *
 * @see vllm-project/vllm:vllm/entrypoints/openai/completion/protocol.py, read 2026-08-17
 *
 * @module
 */

import { bodyIn, Desk, monthsBy, obeying, piecesIn, streamed } from "../../contract/provider_stand_in.ts";
import type { Source } from "../../contract/provider_subject.ts";

type Body = Readonly<Record<string, unknown>>;

/** vLLM with one model. */
export function vllmStandIn(version: string): Source {
  const desk = new Desk();
  const texts: string[] = [];
  const idsOf = (text: string) =>
    piecesIn(text).map((piece) => {
      const id = texts.indexOf(piece);
      return id < 0 ? texts.push(piece) - 1 : id;
    });
  /** Messages as a template makes one text of them. */
  const said = ({ prompt, messages }: Body) =>
    Array.isArray(messages)
      ? messages.map(({ role, content }) => `<${role}>\n${content}\n`).join("") + "<assistant>\n"
      : String(prompt);
  const answer = (path: string, body: Body, signal: AbortSignal | null | undefined): Response => {
    switch (path) {
      case "/v1/models":
        return Response.json({ data: [{ id: "months", owned_by: "vllm", max_model_len: 4096 }] });
      case "/version":
        return Response.json({ version });
      case "/tokenize": {
        const tokens = idsOf(said(body));
        return Response.json({ tokens, count: tokens.length, token_strs: tokens.map((id) => texts[id]) });
      }
      case "/v1/completions": {
        let isLeft = false;
        const events = desk.write(written(body, version, idsOf), () => isLeft);
        return streamed(events, { signal, leave: () => void (isLeft = true) });
      }
      default:
        return Response.json({ detail: "Not Found" }, { status: 404 });
    }
  };
  const send: typeof fetch = (input, init) =>
    Promise.resolve(answer(new URL(String(input)).pathname, bodyIn(init), init?.signal));
  return {
    baseUrl: "http://vllm.invalid",
    open: () => Promise.resolve({ fetch: send, [Symbol.asyncDispose]: () => desk.emptied() }),
  };
}

/** An event for each token, then what was used. */
function* written(
  body: Body,
  version: string,
  idsOf: (text: string) => readonly number[],
): Generator<string> {
  const { max_tokens, seed = 0, temperature, logprobs = 0, structured_outputs, guided_regex } = body;
  const regex = version.startsWith("0.10") ? guided_regex : Object(structured_outputs).regex;
  const own = `${monthsBy(Number(temperature), Number(seed))}\n\`\`\``;
  const pieces = piecesIn(regex === undefined ? own : obeying(String(regex), Number(seed), own));
  const shown = pieces.slice(0, Number(max_tokens));
  for (const [at, text] of shown.entries()) {
    const isOver = at === shown.length - 1;
    const told = { tokens: [text], token_logprobs: [-0.1], top_logprobs: [{ [text]: -0.1 }] };
    const choice = {
      ...{ index: 0, text, token_ids: idsOf(text) },
      ...(Number(logprobs) > 0 ? { logprobs: told } : {}),
      finish_reason: isOver ? pieces.length > shown.length ? "length" : "stop" : null,
    };
    yield `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
  }
  const usage = { prompt_tokens: 9, completion_tokens: shown.length };
  yield `data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`;
}
