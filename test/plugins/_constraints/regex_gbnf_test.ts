import assert from "node:assert/strict";
import fc from "fast-check";
import { checkBnf } from "../../../plugins/_constraints/check_bnf.ts";
import { derives } from "../../../plugins/_constraints/match_bnf.ts";
import { regexToGbnf } from "../../../plugins/_constraints/regex_gbnf.ts";
import { anyText, matchedRegexes } from "./portable_regex.ts";

const written: readonly (readonly [pattern: string, gbnf: string])[] = [
  ["abc", 'root ::= "abc"'],
  ["", 'root ::= ""'],
  ["a|b", 'root ::= "a" | "b"'],
  ["(?:yes|no)!", 'root ::= ("yes" | "no") "!"'],
  ["(?:ab|c){2,3}", 'root ::= ("ab" | "c"){2,3}'],
  ["(?:a+,){2}", 'root ::= r1{2}\nr1 ::= "a"+ ","'],
  ["(?:(?:a+b)+c)+", 'root ::= r1+\nr1 ::= r2+ "c"\nr2 ::= "a"+ "b"'],
  ['"\\\\', 'root ::= "\\"\\\\"'],
  ["[\\^\\-\\]x]", "root ::= [\\x2d\\]\\x5ex]"],
  ["[\\x01a]", "root ::= [\\x01\\x61]"],
  ["a\\x01b", 'root ::= "a" [\\x01] "b"'],
  ["[^\\n]", "root ::= [^\\n]"],
  ["\\x01*", "root ::= [\\x01]*"],
  ["a?(?:b|)", 'root ::= "a"? "b"?'],
];

for (const [pattern, gbnf] of written) {
  Deno.test(`regexToGbnf() writes ${JSON.stringify(pattern)} as ${JSON.stringify(gbnf)}`, () => {
    assert.equal(regexToGbnf(pattern), gbnf);
  });
}

Deno.test("regexToGbnf() derives what the pattern matches, read as GBNF and as EBNF", () => {
  fc.assert(fc.property(matchedRegexes, anyText, ({ pattern, text }, other) => {
    const gbnf = regexToGbnf(pattern);
    const whole = new RegExp(`^(?:${pattern})$`, "u");
    for (const dialect of ["gbnf", "ebnf"] as const) {
      const bnf = checkBnf(gbnf, dialect);
      assert.equal(derives(bnf, text), true);
      for (const each of [other, text + other].filter((one) => one.isWellFormed())) {
        assert.equal(derives(bnf, each), whole.test(each), each);
      }
    }
  }));
});

Deno.test("regexToGbnf() splits what llama.cpp would not repeat", () => {
  assert.equal(regexToGbnf("a{1999}"), 'root ::= "a"{1999}');
  assert.equal(regexToGbnf("a{2000}"), 'root ::= "a"{1999} "a"');
  assert.equal(regexToGbnf("a{2001,}"), 'root ::= "a"{1999} "a"{2,}');
  assert.equal(regexToGbnf("a{1,2500}"), 'root ::= "a" ("a"{0,1999} | "a"{1999} "a"{0,500})');
  assert.equal(regexToGbnf("a{0,2000}"), 'root ::= ("a"{0,1999} | "a"{1999} "a"?)');
});

Deno.test("regexToGbnf() keeps the bounds of what it splits", () => {
  const bnf = checkBnf(regexToGbnf("[ab]{1,2500}"), "gbnf");
  const counts = [0, 1, 1999, 2000, 2001, 2500, 2501];
  assert.deepEqual(counts.map((count) => derives(bnf, "b".repeat(count))), [
    false,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});

Deno.test("regexToGbnf() refuses more repetitions than llama.cpp can hold", () => {
  assert.throws(() => regexToGbnf("a{0,30000}"), {
    code: "constraint/regex",
    message: 'Cannot write regex "a{0,30000}" as GBNF: it repeats 30000 times, and llama.cpp can hold 20000',
  });
});
