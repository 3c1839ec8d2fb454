import assert from "node:assert/strict";
import type { BnfDialect } from "../../../plugins/_constraints/bnf.ts";
import { checkBnf } from "../../../plugins/_constraints/check_bnf.ts";
import { derives } from "../../../plugins/_constraints/match_bnf.ts";

const JSON_GRAMMAR = String.raw`root ::= ws value
value ::= (object | array | string | number | "true" | "false" | "null") ws
object ::= "{" ws (pair ("," ws pair)*)? "}"
pair ::= string ws ":" ws value
array ::= "[" ws (value ("," ws value)*)? "]"
string ::= "\"" ([^"\\\x01-\x1f] | "\\" ["\\/bfnrt] | "\\u" [0-9a-fA-F]{4})* "\""
number ::= "-"? ("0" | [1-9] [0-9]*) ("." [0-9]+)? ([eE] [-+]? [0-9]+)?
ws ::= [ \t\n\r]*`;

const told: readonly (readonly [
  claim: string,
  dialect: BnfDialect,
  text: string,
  derived: string[],
  others: string[],
])[] = [
  ["nesting", "gbnf", 'root ::= "(" root ")" | "x"', ["x", "((x))"], ["", "(x", "(x))"]],
  ["left recursion", "ebnf", 'root ::= root "+" n | n\nn ::= [0-9]+', ["1", "1+22+3"], ["", "1+", "+1"]],
  ["ambiguity", "gbnf", 'root ::= s\ns ::= "a" s | "a" s "b" | "a"', ["aaab", "aab"], ["ab", "aabb"]],
  ["empty rules", "gbnf", 'root ::= a a "x" a\na ::= "" | "y"', ["x", "yyxy", "yx"], ["yyy", "yyyx"]],
  ["counts", "gbnf", 'root ::= ("ab" | "c"){2,3} "!"{0}', ["abab", "ccab"], ["ab", "cccc", "cc!"]],
  ["counts of what may be empty", "gbnf", 'root ::= ("a" | ""){6} "b"{2,}', ["bb", "abbb", "aaaaaabb"], [
    "aaaaaaabb",
    "ab",
  ]],
  ["counts within counts", "gbnf", 'root ::= ([0-9]{1,3} "."){3} [0-9]{1,3}', ["192.168.0.1"], [
    "1.2.3",
    "1.2.3.4567",
  ]],
  ["classes", "gbnf", "root ::= [^a-c\\n] [\\]-] .", ["d]\n", "😀-é"], ["a]x", "\n-x", "d-"]],
  ["escapes of GBNF", "gbnf", 'root ::= "\\x41B\\u00e9"', ["ABé"], ["\u041bé"]],
  ["escapes of EBNF", "ebnf", 'root ::= "\\x41B\\/" [\\e]', ["\u041b/\x1b"], ["AB/\x1b"]],
  ["JSON", "gbnf", JSON_GRAMMAR, ['{"a": [1, -2.5e3, "\\u00e9"], "b": {}}', " [ ]\n"], [
    "{a:1}",
    "[01]",
    '["\n"]',
    "[1",
  ]],
];

for (const [claim, dialect, text, derived, others] of told) {
  Deno.test(`derives() knows ${claim}`, () => {
    const bnf = checkBnf(text, dialect);
    for (const each of derived) assert.equal(derives(bnf, each), true, each);
    for (const each of others) assert.equal(derives(bnf, each), false, each);
  });
}

Deno.test("derives() says nothing about tokens, macros and lookahead", () => {
  const texts: [BnfDialect, string][] = [
    ["gbnf", 'root ::= "a" | <eos>'],
    ["ebnf", 'root ::= "a" | Token(3)'],
    ["ebnf", 'root ::= a "b"\na ::= "a" (= "b")'],
  ];
  for (const [dialect, text] of texts) assert.equal(derives(checkBnf(text, dialect), "a"), undefined);
});

Deno.test("derives() takes long texts and large counts, and gives up where it would take too long", () => {
  const list = checkBnf('root ::= "a" root | "a"', "gbnf");
  assert.equal(derives(list, "a".repeat(500)), true);
  assert.equal(derives(list, "a".repeat(20_000)), undefined);
  assert.equal(derives(checkBnf("root ::= [a-z]{0,1999}", "gbnf"), "a".repeat(1999)), true);
});
