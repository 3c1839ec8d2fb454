/**
 * What an SGLang server is, and what its model can do.
 *
 * @module
 */

import { type Call, ProviderError } from "../../core/kernel/plugin.ts";
import type { FimTokens } from "../_chat/fim_families.ts";
import { textAt } from "../_openai_wire/chat_events.ts";
import { fimOf } from "../_openai_wire/fim.ts";
import type { Ask, Seen } from "../_openai_wire/kind.ts";
import { chooseModel, listModels } from "../_openai_wire/models.ts";
import { tokensOf } from "../_openai_wire/tokenize.ts";
import type { Wire } from "../_openai_wire/wire.ts";

/** What is known of an SGLang server. */
export interface SglangSeen extends Seen {
  /** How the model fills in between two texts; absent where it can not. */
  readonly fim?: FimTokens;
}

/** Likelihoods are told for as many tokens as are asked for; more are not worth their bytes. */
const MAX_LOGPROBS = 20;
/** The newer name first. */
const INFO_PATHS = ["/server_info", "/get_server_info"] as const;

/** Looks at the server: its version, its model, and whether the model knows the tokens to fill in with. */
export async function look(wire: Wire, model: string, call: Call): Promise<SglangSeen> {
  const { id, contextTokens } = chooseModel(await listModels(wire, call), model, wire.urlOf("/v1/models"));
  const version = await versionOf(wire, call);
  const ask: Ask = (path, body) => wire.post(path, body, call);
  const fim = await fimOf([id], async (text) => (await tokensOf(text, id, ask)).length);
  return {
    ...{ model: id, server: `SGLang ${version}`.trim() },
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

async function versionOf(wire: Wire, call: Call): Promise<string> {
  for (const path of INFO_PATHS) {
    try {
      return textAt(await wire.get(path, call), "version");
    } catch (error) {
      if (!(error instanceof ProviderError) || error.code !== "provider/path") throw error;
    }
  }
  return "";
}
