/**
 * Portable regexes drawn together with a text that they match, so that positives need no second opinion.
 *
 * @module
 */

import fc from "fast-check";

/** A pattern and a text that it matches whole. */
export interface MatchedRegex {
  readonly pattern: string;
  readonly text: string;
}

/** Characters that some notation has to escape, or counts otherwise. `z` is none: negated classes match it. */
const CHARS = [..."ab01f-^][\\\"/&~#.*+?(){}|$,:='% é😀\u2028\n\r\t\x0b\x7f"];
const LONGEST_TEXT = 16;

/** One of the characters, or more that none of the notations escapes. */
export const anyText: fc.Arbitrary<string> = fc.array(fc.constantFrom(...CHARS, "z", "A"), { maxLength: 6 })
  .map((chars) => chars.join(""));

const char = fc.constantFrom(...CHARS).map((text) => ({ pattern: outside(text), text }));
const dot = fc.constantFrom("a", "😀", "\t", "\x85").map((text) => ({ pattern: ".", text }));
const member = fc.tuple(fc.constantFrom(...CHARS), fc.constantFrom(...CHARS)).map(([one, other]) => {
  const [first, last] = (one.codePointAt(0) ?? 0) < (other.codePointAt(0) ?? 0) ? [one, other] : [other, one];
  return { pattern: first === last ? inside(first) : `${inside(first)}-${inside(last)}`, text: last };
});
const chars = fc.tuple(fc.boolean(), fc.array(member, { minLength: 1, maxLength: 3 })).map((
  [isNegated, members],
) => ({
  pattern: `[${isNegated ? "^" : ""}${members.map(({ pattern }) => pattern).join("")}]`,
  // Above all ranges that can be drawn.
  text: isNegated ? "🦕" : members[0]?.text ?? "",
}));

const QUANTIFIERS = [["*", 0], ["*", 2], ["+", 1], ["+", 3], ["?", 0], ["?", 1], ["{2}", 2], ["{1,3}", 2], [
  "{2,}",
  3,
], ["{0}", 0]] as const;

const { regex } = fc.letrec<
  { regex: MatchedRegex; option: MatchedRegex; piece: MatchedRegex; atom: MatchedRegex }
>((tie) => ({
  regex: fc.tuple(fc.array(tie("option"), { maxLength: 2 }), tie("option"), fc.nat()).map((
    [others, chosen, at],
  ) => ({
    pattern: others.map(({ pattern }) => pattern).toSpliced(at % (others.length + 1), 0, chosen.pattern).join(
      "|",
    ),
    text: chosen.text,
  })),
  option: fc.array(tie("piece"), { maxLength: 3 }).map((pieces) => ({
    pattern: pieces.map(({ pattern }) => pattern).join(""),
    text: pieces.map(({ text }) => text).join(""),
  })),
  piece: fc.oneof(
    tie("atom"),
    fc.tuple(tie("atom"), fc.constantFrom(...QUANTIFIERS)).map((
      [{ pattern, text }, [quantifier, times]],
    ) => ({
      pattern: pattern + quantifier,
      text: text.repeat(times),
    })),
  ),
  atom: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    char,
    chars,
    dot,
    tie("regex").map(({ pattern, text }) => ({ pattern: `(?:${pattern})`, text })),
    tie("regex").map(({ pattern, text }) => ({ pattern: `(${pattern})`, text })),
  ),
}));

/** Patterns of some size with short texts: JavaScript's own engine goes back over longer ones for ages. */
export const matchedRegexes: fc.Arbitrary<MatchedRegex> = regex.filter(({ text }) =>
  Array.from(text).length <= LONGEST_TEXT
);

function outside(char: string): string {
  return /[$()*+./?[\\\]^{|}]/.test(char) ? `\\${char}` : char;
}

function inside(char: string): string {
  return /[[\\\]^-]/.test(char) ? `\\${char}` : char;
}
