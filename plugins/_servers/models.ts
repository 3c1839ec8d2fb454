/**
 * Reads the list of models that servers with routes like OpenAI's have at `/v1/models`.
 *
 * @module
 */

import type { ServedModel } from "./server.ts";

/** What such a list says. */
export interface ModelList {
  /** `owned_by` of its models where they all have the same; servers write their own name there. */
  readonly owner: string | undefined;
  readonly models: readonly ServedModel[];
}

/** A JSON object of outside, none of whose keys is sure. */
type Fields = Readonly<Record<string, unknown>>;

/** A longer name is nobody's; paths of model files are the longest. */
const MAX_UNITS = 1024;

/**
 * Reads the body of an answer.
 *
 * @returns `undefined` for anything that is no such list.
 */
export function modelsIn(body: unknown): ModelList | undefined {
  const { object, data }: Fields = fieldsOf(body);
  // Ollama without a model says null.
  const entries = data === null ? [] : Array.isArray(data) ? data.map(fieldsOf) : undefined;
  const isList = object === "list" || entries?.some((entry) => entry.object === "model");
  if (!entries || !isList) return undefined;
  const owners = new Set(entries.map(({ owned_by }) => plainText(owned_by)));
  return { owner: owners.size === 1 ? [...owners][0] : undefined, models: entries.flatMap(modelOf) };
}

/** The members of a JSON object; none of anything else. */
export function fieldsOf(value: unknown): Fields {
  return Object(value);
}

/**
 * A text that can be shown and written as it stands: of one line, without characters that disguise others.
 *
 * @returns `undefined` for everything else.
 */
export function plainText(value: unknown): string | undefined {
  const isPlain = typeof value === "string" && value.trim() !== "" && value.length <= MAX_UNITS &&
    !/[\p{C}\p{Zl}\p{Zp}]/u.test(value);
  return isPlain ? value : undefined;
}

/** A model of a name that can not be written can not be asked for. */
function modelOf(entry: Fields): readonly ServedModel[] {
  const id = plainText(entry.id);
  if (id === undefined) return [];
  const contextTokens = contextOf(entry);
  const names: readonly unknown[] = Array.isArray(entry.aliases) ? entry.aliases : [];
  const aliases = names.flatMap((name) => plainText(name) ?? []).filter((name) => name !== id);
  return [{
    id,
    ...contextTokens !== undefined && { contextTokens },
    ...aliases.length > 0 && { aliases },
  }];
}

/**
 * Tokens of prompt and answer together: `max_model_len` of vLLM and SGLang, `meta.n_ctx` of llama.cpp (one slot), what
 * LM Studio has loaded a model with, else what the model can take at most.
 */
export function contextOf(entry: Fields): number | undefined {
  const said = [
    ...[entry.max_model_len, fieldsOf(entry.meta).n_ctx, entry.loaded_context_length],
    ...[entry.max_context_length, entry.context_length],
  ];
  return said.find(isCount);
}

/** llama.cpp says 0 where it does not know. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
