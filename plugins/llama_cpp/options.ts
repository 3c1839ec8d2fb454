/**
 * The options of `llama_cpp`.
 *
 * @module
 */

import { z } from "zod";
import { type ServerOptions, serverOptions } from "../_openai_wire/options.ts";

/** What a config may say of `llama_cpp`. */
export interface LlamaCppOptions extends ServerOptions {
  /** How holes are asked for: as a chat, or between the texts around them. */
  readonly style: "auto" | "chat" | "infill";
}

/** The schema. */
export const options: z.ZodType<LlamaCppOptions> = z.strictObject({
  ...serverOptions,
  baseUrl: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8080").describe(
    "Where llama-server listens",
  )
    .meta({ "x-maze": "server" }),
  style: z.enum(["auto", "chat", "infill"]).default("auto").describe(
    "How holes are asked for: as a chat, or between the texts around them where the model was taught that",
  ),
});
