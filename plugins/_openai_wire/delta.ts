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
const FINISHES: ReadonlyMap<string, Finish> = new Map([
  ...(["stop", "eos", "word", "tool_calls", "completed"] as const).map((reason) =>
    [reason, "complete"] as const
  ),
  ...(["length", "limit", "max_output_tokens"] as const).map((reason) => [reason, "length"] as const),
  ...(["abort", "cancelled"] as const).map((reason) => [reason, "cancelled"] as const),
]);

/** A server's reason in Maze's words; one that is not known, as a filter's, gives no answer to use. */
export function finishOf(reason: string): Finish {
  return FINISHES.get(reason) ?? "refused";
}
