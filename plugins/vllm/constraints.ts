/**
 * Constraints in vLLM's words, new and old: the wrong ones are ignored without an error.
 *
 * @see vllm-project/vllm:vllm/sampling_params.py and vllm/entrypoints/openai/completion/protocol.py, read 2026-08-17
 *
 * @module
 */

import { type Constraint, ProviderError } from "../../core/kernel/plugin.ts";
import { choiceToBnf, isPlainChoice } from "../_constraints/choice.ts";
import { checkGrammar } from "../_constraints/grammar.ts";
import { regexToServer } from "../_constraints/regex.ts";

/** From this version on there is `structured_outputs`; up to it, `guided_…`. */
const FIRST_STRUCTURED = [0, 11] as const;

/**
 * The keys of a request's body.
 *
 * @param version As the server tells it; empty where it does not.
 * @throws {ProviderError} `provider/constraint`
 */
export function encoded(constraint: Constraint, version: string): object {
  const form = formOf(constraint);
  if (!isBefore(version, FIRST_STRUCTURED)) return { structured_outputs: form };
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [`guided_${name}`, value]));
}

function formOf(constraint: Constraint): object {
  switch (constraint.kind) {
    case "choice": {
      const { options } = constraint;
      return isPlainChoice(options) ? { choice: options } : { grammar: choiceToBnf(options) };
    }
    case "regex":
      return { regex: regexToServer(constraint.pattern) };
    case "schema":
      return { json: constraint.schema };
    case "grammar":
      if (constraint.dialect === "ebnf") {
        checkGrammar(constraint);
        return { grammar: constraint.text };
      }
      throw new ProviderError(`Cannot encode a grammar in ${constraint.dialect}: vLLM speaks ebnf`, {
        ...{ code: "provider/constraint", isRetryable: false },
      });
  }
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, own, under] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (own === undefined) return false;
  return Number(own) < major || (Number(own) === major && Number(under) < minor);
}
