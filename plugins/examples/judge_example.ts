/**
 * What a run says about an example.
 *
 * @module
 */

import type { Example } from "../../core/code/hole.ts";
import type { Ran } from "./child_run.ts";
import { obstacle } from "./workshop.ts";

/** An example's result. */
export type Judged =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "unclear"; readonly reason: string };

/** Compares what an example did with what it claims. */
export function judge(example: Example, ran: Ran | undefined, missing: readonly string[]): Judged {
  if (!ran) return { kind: "unclear", reason: "it was not run" };
  const reason = obstacle(ran, missing);
  if (reason !== undefined) return { kind: "unclear", reason };
  if (ran.state === "no-expected") return { kind: "unclear", reason: `its value fails: ${ran.expected}` };
  const name = example.call === "" ? "the example" : `\`${example.call}\``;
  const [, throws, wanted = ""] = /^(throws)\b\s*(.*)$/.exec(example.value) ?? [];
  if (ran.state === "threw") {
    if (throws && matches(ran.shown, wanted)) return { kind: "passed" };
    return failed(`${name} throws ${ran.shown}`, example);
  }
  if (ran.state === "tampered") {
    return failed(`${name} replaces the built-in ${ran.shown}, so its result can not be trusted`);
  }
  if (ran.state === "timeout") return failed(`${name} takes too long: ${ran.shown}`);
  if (ran.state === "memory") return failed(`${name} uses more memory than it may`);
  if (ran.state === "not-loaded") return failed(`${name} can not run, its module throws ${ran.shown}`);
  if (throws) return failed(`${name} gives ${ran.shown}`, example);
  if (example.call === "" || ran.isSame) return { kind: "passed" };
  const expected = ran.shown === ran.expected ? `${ran.expected}, but not an equal one` : ran.expected;
  return failed(`${name} gives ${ran.shown}, expected ${expected}`);
}

function failed(message: string, example?: Example): Judged {
  return { kind: "failed", message: example?.value ? `${message}, expected ${example.value}` : message };
}

function matches(shown: string, wanted: string): boolean {
  const [name = "", ...rest] = wanted.split(":");
  const message = rest.join(":").trim();
  return shown.startsWith(name.trim()) && shown.includes(message);
}
