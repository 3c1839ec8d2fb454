/**
 * Grammar text, looked at before a server sees it.
 *
 * @module
 */

import type { BnfFeature } from "./bnf.ts";
import { checkBnf } from "./check_bnf.ts";
import { checkLark, type LarkFeature } from "./check_lark.ts";
import type { GrammarText } from "./grammar_fault.ts";

/** What a grammar uses that not every server of its dialect takes. */
export type GrammarFeature = BnfFeature | LarkFeature;

/**
 * Checks the text of a grammar: its form, its names, and what is known to stop a server.
 *
 * @example Faults have a place
 * ```ts
 * import { checkGrammar } from "./grammar.ts";
 * import assert from "node:assert/strict";
 *
 * const text = 'root ::= "a" |\n  item';
 * assert.throws(() => checkGrammar({ dialect: "gbnf", text }), /line 2, column 3/);
 * ```
 *
 * @throws {MazeError} `constraint/grammar` for the first fault, with line and column.
 */
export function checkGrammar(grammar: GrammarText): void {
  featuresOf(grammar);
}

/**
 * What a grammar uses beyond names, text, classes, groups and repetition, so that a provider can refuse what its server
 * lacks: OpenAI documents neither `json` nor `token`, `rule-options` or `llguidance`.
 *
 * @throws {MazeError} `constraint/grammar` for the first fault, with line and column.
 */
export function featuresOf({ dialect, text }: GrammarText): readonly GrammarFeature[] {
  const features: ReadonlySet<GrammarFeature> = dialect === "lark"
    ? checkLark(text)
    : checkBnf(text, dialect).features;
  return [...features].sort();
}
