import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import { readRegex } from "../../../plugins/_constraints/read_regex.ts";

const refused: readonly (readonly [pattern: string, fault: string])[] = [
  ["^a", 'it has an anchor "^" at 0'],
  ["a$", 'it has an anchor "$" at 1'],
  ["a\\b", 'it has a word boundary "\\b" at 1'],
  ["a(?=b)", 'it has a lookahead "(?=b)" at 1'],
  ["a(?!b)", 'it has a lookahead "(?!b)" at 1'],
  ["(?<=b)a", 'it has a lookbehind "(?<=b)" at 0'],
  ["a+?", 'it has a lazy quantifier "a+?" at 0'],
  ["(a)\\1", 'it has a backreference "\\1" at 3'],
  ["(?<n>a)", 'it has a named group "(?<n>a)" at 0'],
  ["(?i:a)", 'it has flags "(?i:a)" at 0'],
  ["x\\d", 'it has a shorthand class "\\d" at 1'],
  ["[a\\w]", 'it has a shorthand class "\\w" at 2'],
  ["\\p{L}", 'it has a Unicode property "\\p{L}" at 0'],
  ["[]", 'it has a class that nothing matches "[]" at 0'],
  ["[^\\x01-\\u{10ffff}]", 'it has a class that nothing matches "[^\\x01-\\u{10ffff}]" at 0'],
  ["a\\0", 'it has a NUL "\\0" at 1'],
  ["[\\0-\\x1f]", 'it has a NUL "\\0-\\x1f" at 1'],
  ["\\ud800", 'it has a lone surrogate "\\ud800" at 0'],
  ["a{,3}", "incomplete quantifier at 2"],
  ["a{3,2}", "numbers out of order in {} quantifier at 6"],
  ["(a", "unterminated group at 2"],
  ["\\q", "invalid escape at 1"],
  ["(?P<n>a)", "invalid group at 1"],
];

for (const [pattern, fault] of refused) {
  Deno.test(`readRegex() refuses ${pattern} by name and place`, () => {
    assert.throws(() => readRegex(pattern), (error) => {
      assert.ok(error instanceof MazeError);
      assert.equal(error.code, "constraint/regex");
      assert.equal(error.message, `Cannot use regex "${pattern}": ${fault}`);
      return true;
    });
  });
}

Deno.test("readRegex() tells what to write for a shorthand class and for an anchor", () => {
  const hintOf = (pattern: string) => {
    try {
      readRegex(pattern);
    } catch (error) {
      return error instanceof MazeError ? error.hint : error;
    }
  };
  assert.equal(hintOf("\\D"), "Spell it out: [^0-9]");
  assert.equal(hintOf("^a"), "It matches the whole answer anyway: leave it out");
});

Deno.test("readRegex() repeats what may be empty without its empty text", () => {
  const a = { kind: "chars", set: [[97, 97]] };
  assert.deepEqual(readRegex("(a?)*"), { kind: "repeat", part: a, least: 0, most: Infinity });
  assert.deepEqual(readRegex("(|a){2,3}"), { kind: "repeat", part: a, least: 0, most: 3 });
  assert.deepEqual(readRegex("(?:)*"), { kind: "sequence", parts: [] });
});
