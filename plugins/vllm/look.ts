/**
 * What a vLLM server is, and what its model can do.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import { type Call, ProviderError } from "../../core/kernel/plugin.ts";
import type { FimTokens } from "../_chat/fim_families.ts";
import { textAt } from "../_openai_wire/chat_events.ts";
import { fimOf } from "../_openai_wire/fim.ts";
import type { Ask, Seen } from "../_openai_wire/kind.ts";
import { chooseModel, listModels } from "../_openai_wire/models.ts";
import { tokensOf } from "../_openai_wire/tokenize.ts";
import type { Wire } from "../_openai_wire/wire.ts";

/** What is known of a vLLM server. */
export interface VllmSeen extends Seen {
  /** As `0.32.0`; empty where the server does not tell. */
  readonly version: string;
  /** How the model fills in between two texts; absent where it can not. */
  readonly fim?: FimTokens;
}

/** The server's own cap unless it was started with another. */
const MAX_LOGPROBS = 20;

/** Looks at the server: its version, its model, and whether the model knows the tokens to fill in with. */
export async function look(wire: Wire, model: string, call: Call): Promise<VllmSeen> {
  const { id, contextTokens } = chooseModel(await listModels(wire, call), model, wire.urlOf("/v1/models"));
  const version = textAt(await wire.get("/version", call).catch(noPath), "version");
  const ask: Ask = (path, body) => wire.post(path, body, call);
  const fim = await fimOf([id], async (text) => (await tokensOf(text, id, ask)).length);
  return {
    ...{ model: id, server: `vLLM ${version}`.trim(), version },
    ...(fim ? { fim } : {}),
    can: {
      ...{
        continuation: "ids",
        logprobs: MAX_LOGPROBS,
        infill: fim !== undefined,
        usage: true,
        counting: "server",
      },
      ...(contextTokens === undefined ? {} : { contextTokens }),
    },
  };
}

/** A server behind a proxy may not show it. */
function noPath(error: unknown): unknown {
  if (error instanceof ProviderError && dig(error, "code") === "provider/path") return {};
  throw error;
}
