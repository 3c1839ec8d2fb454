/**
 * A request as servers can be asked.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import type { ServerOptions } from "./options.ts";

/** Greedy answers are all the same: one is asked for. vLLM refuses more. */
export function settled(
  request: CompletionRequest,
  { temperature }: Pick<ServerOptions, "temperature">,
): CompletionRequest {
  const isGreedy = (request.sampling.temperature ?? temperature) === 0;
  return isGreedy ? { ...request, answers: Math.min(1, request.answers) } : request;
}
