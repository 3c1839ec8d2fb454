/**
 * A portable regex as a grammar of llama.cpp.
 *
 * @module
 */

import { MazeError } from "../../core/kernel/errors.ts";
import { bnfClass, bnfLiteral, EMPTY_BNF } from "./bnf_text.ts";
import { onlyChar } from "./char_set.ts";
import { readRegex } from "./read_regex.ts";
import { times } from "./regex.ts";
import type { RegexRepeat, RegexTree } from "./regex_tree.ts";

/**
 * What llama.cpp repeats at most: `{2000}` fails in builds of 2026-08, and above it is taken for unbounded. Counted are
 * the rules made for what is repeated, so that a group of its own makes 2: such groups become rules with a name.
 *
 * @see ggml-org/llama.cpp:src/llama-grammar.cpp, `MAX_REPETITION_THRESHOLD`
 */
const MOST_TIMES = 1999;
/** Repetitions of one pattern, all bounds together: more than any answer needs, and llama.cpp reads them in 50 ms. */
const MOST_REPETITIONS = 20_000;

/**
 * The pattern as GBNF: `root` matches what the pattern matches whole. The text is EBNF of xgrammar too.
 *
 * @example
 * ```ts
 * import { regexToGbnf } from "./regex_gbnf.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(regexToGbnf("v[0-9]{1,3}(?:\\.[0-9]+)?"), [
 *   'root ::= "v" [0-9]{1,3} r1?',
 *   'r1 ::= "." [0-9]+',
 * ].join("\n"));
 * ```
 *
 * @throws {MazeError} `constraint/regex` when it is not portable, or repeats more than llama.cpp can read.
 */
export function regexToGbnf(pattern: string): string {
  const tree = readRegex(pattern);
  const count = repetitions(tree);
  if (count > MOST_REPETITIONS) {
    const fault = `it repeats ${count} times, and llama.cpp can hold ${MOST_REPETITIONS}`;
    throw new MazeError(`Cannot write regex "${pattern}" as GBNF: ${fault}`, {
      code: "constraint/regex",
      hint: "Leave the upper bound out, or make it smaller",
    });
  }
  const rules: string[] = [];
  const root = optionsOf(tree, rules);
  return [`root ::= ${root}`, ...rules].join("\n");
}

function repetitions(tree: RegexTree): number {
  switch (tree.kind) {
    case "chars":
      return 0;
    case "sequence":
      return tree.parts.reduce((sum, part) => sum + repetitions(part), 0);
    case "choice":
      return tree.options.reduce((sum, option) => sum + repetitions(option), 0);
    case "repeat":
      return repetitions(tree.part) + (tree.most === Infinity ? tree.least : tree.most);
  }
}

/** The body of a rule. `rules` takes those that it needs. */
function optionsOf(tree: RegexTree, rules: string[]): string {
  return tree.kind === "choice"
    ? tree.options.map((option) => elementsOf(option, rules)).join(" | ")
    : elementsOf(tree, rules);
}

function elementsOf(tree: RegexTree, rules: string[]): string {
  const parts = tree.kind === "sequence" ? tree.parts : [tree];
  const elements: string[] = [];
  let text = "";
  for (const part of parts) {
    const char = part.kind === "chars" ? onlyChar(part.set) : undefined;
    if (char !== undefined) text += char;
    else {
      if (text !== "") elements.push(bnfLiteral(text));
      text = "";
      elements.push(elementOf(part, rules));
    }
  }
  if (text !== "" || elements.length === 0) elements.push(text === "" ? EMPTY_BNF : bnfLiteral(text));
  return elements.join(" ");
}

function elementOf(part: RegexTree, rules: string[]): string {
  switch (part.kind) {
    case "chars":
      return bnfClass(part.set);
    case "repeat":
      return counted(repeatable(part.part, rules), part);
    default:
      return `(${optionsOf(part, rules)})`;
  }
}

/** Something that can be repeated for the cost of one rule. */
function repeatable(part: RegexTree, rules: string[]): string {
  const char = part.kind === "chars" ? onlyChar(part.set) : undefined;
  if (char !== undefined) return bnfLiteral(char);
  if (part.kind === "chars") return bnfClass(part.set);
  if (isFlat(part)) return `(${optionsOf(part, rules)})`;
  // The place is taken before the body is written, which may need rules itself.
  const at = rules.push("") - 1;
  const name = `r${at + 1}`;
  rules[at] = `${name} ::= ${optionsOf(part, rules)}`;
  return name;
}

/** True when no group and no repetition is within. */
function isFlat(part: RegexTree): boolean {
  const options = part.kind === "choice" ? part.options : [part];
  return options.every((option) =>
    option.kind === "sequence" ? option.parts.every(({ kind }) => kind === "chars") : option.kind === "chars"
  );
}

/** An element that comes so often, in pieces where it is more than llama.cpp repeats. */
function counted(element: string, { least, most }: Pick<RegexRepeat, "least" | "most">): string {
  if (least > MOST_TIMES) {
    const rest = { least: least - MOST_TIMES, most: most - MOST_TIMES };
    return `${element}{${MOST_TIMES}} ${counted(element, rest)}`;
  }
  if (most === Infinity || most <= MOST_TIMES) {
    return least === 1 && most === 1 ? element : element + times({ least, most });
  }
  const optional = upTo(element, most - least);
  return least === 0 ? optional : `${counted(element, { least, most: least })} ${optional}`;
}

/** From none to `most`: either few or as many as one repetition takes, and then more. */
function upTo(element: string, most: number): string {
  if (most <= MOST_TIMES) return counted(element, { least: 0, most });
  return `(${element}{0,${MOST_TIMES}} | ${element}{${MOST_TIMES}} ${upTo(element, most - MOST_TIMES)})`;
}
