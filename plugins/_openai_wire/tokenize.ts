/**
 * Tokens as `POST /tokenize` tells them, which vLLM and SGLang share.
 *
 * @module
 */

import type { TokenCounts } from "../../core/kernel/plugin.ts";
import { listAt } from "./chat_events.ts";
import type { Ask } from "./kind.ts";

/** The tokens of a text alone, special ones counted as such; in a preview a mark. */
export async function tokensOf(prompt: string, model: string, ask: Ask): Promise<readonly unknown[]> {
  return listAt(await ask("/tokenize", { model, prompt, add_special_tokens: false }), "tokens");
}

/** How many tokens each of the texts has. */
export async function countsOf(texts: readonly string[], model: string, ask: Ask): Promise<TokenCounts> {
  const counts = await Promise.all(texts.map(async (text) => (await tokensOf(text, model, ask)).length));
  return { counts, counting: "server" };
}
