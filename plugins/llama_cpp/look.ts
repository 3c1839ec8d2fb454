/**
 * What a llama-server is, and what its model can do.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import { type Call, ProviderError } from "../../core/kernel/plugin.ts";
import type { FimTokens } from "../_chat/fim_families.ts";
import { listAt, textAt } from "../_openai_wire/chat_events.ts";
import { fimOf } from "../_openai_wire/fim.ts";
import type { Seen } from "../_openai_wire/kind.ts";
import { chooseModel, listModels } from "../_openai_wire/models.ts";
import type { Wire } from "../_openai_wire/wire.ts";

/** What is known of a llama-server. */
export interface LlamaCppSeen extends Seen {
  /** Answers that it writes at the same time. */
  readonly slots: number;
  /** How the model fills in between two texts; absent where it can not. */
  readonly fim?: FimTokens;
  /** True when the model has a template for chats. */
  readonly hasTemplate: boolean;
}

/** Most likely tokens that are worth asking for at a step. */
const MAX_LOGPROBS = 20;

/** Looks at the server: its properties, its model, and whether the model knows the tokens to fill in with. */
export async function look(wire: Wire, model: string, call: Call): Promise<LlamaCppSeen> {
  const listed = chooseModel(await listModels(wire, call), model, wire.urlOf("/v1/models"));
  const props = await wire.get("/props", call).catch(notLlama);
  const contextTokens = Number(
    dig(props, "default_generation_settings", "n_ctx") ?? listed.contextTokens ?? 0,
  );
  const fim = await fimOf([listed.id, textAt(props, "model_path")], async (content) => {
    const body = { content, add_special: false, parse_special: true };
    return listAt(await wire.post("/tokenize", body, call), "tokens").length;
  });
  const slots = Math.max(1, Number(dig(props, "total_slots") ?? 1));
  return {
    ...{ model: listed.id, server: `llama.cpp ${textAt(props, "build_info")}`.trim() },
    slots,
    hasTemplate: textAt(props, "chat_template") !== "",
    ...(fim ? { fim } : {}),
    can: {
      ...{
        continuation: "ids",
        logprobs: MAX_LOGPROBS,
        infill: fim !== undefined,
        usage: true,
        counting: "server",
      },
      ...(contextTokens > 0 ? { contextTokens } : {}),
      slots,
    },
  };
}

function notLlama(error: unknown): never {
  if (!(error instanceof ProviderError) || error.code !== "provider/path") throw error;
  throw new ProviderError(`${error.message}: it is no llama.cpp server`, {
    ...{ code: "provider/path", isRetryable: false, cause: error },
    hint: "`maze doctor` says what listens there; the plugin openai asks any server that speaks OpenAI's API",
  });
}
