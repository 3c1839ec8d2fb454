/**
 * Constraints in llama.cpp's words: GBNF, or a JSON Schema that the server makes GBNF of.
 *
 * @see ggml-org/llama.cpp:tools/server/README.md and grammars/README.md, read 2026-08-22
 *
 * @module
 */

import { type Constraint, ProviderError } from "../../core/kernel/plugin.ts";
import { choiceToBnf } from "../_constraints/choice.ts";
import { checkGrammar } from "../_constraints/grammar.ts";
import { regexToGbnf } from "../_constraints/regex_gbnf.ts";

/**
 * The keys of a request's body: exactly one, because `grammar` beside `json_schema` wins without a word.
 *
 * @throws {ProviderError} `provider/constraint`
 */
export function encoded(
  constraint: Constraint,
): { readonly grammar: string } | { readonly json_schema: object } {
  switch (constraint.kind) {
    case "choice":
      return { grammar: choiceToBnf(constraint.options) };
    case "regex":
      return { grammar: regexToGbnf(constraint.pattern) };
    case "schema":
      return { json_schema: constraint.schema };
    case "grammar":
      if (constraint.dialect === "gbnf") {
        checkGrammar(constraint);
        return { grammar: constraint.text };
      }
      throw new ProviderError(`Cannot encode a grammar in ${constraint.dialect}: llama.cpp speaks gbnf`, {
        ...{ code: "provider/constraint", isRetryable: false },
      });
  }
}
