/**
 * Keeps the texts that make a hole's examples true: all texts and examples in one sandbox.
 *
 * @module
 */

import type { Draft, Example } from "../../core/code/hole.ts";
import type { Call, Observation } from "../../core/kernel/hooks.ts";
import type { Oracle } from "../../core/kernel/plugin.ts";

/**
 * Whether each text makes every example true. A text is kept where an example could not be run: the validators have
 * the last word.
 */
export async function passing(
  oracle: Oracle,
  draft: Draft,
  texts: readonly string[],
  call: Call,
): Promise<boolean[]> {
  const examples = runnable(draft);
  if (examples.length === 0 || texts.length === 0) return texts.map(() => true);
  const inputs = examples.flatMap((one) => throws(one) ? [one.call, "0"] : [one.call, one.value]);
  const rows = await oracle.execute(draft, texts, inputs, call);
  return texts.map((_, at) => {
    const row = rows?.[at];
    return !row || examples.every((one, index) => isTrue(one, row[2 * index], row[2 * index + 1]));
  });
}

/** The examples that are one call with one value. */
export function runnable({ hole }: Draft): readonly Example[] {
  return hole.examples.filter(({ call, code }) => call !== "" && !code);
}

function isTrue(example: Example, made: Observation | undefined, wanted: Observation | undefined): boolean {
  if (!made || !wanted || made.state === "unchecked" || wanted.state === "unchecked") return true;
  if (throws(example)) return made.state === "threw";
  return made.state === "value" && wanted.state === "value" && made.shown === wanted.shown;
}

function throws({ value }: Example): boolean {
  return /^throws\b/.test(value);
}
