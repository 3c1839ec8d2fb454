/**
 * The options of `llama_local`.
 *
 * @module
 */

import { z } from "zod";

/** What a config may say. */
export interface LlamaLocalOptions {
  /** The GGUF file; relative paths start at the project's root. Of a model in several files the first. */
  readonly modelPath: string;
  /** Tokens of prompt and answer together. */
  readonly contextTokens: number;
  /** What computes beside the processor; absent: the graphics of Apple's processors, nothing elsewhere. */
  readonly gpu?: "auto" | "cuda" | "vulkan" | "metal" | false | undefined;
  /** Threads that compute; as many as the processor has cores for it when absent. */
  readonly threads?: number | undefined;
  /** How freely answers are drawn; 0 for the likeliest token always. */
  readonly temperature: number;
  /** The share of likely tokens that are drawn from. */
  readonly topP: number;
  /** Absent: another one each time. */
  readonly seed?: number | undefined;
  /** Answers for a hole. */
  readonly samples: number;
  /** How holes are asked for. */
  readonly style: "auto" | "chat" | "infill";
  /** Seconds. */
  readonly timeouts: { readonly load: number };
}

const timeouts = z.strictObject({
  load: z.number().gt(0).max(3600).default(600).describe(
    "Until the library is fetched, at its first use, and the model is loaded, in seconds",
  ),
}).describe("How long things may take");

/** The schema of the options. */
export const options: z.ZodType<LlamaLocalOptions> = z.strictObject({
  modelPath: z.string().min(1).describe("The GGUF file; `maze models` lists those on this machine"),
  contextTokens: z.int().min(256).max(1_048_576).default(8192).describe(
    "Tokens of prompt and answer together, at most what the model was trained on; each takes memory",
  ),
  gpu: z.union([z.enum(["auto", "cuda", "vulkan", "metal"]), z.literal(false)]).optional().describe(
    "What computes beside the processor; by default the graphics of Apple's processors, and nothing elsewhere",
  ),
  threads: z.int().min(1).max(1024).optional().describe("Threads that compute; by default one for each core"),
  temperature: z.number().min(0).max(2).default(0.8).describe(
    "How freely answers are drawn; at 0 there is one answer",
  ),
  topP: z.number().gt(0).max(1).default(0.95).describe("The share of likely tokens that are drawn from"),
  seed: z.int().min(0).max(0xffff_ffff).optional().describe("Equal seeds give equal answers"),
  samples: z.int().min(1).max(64).default(2).describe("Answers for a hole, written one after the other"),
  style: z.enum(["auto", "chat", "infill"]).default("auto").describe(
    "How holes are asked for: as a chat, or between the texts around them where the model was taught that",
  ),
  timeouts: timeouts.prefault({}),
});
