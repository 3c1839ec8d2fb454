/**
 * OpenAI's server, and all that speak as it does.
 *
 * @module
 */

import type { CompletionRequest, PluginContext } from "../../core/kernel/plugin.ts";
import { readAnswer } from "../_chat/answer.ts";
import { placeOf } from "../_chat/place.ts";
import { chatDeltas } from "../_openai_wire/chat_events.ts";
import type { Kind, Plan, Seen } from "../_openai_wire/kind.ts";
import { chooseModel, listModels } from "../_openai_wire/models.ts";
import { chatBody } from "./chat_body.ts";
import { type OpenAiOptions, OWN_HOST } from "./options.ts";
import { type Quirks, quirksOf } from "./quirks.ts";
import { responsesBody } from "./responses_body.ts";
import { responsesDeltas } from "./responses_events.ts";
import { fileCounter, openAiCounter, type TokenCounter } from "./tokens.ts";

/** What is known of the model. */
export interface OpenAiSeen extends Seen {
  readonly quirks: Quirks;
  /** Which way of asking. */
  readonly api: "chat" | "responses";
  /** Makes what counts tokens, at first use: an encoding takes half a second; absent where nobody can count. */
  readonly counter?: () => Promise<TokenCounter>;
}

/** Parts of Lark that llguidance has and OpenAI does not document. */
const UNDOCUMENTED = ["json", "lark", "llguidance", "reference", "rule-options", "substring", "token"];
/** Most likely tokens that OpenAI tells. */
const MAX_LOGPROBS = 20;

/** What differs at OpenAI's. */
export function openAiKind(options: OpenAiOptions, context: PluginContext): Kind<OpenAiSeen> {
  const isOwn = URL.parse(options.baseUrl)?.hostname === OWN_HOST;
  const setting = ({ model, quirks, can }: OpenAiSeen) => ({
    ...{ model, options, quirks, hasLogprobs: can.logprobs > 0 },
  });
  return {
    forms: ({ quirks }) =>
      quirks.hasGrammarTools
        ? [{ kind: "schema" }, { kind: "choice" }, { kind: "regex" }, {
          kind: "grammar",
          dialect: "lark",
          without: UNDOCUMENTED,
        }]
        : [{ kind: "schema" }],
    async look(wire, call) {
      const { id, ownedBy, contextTokens } = chooseModel(
        await listModels(wire, call),
        options.model,
        wire.urlOf("/v1/models"),
      );
      const quirks = quirksOf(id);
      const api = options.api === "auto" ? isOwn ? "responses" : "chat" : options.api;
      const room = contextTokens ?? quirks.contextTokens;
      const ofFile = options.tokenizer === undefined
        ? undefined
        : await fileCounter(options.tokenizer, context);
      let own: Promise<TokenCounter> | undefined;
      const counter = ofFile
        ? () => Promise.resolve(ofFile)
        : isOwn
        ? () => own ??= openAiCounter(id)
        : undefined;
      return {
        ...{ model: id, server: isOwn ? "OpenAI" : ownedBy, quirks, api },
        ...(counter ? { counter } : {}),
        can: {
          ...{
            continuation: "none",
            infill: false,
            usage: true,
            counting: counter ? "tokenizer" : "estimate",
          },
          logprobs: isOwn && !quirks.isReasoning ? MAX_LOGPROBS : 0,
          ...(room === undefined ? {} : { contextTokens: room }),
        },
      };
    },
    plan: (request, seen) => new Promise((resolve) => resolve(planned(request, seen))),
    count: async (texts, { counter }) =>
      counter && { counts: texts.map(await counter()), counting: "tokenizer" as const },
  };

  /** Others pass over `n` as Ollama does, or refuse it where it is more than their slots, as llama.cpp's. */
  function singles(request: CompletionRequest): readonly CompletionRequest[] {
    const { answers, sampling: { seed = options.seed, ...sampling } } = request;
    return Array.from({ length: answers }, (_, at) => ({
      ...{ ...request, answers: 1 },
      sampling: { ...sampling, ...(seed === undefined ? {} : { seed: seed + at }) },
    }));
  }

  function planned(request: CompletionRequest, seen: OpenAiSeen): Plan {
    const place = placeOf(request);
    const read = () => readAnswer(request.constraint ? { isRaw: true } : { place });
    if (seen.api === "chat") {
      return {
        path: "/v1/chat/completions",
        bodies: (isOwn ? [request] : singles(request)).map((each) => chatBody(each, setting(seen))),
        deltas: chatDeltas,
        read,
      };
    }
    const body = responsesBody(request, setting(seen));
    const bodies = Array.from({ length: request.answers }, () => body);
    return { path: "/v1/responses", bodies, deltas: responsesDeltas, read };
  }
}
