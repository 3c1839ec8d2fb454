/**
 * Constraints in SGLang's words: keys of `sampling_params`, one of them at most.
 *
 * @see sgl-project/sglang:python/sglang/srt/sampling/sampling_params.py, read 2026-07-20
 *
 * @module
 */

import { type Constraint, ProviderError } from "../../core/kernel/plugin.ts";
import { choiceToRegex } from "../_constraints/choice.ts";
import { checkGrammar } from "../_constraints/grammar.ts";
import { regexToServer } from "../_constraints/regex.ts";

/**
 * The key of `sampling_params`.
 *
 * @throws {ProviderError} `provider/constraint`
 */
export function encoded(constraint: Constraint): object {
  switch (constraint.kind) {
    case "choice":
      return { regex: choiceToRegex(constraint.options) };
    case "regex":
      return { regex: regexToServer(constraint.pattern) };
    case "schema":
      return { json_schema: JSON.stringify(constraint.schema) };
    case "grammar":
      if (constraint.dialect === "ebnf") {
        checkGrammar(constraint);
        return { ebnf: constraint.text };
      }
      throw new ProviderError(`Cannot encode a grammar in ${constraint.dialect}: SGLang speaks ebnf`, {
        ...{ code: "provider/constraint", isRetryable: false },
      });
  }
}
