/**
 * A request as servers can be asked.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import type { ServerOptions } from "./options.ts";

/** Seeds of one try; a request has fewer answers. */
export const SEEDS = 101;

/**
 * Greedy answers are all the same: one is asked for. vLLM refuses more. A seed that is fixed is another one for each try
 * at a hole: else the same answer came again.
 */
export function settled(
  request: CompletionRequest,
  options: Pick<ServerOptions, "temperature" | "seed">,
): CompletionRequest {
  const { temperature = options.temperature, seed = options.seed, attempt = 0, ...others } = request.sampling;
  const answers = temperature === 0 ? Math.min(1, request.answers) : request.answers;
  const seeded = seed === undefined ? {} : { seed: seed + attempt * SEEDS };
  return { ...request, answers, sampling: { ...others, temperature, ...seeded } };
}
