/**
 * The options of `openai`.
 *
 * @module
 */

import { z } from "zod";
import { type ServerOptions, serverOptions } from "../_openai_wire/options.ts";

/** OpenAI's own host: the only one that its key is sent to unasked. */
export const OWN_HOST = "api.openai.com";

/** What a config may say of `openai`. */
export interface OpenAiOptions extends Omit<ServerOptions, "apiKeyEnv"> {
  /** The variable that holds the key: `OPENAI_API_KEY` at OpenAI itself, none elsewhere, unless it is said. */
  readonly apiKeyEnv?: string | undefined;
  /** The model's `tokenizer.json`, to count tokens with. */
  readonly tokenizer?: string | undefined;
  /** Which of OpenAI's two ways of asking. */
  readonly api: "auto" | "chat" | "responses";
  /** How long a reasoning model thinks. */
  readonly effort?: "minimal" | "low" | "medium" | "high" | undefined;
}

/** The schema. */
export const options: z.ZodType<OpenAiOptions> = z.strictObject({
  ...serverOptions,
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://api.openai.com").describe(
    "Where the server is: OpenAI's own, or any that speaks as it does",
  ).meta({ "x-maze": "server" }),
  apiKeyEnv: serverOptions.apiKeyEnv.unwrap().optional().describe(
    "The environment variable that holds the key: OPENAI_API_KEY at OpenAI itself, none elsewhere, unless it is said",
  ),
  tokenizer: z.string().min(1).optional().describe(
    "The model's tokenizer.json, to count tokens with; OpenAI's own models need none",
  ),
  api: z.enum(["auto", "chat", "responses"]).default("auto").describe(
    "Which of OpenAI's two ways of asking; auto takes responses at OpenAI itself and chat elsewhere",
  ),
  effort: z.enum(["minimal", "low", "medium", "high"]).optional().describe(
    "How long a reasoning model thinks",
  ),
});

/** The variable whose key goes to the server; empty for none. */
export function keyVariable({ apiKeyEnv, baseUrl }: Pick<OpenAiOptions, "apiKeyEnv" | "baseUrl">): string {
  return apiKeyEnv ?? (URL.parse(baseUrl)?.hostname === OWN_HOST ? "OPENAI_API_KEY" : "");
}
