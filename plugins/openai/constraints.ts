/**
 * Constraints in OpenAI's words: a schema for a whole message, a grammar for the input of a custom tool.
 *
 * @see openai/openai-openapi:openapi.yaml, `ResponseFormatJsonSchema` and `CustomToolParam`, read 2026-08-21
 *
 * @module
 */

import { type Constraint, type JsonSchema, ProviderError } from "../../core/kernel/plugin.ts";
import { choiceToRegex } from "../_constraints/choice.ts";
import { checkGrammar } from "../_constraints/grammar.ts";
import { openAiStrict } from "../_constraints/openai_strict.ts";
import { regexToServer } from "../_constraints/regex.ts";

/** What a request says of a constraint. */
export type Encoded =
  | { readonly kind: "schema"; readonly schema: JsonSchema }
  | { readonly kind: "grammar"; readonly syntax: "lark" | "regex"; readonly definition: string };

/** The name of the tool and of the schema: a model reads it. */
export const NAME = "answer";

/**
 * Encodes a constraint.
 *
 * @param hasGrammarTools What the model's family takes.
 * @throws {ProviderError} `provider/constraint`
 */
export function encoded(constraint: Constraint, hasGrammarTools: boolean): Encoded {
  if (constraint.kind === "schema") return { kind: "schema", schema: openAiStrict(constraint.schema) };
  if (!hasGrammarTools) throw refused(`${constraint.kind} constraint: this model follows JSON Schema alone`);
  switch (constraint.kind) {
    case "choice":
      return { kind: "grammar", syntax: "regex", definition: choiceToRegex(constraint.options) };
    case "regex":
      return { kind: "grammar", syntax: "regex", definition: regexToServer(constraint.pattern) };
    case "grammar":
      if (constraint.dialect !== "lark") {
        throw refused(`grammar in ${constraint.dialect}: OpenAI speaks lark`);
      }
      checkGrammar(constraint);
      return { kind: "grammar", syntax: "lark", definition: constraint.text };
  }
}

function refused(what: string): ProviderError {
  return new ProviderError(`Cannot encode a ${what}`, { code: "provider/constraint", isRetryable: false });
}
