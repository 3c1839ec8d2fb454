/**
 * The options of `vllm`.
 *
 * @module
 */

import { z } from "zod";
import { type ServerOptions, serverOptions } from "../_openai_wire/options.ts";
import type { Style } from "../_openai_wire/raw_prompt.ts";

/** What a config may say of `vllm`. */
export interface VllmOptions extends ServerOptions {
  readonly style: Style;
}

/** The schema. */
export const options: z.ZodType<VllmOptions> = z.strictObject({
  ...serverOptions,
  baseUrl: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8000").describe("Where vLLM listens")
    .meta({ "x-maze": "server" }),
  style: z.enum(["auto", "chat", "infill"]).default("auto").describe(
    "How holes are asked for: as a chat, or between the texts around them where the model was taught that",
  ),
});
