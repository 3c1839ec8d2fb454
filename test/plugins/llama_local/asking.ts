/**
 * Requests for tests: one expression is missing.
 *
 * @module
 */

import type { CompletionRequest } from "../../../core/kernel/plugin.ts";

const BEFORE = "/** Adds two numbers. */\nexport function add(a: number, b: number): number {\n  return ";

/** A request for one answer. */
export function asking(
  more: Partial<CompletionRequest> & { readonly text?: string } = {},
): CompletionRequest {
  const { text = "", ...rest } = more;
  return {
    draft: {
      hole: {
        ...{ id: "add.ts:3:10", file: "add.ts", language: "typescript", kind: "expression", snapshot: "" },
        ...{ span: { start: BEFORE.length, end: BEFORE.length + 6 }, intent: "the sum", examples: [] },
      },
      ...{ text, edits: [] },
    },
    scope: { bindings: [], isCapped: false },
    prompt: {
      instruction: ["One expression of type `number` is missing.", "What is wanted there: the sum."],
      ...{ context: [], before: BEFORE, after: ";\n}\n" },
    },
    sampling: { maxTokens: 40, temperature: 0 },
    ...{ answers: 1, budgetMs: 60_000 },
    ...rest,
  };
}
