/**
 * Which model server is this?
 *
 * Only GET is used, no key is sent, and nothing to any machine but this one. The list of models comes first: its
 * owner says which route tells the version.
 *
 * @module
 */

import { baseOf } from "./address.ts";
import { type Answer, ask, type Asked, type Asking, type Fetch } from "./ask.ts";
import { modelsIn } from "./models.ts";
import { describeOther } from "./other_kinds.ts";
import { describeOwn, ownKindOf } from "./own_kinds.ts";
import type { Described, FoundServer } from "./server.ts";
import { describeShut } from "./shut.ts";

/** How to ask. */
export interface IdentifyOptions {
  /** Time for one answer, in milliseconds. Default: 1000. */
  readonly answerMs?: number;
  /** Stops asking. */
  readonly signal?: AbortSignal;
}

/** A server of this machine that is well takes some milliseconds. */
const ANSWER_MS = 1000;

/**
 * Asks what answers at an address of this machine.
 *
 * @example
 * ```ts
 * import { identify } from "@maze/maze/servers";
 * import assert from "node:assert/strict";
 *
 * const answers: Record<string, unknown> = {
 *   "/v1/models": { object: "list", data: [{ id: "m", owned_by: "vllm", max_model_len: 4096 }] },
 *   "/version": { version: "0.32.0" },
 * };
 * const fetch = (url: string) => Promise.resolve(Response.json(answers[new URL(url).pathname]));
 * assert.deepEqual(await identify("http://localhost:8000/v1", fetch), {
 *   kind: "vllm",
 *   name: "vLLM",
 *   version: "0.32.0",
 *   baseUrl: "http://localhost:8000",
 *   models: [{ id: "m", contextTokens: 4096 }],
 *   state: "ready",
 * });
 * ```
 *
 * @param baseUrl With or without `/v1`.
 * @returns `undefined` where nothing answers, or something that is no model server.
 * @throws {RangeError} If the address does not lead to this machine.
 */
export async function identify(
  baseUrl: string,
  fetch: Fetch,
  options: IdentifyOptions = {},
): Promise<FoundServer | undefined> {
  const base = baseOf(baseUrl);
  const asking = askingOf(fetch, options);
  return await recognize(base, await askForModels(base, asking), asking);
}

/** The options with their defaults. */
export function askingOf(fetch: Fetch, { answerMs = ANSWER_MS, signal }: IdentifyOptions): Asking {
  return { fetch, answerMs, signal };
}

/** The first question to any address. */
export function askForModels(base: string, asking: Asking): Promise<Asked> {
  return ask(`${base}/v1/models`, asking);
}

/** What the answer to the first question makes of an address; it may take more questions. */
export async function recognize(
  base: string,
  first: Asked,
  asking: Asking,
): Promise<FoundServer | undefined> {
  const described = first.state === "answer" ? await describe(first, { base, asking }) : undefined;
  return described && { ...described, baseUrl: base };
}

async function describe(
  first: Answer,
  at: { readonly base: string; readonly asking: Asking },
): Promise<Described | undefined> {
  if (first.status !== 200) return await describeShut(first, at);
  const list = modelsIn(first.body);
  if (list === undefined) return undefined;
  const kind = ownKindOf(list.owner);
  return kind === undefined ? await describeOther(list.models, at) : await describeOwn(kind, list.models, at);
}
