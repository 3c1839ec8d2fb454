/**
 * A provider whose answers depend on the time it is given, as those of a timed search do.
 *
 * @module
 */

import assert from "node:assert/strict";
import { cannedFiles } from "./canned_plugin.ts";

const ANSWER = `  yield { kind: "text", answer: 0, text };
  yield { kind: "end", answer: 0, reason: "complete", cost: 1, needs: [] };`;

/** Files of a project with a provider that gives `long` within the usual time for a hole and `short` in less than 10 s. */
export function timedFiles(long: readonly string[], short: readonly string[]): Record<string, string> {
  const files = cannedFiles({ text: "" });
  const module = files["canned/mod.js"] ?? "";
  assert.ok(module.includes(ANSWER));
  const answers = `
  const texts = request.budgetMs > 10_000 ? ${JSON.stringify(long)} : ${JSON.stringify(short)};
  for (const [answer, text] of texts.entries()) {
    yield { kind: "text", answer, text };
    yield { kind: "end", answer, reason: "complete", cost: 1, needs: [] };
  }`;
  return { ...files, "canned/mod.js": module.replace(ANSWER, answers) };
}
