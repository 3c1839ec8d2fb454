/**
 * The models that a server has, and the one that is asked.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import { type Call, type ModelInfo, nearest, ProviderError } from "../../core/kernel/plugin.ts";
import { listAt } from "./chat_events.ts";
import type { Wire } from "./wire.ts";

/** A model as a server lists it. */
export interface ListedModel extends ModelInfo {
  /** Who serves it, in the server's own word: `vllm`, `llamacpp`, `sglang`; empty where it does not say. */
  readonly ownedBy: string;
}

/** Names that are told where the one that is wanted does not exist. */
const SHOWN = 12;

/** What `GET /v1/models` lists. */
export async function listModels(wire: Wire, call: Call): Promise<readonly ListedModel[]> {
  return listAt(await wire.get("/v1/models", call), "data").flatMap((item) => {
    const [id, owner] = [dig(item, "id"), dig(item, "owned_by")];
    if (typeof id !== "string") return [];
    const contextTokens = contextIn(item);
    return [{
      ...{ id, ownedBy: typeof owner === "string" ? owner : "" },
      ...(contextTokens === undefined ? {} : { contextTokens }),
    }];
  });
}

/**
 * The model that is asked: the one that is wanted, or the only one there is. A server that lists nothing is believed to
 * have what is wanted.
 *
 * @throws {ProviderError} `provider/model`, saying which exist.
 */
export function chooseModel(models: readonly ListedModel[], wanted: string, url: string): ListedModel {
  const [only, ...others] = models;
  const found = models.find(({ id }) => id === wanted);
  if (found) return found;
  if (wanted !== "" && !only) return { id: wanted, ownedBy: "" };
  if (wanted === "" && only && others.length === 0) return only;
  const names = models.map(({ id }) => id);
  const near = wanted === "" ? undefined : nearest(wanted, names);
  const why = wanted === ""
    ? only ? `it has ${models.length} models and none is chosen` : "it lists no model and none is named"
    : `it has no model "${wanted}"`;
  const exist = `It has: ${names.slice(0, SHOWN).join(", ")}${names.length > SHOWN ? ", …" : ""}`;
  throw new ProviderError(`Cannot ask "${url}": ${why}`, {
    ...{ code: "provider/model", isRetryable: false },
    hint: near ? `Did you mean "${near}"? ${exist}` : names.length > 0 ? exist : "Set the option model",
  });
}

/** Each server has its own place for it. */
function contextIn(item: unknown): number | undefined {
  const places = [["max_model_len"], ["context_length"], ["meta", "n_ctx"], ["max_context_length"]];
  return places.map((path) => dig(item, ...path)).find((each) => typeof each === "number" && each > 0) as
    | number
    | undefined;
}
