/**
 * Constraints as grammars of llama.cpp.
 *
 * @module
 */

import { messageOf } from "../../core/kernel/errors.ts";
import { type Constraint, ProviderError } from "../../core/kernel/plugin.ts";
import { choiceToBnf } from "../_constraints/choice.ts";
import { checkGrammar } from "../_constraints/grammar.ts";
import { regexToGbnf } from "../_constraints/regex_gbnf.ts";
import type { Engine } from "./engine.ts";

/** What an answer must obey. */
export interface Obliged {
  /** A fresh beginning of the grammar, for one answer. */
  begin(): object;
  /** What ends the answer beside the model's own end. */
  readonly stop: readonly string[];
}

/** The library lets a value be followed by empty lines, so that the model sees where it ends. None stands within it. */
const BEHIND_JSON = "\n\n";

/**
 * Makes the grammar of a constraint. A schema must be one that `refuseLosses` lets pass.
 *
 * @throws {ProviderError} `provider/constraint`
 * @throws {MazeError} `constraint/…` where the constraint itself is wrong.
 */
export async function obliged(
  constraint: Constraint,
  { library, llama, model }: Pick<Engine, "library" | "llama" | "model">,
): Promise<Obliged> {
  const grammar = await grammarOf(constraint, llama).catch(refused);
  return {
    begin: () => new library.LlamaGrammarEvaluationState({ model, grammar }),
    stop: constraint.kind === "schema" ? [BEHIND_JSON] : [],
  };
}

async function grammarOf(constraint: Constraint, llama: Engine["llama"]): Promise<object> {
  if (constraint.kind !== "schema") return await llama.createGrammar({ grammar: gbnfOf(constraint) });
  return await llama.createGrammarForJsonSchema(constraint.schema);
}

function gbnfOf(constraint: Exclude<Constraint, { readonly kind: "schema" }>): string {
  switch (constraint.kind) {
    case "choice":
      return choiceToBnf(constraint.options);
    case "regex":
      return regexToGbnf(constraint.pattern);
    case "grammar":
      if (constraint.dialect === "gbnf") {
        checkGrammar(constraint);
        return constraint.text;
      }
      throw new ProviderError(`Cannot encode a grammar in ${constraint.dialect}: llama.cpp speaks gbnf`, {
        ...{ code: "provider/constraint", isRetryable: false },
      });
  }
}

/** What the library itself says of a grammar is no error of Maze's yet. */
function refused(cause: unknown): never {
  if (cause instanceof Error && "code" in cause) throw cause;
  throw new ProviderError(`Cannot encode a constraint: llama.cpp refuses its grammar: ${messageOf(cause)}`, {
    ...{ code: "provider/constraint", isRetryable: false, cause },
  });
}
