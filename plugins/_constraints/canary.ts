/**
 * Proofs that a server enforces what it accepts: vLLM, SGLang and llama.cpp answer a misnamed constraint with free text
 * and status 200.
 *
 * @module
 */

import type {
  ConstraintForm,
  ConstraintKind,
  GrammarDialect,
  JsonSchema,
} from "../../core/code/constraint.ts";

/** One request whose answer tells whether a form of constraint is enforced. */
export interface Canary {
  readonly kind: ConstraintKind;
  /** Of a grammar. */
  readonly dialect?: GrammarDialect;
  /** What no model writes by itself after the prompt. */
  readonly constraint: ConstraintForm;
  /** About anything else. */
  readonly prompt: string;
  /** Enough for the proof where each character is a token. */
  readonly maxTokens: number;
  /** True when the answer can only come from decoding that obeys. */
  readonly isObeyed: (text: string) => boolean;
}

const PROMPT = "Write one short sentence about the weather in spring.";
const MAX_TOKENS = 16;
/** llama.cpp allows 22 characters of white space before the first name, and small models use them. */
const MAX_SCHEMA_TOKENS = 48;
/** Digits that stand in the constraint; others are left to the model, so that its freedom is seen too. */
const DIGITS = 6;

/**
 * A canary for each kind of constraint, and for each dialect of grammars.
 *
 * @example
 * ```ts
 * import { canaries } from "./canary.ts";
 * import assert from "node:assert/strict";
 *
 * const [choice] = canaries(482913);
 * assert.ok(choice?.isObeyed("zq-482913-a"));
 * assert.ok(!choice?.isObeyed("The weather is mild."));
 * ```
 *
 * @param seed A whole number; each proof should have another, so that no cache can answer it. Its last six digits are
 * written into the constraints.
 */
export function canaries(seed: number): readonly Canary[] {
  const nonce = String(Math.abs(Math.trunc(seed)) % 10 ** DIGITS).padStart(DIGITS, "0");
  const isWord = (text: string) => new RegExp(`^zq-${nonce}[0-9]{2}$`).test(text);
  const options = [`zq-${nonce}-a`, `zq-${nonce}-b`];
  const bnf = `root ::= "zq-${nonce}" digit{2}\ndigit ::= [0-9]`;
  return [
    canary({ kind: "choice", options }, (text) => options.includes(text)),
    canary({ kind: "regex", pattern: `zq-${nonce}[0-9]{2}` }, isWord),
    canary({ kind: "schema", schema: schemaOf(`zq-${nonce}`) }, (text) => beginsWith(`zq-${nonce}`, text)),
    canary({ kind: "grammar", dialect: "gbnf", text: bnf }, isWord),
    canary({ kind: "grammar", dialect: "ebnf", text: bnf }, isWord),
    canary({ kind: "grammar", dialect: "lark", text: `start: "zq-${nonce}" /[0-9]{2}/` }, isWord),
  ];
}

function canary(constraint: ConstraintForm, isObeyed: Canary["isObeyed"]): Canary {
  const dialect = constraint.kind === "grammar" ? { dialect: constraint.dialect } : {};
  const maxTokens = constraint.kind === "schema" ? MAX_SCHEMA_TOKENS : MAX_TOKENS;
  return { kind: constraint.kind, ...dialect, constraint, prompt: PROMPT, maxTokens, isObeyed };
}

/** An object, since OpenAI takes nothing else, and strict in its sense. */
function schemaOf(name: string): JsonSchema {
  return {
    type: "object",
    properties: { [name]: { type: "boolean" } },
    required: [name],
    additionalProperties: false,
  };
}

/** True for JSON that has the name first, whether or not it was cut: the prompt does not say the name. */
function beginsWith(name: string, text: string): boolean {
  return text.replace(/\s/g, "").startsWith(`{"${name}":`);
}
