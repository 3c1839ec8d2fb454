/**
 * What the events of all servers come down to.
 *
 * @module
 */

import type { DrawnToken, Usage } from "../../core/kernel/plugin.ts";

/** Why an answer ended. */
export type Finish = "complete" | "length" | "refused" | "cancelled";

/** One step of a stream. */
export type Delta =
  | {
    readonly kind: "piece";
    /** From 0. */
    readonly answer: number;
    readonly text?: string;
    readonly thinking?: string;
    /** The ids of the text's tokens. */
    readonly ids?: readonly number[];
    readonly tokens?: readonly DrawnToken[];
  }
  | { readonly kind: "finish"; readonly answer: number; readonly reason: Finish }
  | { readonly kind: "usage"; readonly usage: Usage };

/** Reasons as servers word them. */
const FINISHES: Readonly<Record<string, Finish>> = {
  ...{ stop: "complete", eos: "complete", word: "complete", tool_calls: "complete", completed: "complete" },
  ...{ length: "length", limit: "length", max_output_tokens: "length" },
  ...{ content_filter: "refused", refusal: "refused", repetition: "refused" },
  ...{ abort: "cancelled", cancelled: "cancelled" },
};

/** A server's reason in Maze's words; an unknown one is none to trust an answer. */
export function finishOf(reason: string): Finish {
  return FINISHES[reason] ?? "refused";
}
