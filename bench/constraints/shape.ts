/**
 * Small finite languages, drawn at random and written in every notation: what a server lets through in one of them is
 * judged by another.
 *
 * @module
 */

import fc from "fast-check";

/** A language without names. */
export type Shape =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "class"; readonly members: readonly (readonly [first: string, last: string])[] }
  | { readonly kind: "all"; readonly parts: readonly Shape[] }
  | { readonly kind: "any"; readonly options: readonly Shape[] }
  | { readonly kind: "times"; readonly part: Shape; readonly least: number; readonly most: number };

/** Characters of the longest text; each may be a token, and answers should end within some 60. */
const LONGEST = 40;
/** Characters that the longest text has at least: a single class proves little. */
const SHORTEST = 5;

const CLASSES = [
  [["a", "z"]],
  [["0", "9"]],
  [["A", "F"], ["0", "9"]],
  [["a", "z"], ["_", "_"]],
  [["x", "x"], ["-", "-"], ["]", "]"], ["^", "^"]],
  [["à", "ý"]],
] as const;
const TEXTS = [
  ...[
    "v",
    "id-",
    "yes",
    "no",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ": ",
    "::=",
    ".",
    "+",
    "*",
    "?",
    "|",
    "\\",
    "\\n",
  ],
  ...['"', "'", "//", "#", "\n", "\t", "é", "日本", "🦕", "$", "^", "/", "%", "<a>", "start", "root"],
];

const text = fc.constantFrom(...TEXTS).map((text): Shape => ({ kind: "text", text }));
const chars = fc.constantFrom(...CLASSES).map((members): Shape => ({ kind: "class", members }));

const { shape } = fc.letrec<{ shape: Shape; all: Shape; any: Shape; times: Shape }>((tie) => ({
  shape: fc.oneof({ maxDepth: 4, depthSize: "small" }, text, chars, tie("all"), tie("any"), tie("times")),
  all: fc.array(tie("shape"), { minLength: 2, maxLength: 4 }).map((parts): Shape => ({ kind: "all", parts })),
  any: fc.uniqueArray(tie("shape"), { minLength: 2, maxLength: 3, selector: (one) => JSON.stringify(one) })
    .map((options): Shape => ({ kind: "any", options })),
  times: fc.tuple(tie("shape"), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 3 }))
    .map(([part, least, more]): Shape => ({ kind: "times", part, least, most: least + more })),
}));

/** Languages of some size, without the empty text. */
export const shapes: fc.Arbitrary<Shape> = shape
  .filter((one) => longest(one) >= SHORTEST && longest(one) <= LONGEST && shortest(one) > 0);

function longest(shape: Shape): number {
  return length(shape, { of: Math.max, times: ({ most }) => most });
}

function shortest(shape: Shape): number {
  return length(shape, { of: Math.min, times: ({ least }) => least });
}

function length(shape: Shape, bound: {
  readonly of: (...lengths: number[]) => number;
  readonly times: (shape: Shape & { kind: "times" }) => number;
}): number {
  switch (shape.kind) {
    case "text":
      return Array.from(shape.text).length;
    case "class":
      return 1;
    case "all":
      return shape.parts.reduce((sum, part) => sum + length(part, bound), 0);
    case "any":
      return bound.of(...shape.options.map((option) => length(option, bound)));
    case "times":
      return length(shape.part, bound) * bound.times(shape);
  }
}

/** As a regex, in JavaScript's notation with the flag `u`, to be matched whole. */
export function shapeToRegex(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return shape.text.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&").replaceAll("\n", "\\n").replaceAll(
        "\t",
        "\\t",
      );
    case "class":
      return `[${
        shape.members.map(([first, last]) => [first, last].map((char) => char.replace(/[[\\\]^-]/, "\\$&")))
          .map(([first, last]) => first === last ? first : `${first}-${last}`).join("")
      }]`;
    case "all":
      return shape.parts.map((part) => part.kind === "any" ? `(?:${shapeToRegex(part)})` : shapeToRegex(part))
        .join("");
    case "any":
      return shape.options.map(shapeToRegex).join("|");
    case "times":
      return `(?:${shapeToRegex(shape.part)}){${shape.least},${shape.most}}`;
  }
}

/** As GBNF. */
export function shapeToGbnf(shape: Shape): string {
  return grammar(shape, {
    rule: (name, body) => `${name} ::= ${body}`,
    name: (index) => `part-${index}`,
    root: "root",
    text: (text) => `"${escaped(text)}"`,
    class: bnfClass,
    comment: '# a comment with ::= and "',
  });
}

/** As EBNF of xgrammar: names and line breaks that GBNF does not have. */
export function shapeToEbnf(shape: Shape): string {
  return grammar(shape, {
    rule: (name, body) => `${name} ::=\n  ${body.replaceAll(") | (", ")\n  | (")}`,
    name: (index) => `_part.${index}`,
    root: "root",
    text: (text) => `"${escaped(text)}"`,
    class: bnfClass,
    comment: '# a comment with ::= and "',
  });
}

/** As Lark of llguidance. */
export function shapeToLark(shape: Shape): string {
  return grammar(shape, {
    rule: (name, body) => `${name}: ${body}`,
    name: (index) => `part_${index}`,
    root: "start",
    text: (text) => JSON.stringify(text),
    class: (shape) => `/${shapeToRegex(shape).replaceAll("/", "\\/")}/`,
    comment: '// a comment with : and "',
  });
}

interface Notation {
  readonly rule: (name: string, body: string) => string;
  readonly name: (index: number) => string;
  readonly root: string;
  readonly text: (text: string) => string;
  readonly class: (shape: Shape & { kind: "class" }) => string;
  readonly comment: string;
}

function grammar(shape: Shape, notation: Notation): string {
  const rules: string[] = [];
  const root = notation.rule(notation.root, body(shape, rules, notation));
  return [root, notation.comment, ...rules].join("\n");
}

function body(shape: Shape, rules: string[], notation: Notation): string {
  switch (shape.kind) {
    case "text":
      return notation.text(shape.text);
    case "class":
      return notation.class(shape);
    case "all":
      return shape.parts.map((part) =>
        part.kind === "text" ? notation.text(part.text) : element(part, rules, notation)
      ).join(" ");
    case "any":
      return shape.options.map((option) => `(${body(option, rules, notation)})`).join(" | ");
    case "times":
      return `${element(shape.part, rules, notation)}{${shape.least},${shape.most}}`;
  }
}

/** What can be followed by a quantifier. Every other one is a rule of its own; the others leave a comment in its place. */
function element(shape: Shape, rules: string[], notation: Notation): string {
  if (shape.kind === "text" || shape.kind === "class") return body(shape, rules, notation);
  const at = rules.push(notation.comment) - 1;
  const inner = body(shape, rules, notation);
  if (at % 2 === 1) return `(${inner})`;
  rules[at] = notation.rule(notation.name(at), inner);
  return notation.name(at);
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

function bnfClass({ members }: Shape & { kind: "class" }): string {
  const code = (char: string) => /[[\\\]^-]/.test(char) ? `\\u00${char.charCodeAt(0).toString(16)}` : char;
  return `[${
    members.map(([first, last]) => first === last ? code(first) : `${code(first)}-${code(last)}`).join("")
  }]`;
}
