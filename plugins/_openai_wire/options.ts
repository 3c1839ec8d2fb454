/**
 * The options that all plugins for model servers share.
 *
 * @module
 */

import { z } from "zod";
import { timeouts } from "./timeouts.ts";

/** The name of an environment variable, as POSIX has it: nobody should write a key here. */
const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]*)?$/;

const price = z.strictObject({
  input: z.number().min(0).describe("For a million tokens read"),
  output: z.number().min(0).describe("For a million tokens written"),
  cached: z.number().min(0).optional().describe("For a million tokens read that the server had in its cache"),
}).describe("What tokens cost, in your currency");

/** Everything but `baseUrl`, whose default is each plugin's own. */
export const serverOptions = {
  model: z.string().default("").describe("As the server names it; may be left out where it has one"),
  apiKeyEnv: z.string().regex(VARIABLE).default("").describe(
    "The environment variable that holds the key; empty where the server wants none",
  ),
  samples: z.int().min(1).max(64).default(4).describe("Parallel answers for a hole"),
  temperature: z.number().min(0).max(2).default(0.8).describe("How freely answers are drawn"),
  topP: z.number().gt(0).max(1).default(0.95).describe("The share of likely tokens that are drawn from"),
  seed: z.int().min(0).optional().describe("Equal seeds draw equal answers, where the server can"),
  concurrency: z.int().min(1).max(256).default(4).describe("Requests at the same time"),
  timeouts: timeouts.prefault({}),
  price: price.optional(),
};

/** The options that all plugins for model servers share, as a plugin's setup gets them. */
export interface ServerOptions {
  /** With or without `/v1`. */
  readonly baseUrl: string;
  /** As the server names it; empty for the only one there is. */
  readonly model: string;
  /** The variable that holds the key; empty for none. */
  readonly apiKeyEnv: string;
  /** Parallel answers for a hole. */
  readonly samples: number;
  /** From 0 to 2. */
  readonly temperature: number;
  /** Above 0, to 1. */
  readonly topP: number;
  /** Equal seeds draw equal answers, where the server can. */
  readonly seed?: number | undefined;
  /** Requests at the same time. */
  readonly concurrency: number;
  /** How long the server may take, in seconds. */
  readonly timeouts: {
    readonly connect: number;
    readonly firstToken: number;
    readonly betweenTokens: number;
  };
  /** For a million tokens, in the user's currency. */
  readonly price?:
    | { readonly input: number; readonly output: number; readonly cached?: number | undefined }
    | undefined;
}
