/**
 * Constrained requests of every kind, drawn by a seed: what a provider enforces is counted on them.
 *
 * @module
 */

import fc from "fast-check";
import type { ConstraintForm, GrammarDialect } from "../../core/code/constraint.ts";
import { checkedSchemas } from "./schema_shape.ts";
import { type Shape, shapes, shapeToEbnf, shapeToGbnf, shapeToLark, shapeToRegex } from "./shape.ts";

/** A kind of constraint, or a dialect of grammars. */
export type DrawKind = "choice" | "regex" | "schema" | GrammarDialect;

/** One request. */
export interface DrawnRequest {
  readonly constraint: ConstraintForm;
  readonly prompt: string;
  /** Enough for the longest legal answer of a model that writes each character as a token. */
  readonly maxTokens: number;
  /** Judged by other means than the plugins': the language was drawn, and its text is another writing of it. */
  readonly isObeyed: (text: string) => boolean;
}

const PROMPTS = [
  ...["Write one short sentence about the weather.", "What is the capital of France?", "Tell me a joke."],
  ...["List three colors.", "def add(a, b):\n    return", "Once upon a time", "The version is", "Answer:"],
];
const MAX_TOKENS = 60;
/** White space between the parts of JSON costs tokens too. */
const MAX_SCHEMA_TOKENS = 160;
const COUNT = 200;
/** Small ones are drawn twice; so many times the count leave enough. */
const SURPLUS = 3;

/**
 * Requests of a kind, no two with the same constraint; the same ones for the same seed.
 *
 * @example
 * ```ts
 * import { draw } from "./draw.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(draw("choice", { seed: 1 }).length, 200);
 * ```
 */
export function draw(
  kind: DrawKind,
  { seed, count = COUNT }: { readonly seed: number; readonly count?: number },
): readonly DrawnRequest[] {
  const requests = fc.tuple(REQUESTS[kind], fc.constantFrom(...PROMPTS));
  const drawn = new Map<string, DrawnRequest>();
  for (const [request, prompt] of fc.sample(requests, { seed, numRuns: count * SURPLUS })) {
    drawn.set(JSON.stringify(request.constraint), { ...request, prompt });
  }
  return [...drawn.values()].slice(0, count);
}

type Unprompted = Omit<DrawnRequest, "prompt">;

/** Characters that notations escape, and words that models like or do not know. */
const option = fc.array(
  fc.oneof(
    fc.constantFrom("yes", "no", "maybe", "x", " ", "zq", "The", "0", "-"),
    fc.constantFrom(
      '"',
      "\\",
      "'",
      "\n",
      "\r\n",
      "\t",
      "\x01",
      "\x1b",
      "\x7f",
      "]",
      "{{",
      "|",
      "🦕",
      "é",
      "\u2028",
      "%",
    ),
  ),
  { minLength: 1, maxLength: 6 },
).map((parts) => parts.join(""));

const REQUESTS: Readonly<Record<DrawKind, fc.Arbitrary<Unprompted>>> = {
  choice: fc.uniqueArray(option, { minLength: 1, maxLength: 6 }).map((options) => ({
    constraint: { kind: "choice", options },
    maxTokens: MAX_TOKENS,
    isObeyed: (text) => options.includes(text),
  })),
  regex: shapes.map((shape) => ofShape(shape, { kind: "regex", pattern: shapeToRegex(shape) })),
  schema: checkedSchemas.map(({ schema, isObeyed }) => ({
    constraint: { kind: "schema", schema },
    maxTokens: MAX_SCHEMA_TOKENS,
    isObeyed: (text) => isJson(text, isObeyed),
  })),
  gbnf: shapes.map((shape) => ofShape(shape, { kind: "grammar", dialect: "gbnf", text: shapeToGbnf(shape) })),
  ebnf: shapes.map((shape) => ofShape(shape, { kind: "grammar", dialect: "ebnf", text: shapeToEbnf(shape) })),
  lark: shapes.map((shape) => ofShape(shape, { kind: "grammar", dialect: "lark", text: shapeToLark(shape) })),
};

function ofShape(shape: Shape, constraint: ConstraintForm): Unprompted {
  const whole = new RegExp(`^(?:${shapeToRegex(shape)})$`, "u");
  return { constraint, maxTokens: MAX_TOKENS, isObeyed: (text) => whole.test(text) };
}

function isJson(text: string, isObeyed: (value: unknown) => boolean): boolean {
  try {
    return isObeyed(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
