/**
 * The options of `vllm`.
 *
 * @module
 */

import { z } from "zod";
import { type ServerOptions, serverOptions } from "../_openai_wire/options.ts";

/** What a config may say of `vllm`. */
export interface VllmOptions extends ServerOptions {
  /** How holes are asked for: as a chat, or between the texts around them. */
  readonly style: "auto" | "chat" | "infill";
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
