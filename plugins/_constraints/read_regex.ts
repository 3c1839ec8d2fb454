/**
 * Reads the portable regex of a constraint, and refuses what flavours read differently.
 *
 * @module
 */

import { type AST, RegExpParser, RegExpSyntaxError } from "@eslint-community/regexpp";
import { MazeError } from "../../core/kernel/errors.ts";
import { type CharRange, type CharSet, charSet, complementOf, WITHOUT_LINE_BREAKS } from "./char_set.ts";
import { choice, type RegexTree, repeat, sequence } from "./regex_tree.ts";

/** What the shorthand classes of JavaScript stand for. */
const SPELLED_OUT = { digit: "[0-9]", word: "[A-Za-z0-9_]", space: "[ \\t\\n\\r]" } as const;

/**
 * What a portable regex means.
 *
 * @example What is not portable is refused by name and place
 * ```ts
 * import { readRegex } from "./read_regex.ts";
 * import assert from "node:assert/strict";
 *
 * assert.throws(() => readRegex("a(?=b)"), /lookahead "\(\?=b\)" at 1$/);
 * ```
 *
 * @param pattern As a `RegexConstraint` has it.
 * @throws {MazeError} `constraint/regex` when the pattern is none, or not portable. Places are 0-based, in UTF-16 units.
 */
export function readRegex(pattern: string): RegexTree {
  return readOptions(parse(pattern).alternatives, pattern);
}

function parse(pattern: string): AST.Pattern {
  try {
    return new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
  } catch (error) {
    if (!(error instanceof RegExpSyntaxError)) throw error;
    const fault = error.message.slice(error.message.lastIndexOf(": ") + 2).toLowerCase();
    throw refusal(pattern, `${fault} at ${error.index}`, "It is read as JavaScript reads it with the flag u");
  }
}

function readOptions(options: readonly AST.Alternative[], pattern: string): RegexTree {
  return choice(options.map(({ elements }) => sequence(elements.map((element) => read(element, pattern)))));
}

function read(element: AST.Element, pattern: string): RegexTree {
  switch (element.type) {
    case "Character":
      return { kind: "chars", set: charsOf([element], pattern) };
    case "CharacterSet":
      return { kind: "chars", set: readShorthand(element, pattern) };
    case "CharacterClass":
      return { kind: "chars", set: readClass(element, pattern) };
    case "Group":
      if (element.modifiers) throw unportable("flags", element, pattern);
      return readOptions(element.alternatives, pattern);
    case "CapturingGroup":
      if (element.name !== null) throw unportable("a named group", element, pattern, "Write it as (?:…)");
      return readOptions(element.alternatives, pattern);
    case "Quantifier":
      if (!element.greedy) throw unportable("a lazy quantifier", element, pattern, "Leave the ? out");
      return repeat(read(element.element, pattern), element.min, element.max);
    case "Assertion":
      throw unportable(ASSERTIONS[element.kind], element, pattern, hintFor(element.kind));
    case "Backreference":
      throw unportable("a backreference", element, pattern);
    case "ExpressionCharacterClass":
      throw unportable("a set operation", element, pattern);
  }
}

const ASSERTIONS = {
  start: "an anchor",
  end: "an anchor",
  word: "a word boundary",
  lookahead: "a lookahead",
  lookbehind: "a lookbehind",
} as const;

function hintFor(kind: AST.Assertion["kind"]): string | undefined {
  return kind === "start" || kind === "end" ? "It matches the whole answer anyway: leave it out" : undefined;
}

function readShorthand(element: AST.CharacterSet, pattern: string): CharSet {
  if (element.kind === "any") return WITHOUT_LINE_BREAKS;
  if (element.kind === "property") throw unportable("a Unicode property", element, pattern);
  const spelled = SPELLED_OUT[element.kind];
  const instead = element.negate ? spelled.replace("[", "[^") : spelled;
  throw unportable("a shorthand class", element, pattern, `Spell it out: ${instead}`);
}

function readClass(element: AST.CharacterClass, pattern: string): CharSet {
  const members: (AST.Character | AST.CharacterClassRange)[] = [];
  for (const member of element.elements) {
    if (member.type === "Character" || member.type === "CharacterClassRange") members.push(member);
    else if (member.type === "CharacterSet") readShorthand(member, pattern);
    else throw unportable("a set operation", member, pattern);
  }
  const set = charsOf(members, pattern, element.negate);
  const wanted = element.negate ? complementOf(set) : set;
  if (wanted.length === 0) throw unportable("a class that nothing matches", element, pattern);
  return wanted;
}

/** NUL may stand among characters that must not come, and nowhere else: no server writes one. */
function charsOf(
  members: readonly (AST.Character | AST.CharacterClassRange)[],
  pattern: string,
  isNegated = false,
): CharSet {
  return charSet(members.map((member): CharRange => {
    const { first, last } = member.type === "Character"
      ? { first: member.value, last: member.value }
      : { first: member.min.value, last: member.max.value };
    if (first === 0 && !isNegated) throw unportable("a NUL", member, pattern, "Begin the range at \\x01");
    if (isSurrogate(first) || isSurrogate(last)) throw unportable("a lone surrogate", member, pattern);
    return [first, last];
  }));
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

function unportable(name: string, { raw, start }: AST.Node, pattern: string, hint?: string): MazeError {
  return refusal(pattern, `it has ${name} "${raw}" at ${start}`, hint ?? "Servers read it differently");
}

function refusal(pattern: string, fault: string, hint: string): MazeError {
  return new MazeError(`Cannot use regex "${pattern}": ${fault}`, { code: "constraint/regex", hint });
}
