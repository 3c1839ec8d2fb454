/**
 * What servers say of tokens used.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { Usage } from "../../core/kernel/plugin.ts";

/** Usage in the words of chats and completions, or of responses; `undefined` where it says nothing that can be true. */
export function usageIn(said: unknown): Usage | undefined {
  const read = numberIn(said, ["prompt_tokens"], ["input_tokens"]);
  const written = numberIn(said, ["completion_tokens"], ["output_tokens"]);
  if (read === undefined || written === undefined) return undefined;
  const cached = numberIn(said, ["prompt_tokens_details", "cached_tokens"], [
    "input_tokens_details",
    "cached_tokens",
  ]);
  const thinking = numberIn(
    said,
    ["completion_tokens_details", "reasoning_tokens"],
    ["output_tokens_details", "reasoning_tokens"],
  );
  return {
    inputTokens: read,
    outputTokens: written,
    ...(cached === undefined ? {} : { cachedTokens: Math.min(cached, read) }),
    ...(thinking === undefined ? {} : { thinkingTokens: Math.min(thinking, written) }),
  };
}

/** Several requests as one. */
export function usageSum(all: readonly Usage[]): Usage | undefined {
  const [first, ...others] = all;
  if (!first) return undefined;
  const sum = (name: "cachedTokens" | "thinkingTokens") =>
    all.some((each) => each[name] !== undefined)
      ? { [name]: all.reduce((total, each) => total + (each[name] ?? 0), 0) }
      : {};
  return {
    inputTokens: others.reduce((total, { inputTokens }) => total + inputTokens, first.inputTokens),
    outputTokens: others.reduce((total, { outputTokens }) => total + outputTokens, first.outputTokens),
    ...sum("cachedTokens"),
    ...sum("thinkingTokens"),
    ...(all.some(({ isEstimate }) => isEstimate) ? { isEstimate: true } : {}),
  };
}

function numberIn(value: unknown, ...paths: readonly (readonly string[])[]): number | undefined {
  const found = paths.map((path) => dig(value, ...path)).find((each) => typeof each === "number");
  const isCount = typeof found === "number" && Number.isInteger(found) && found >= 0;
  return isCount ? found : undefined;
}
