/**
 * The options of `sglang`.
 *
 * @module
 */

import { z } from "zod";
import { type ServerOptions, serverOptions } from "../_openai_wire/options.ts";

/** What a config may say of `sglang`. */
export interface SglangOptions extends ServerOptions {
  /** How holes are asked for: as a chat, or between the texts around them. */
  readonly style: "auto" | "chat" | "infill";
}

/** The schema. */
export const options: z.ZodType<SglangOptions> = z.strictObject({
  ...serverOptions,
  baseUrl: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:30000").describe("Where SGLang listens")
    .meta({ "x-maze": "server" }),
  style: z.enum(["auto", "chat", "infill"]).default("auto").describe(
    "How holes are asked for: as a chat, or between the texts around them where the model was taught that",
  ),
});
