/**
 * How long a server may take.
 *
 * @module
 */

import { z } from "zod";

/** Bounds, milliseconds. What bounds the whole is the call's own deadline. */
export interface Timeouts {
  /** For a short question, as which models there are: what tells that nobody is there. */
  readonly connectMs: number;
  /** From sending a request to the first piece of the answer: a long prompt takes its time. */
  readonly firstTokenMs: number;
  /** Between two pieces. */
  readonly betweenTokensMs: number;
}

/** The options of a plugin that say so, in seconds. */
export const timeouts = z.strictObject({
  connect: z.number().gt(0).max(600).default(10).describe("For a short question, in seconds"),
  firstToken: z.number().gt(0).max(3600).default(120).describe("Until an answer begins, in seconds"),
  betweenTokens: z.number().gt(0).max(3600).default(30).describe(
    "Between two pieces of an answer, in seconds",
  ),
}).describe("How long the server may take");

/** As the code counts. */
export function timeoutsOf(seconds: z.infer<typeof timeouts>): Timeouts {
  return {
    connectMs: seconds.connect * 1000,
    firstTokenMs: seconds.firstToken * 1000,
    betweenTokensMs: seconds.betweenTokens * 1000,
  };
}
