import assert from "node:assert/strict";
import fc from "fast-check";
import { beginsToRegex } from "../../../plugins/_constraints/begins.ts";
import { checkBnf } from "../../../plugins/_constraints/check_bnf.ts";
import { derives } from "../../../plugins/_constraints/match_bnf.ts";
import { regexToJs, regexToServer } from "../../../plugins/_constraints/regex.ts";
import { regexToGbnf } from "../../../plugins/_constraints/regex_gbnf.ts";

Deno.test("beginsToRegex() lets a word come first, whole, and then anything", () => {
  const regex = regexToJs(beginsToRegex([" total", " totals", " $x"]));
  for (const text of [" total", " total;\n  return é\0;", " totals(", " $x"]) {
    assert.ok(regex.test(text), text);
  }
  for (const text of ["", " tota", " totaly", " total_", " total1", " totals$", "total", " $xx", " y"]) {
    assert.ok(!regex.test(text), text);
  }
});

Deno.test("beginsToRegex() writes what words have in common once", () => {
  const regex = beginsToRegex([".map", ".match", ".filter", ".map"]);
  assert.equal(regex, "\\.(?:ma(?:p|tch)|filter)(?:[^$0-9A-Z_a-z][^\\x01]*)?");
  assert.equal(
    regexToGbnf(beginsToRegex([" a", " ab"])),
    'root ::= " a" "b"? r1?\nr1 ::= [^$0-9A-Z_a-z] [^\\x01]*',
  );
});

Deno.test("beginsToRegex() matches its words and no others, in all notations", () => {
  const word = fc.string({
    unit: fc.constantFrom("a", "b", "$", ".", "é", "🦕", '"'),
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), word, (words, other) => {
    const regex = beginsToRegex(words);
    const bnf = checkBnf(regexToGbnf(regex), "gbnf");
    const server = new RegExp(`^(?:${regexToServer(regex)})$`, "u");
    const isBegun = words.some((each) => other.startsWith(each) && !/^[a-z$]/.test(other.slice(each.length)));
    assert.deepEqual([derives(bnf, other), server.test(other)], [isBegun, isBegun]);
    for (const each of words) assert.ok(derives(bnf, `${each} = 1;\n`) && server.test(`${each} = 1;\n`));
  }));
});

Deno.test("beginsToRegex() refuses no word and what can not be written", () => {
  for (const words of [[], ["a\0"], ["\ud800"]]) {
    assert.throws(() => beginsToRegex(words), { code: "constraint/choice" });
  }
});
