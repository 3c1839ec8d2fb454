import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import { checkLark } from "../../../plugins/_constraints/check_lark.ts";

/** What llguidance 1.9.1 refuses, but for the lazy quantifier, which its documentation excludes. */
const faulty: readonly (readonly [text: string, fault: string])[] = [
  ["start: x", '"x" is not defined at line 1, column 8'],
  ['a: "x"', 'no rule is named "start" at line 1, column 1'],
  ['start: "a"\nstart: "b"', '"start" is defined twice at line 2, column 1'],
  ['start: A\nA: b\nb: "x"', 'terminal "A" uses rule "b" at line 2, column 4'],
  ['start: A\nA: "x" B\nB: A', 'terminal "A" uses itself at line 2, column 8'],
  ['start: "a"{0}', "a repetition that comes 0 times at line 1, column 11"],
  ['start: "a"{0,0}', "a repetition that comes 0 times at line 1, column 11"],
  ['start: "a"{3,2}', "a repetition has more at least than at most at line 1, column 11"],
  ['start.2: "a"', 'a priority behind "start" at line 1, column 6'],
  ['start{x}: "a"', 'parameters behind "start" at line 1, column 6'],
  ["start: A\n%declare A", "%declare at line 2, column 1"],
  ["%import python.NAME\nstart: NAME", "an import from elsewhere than common at line 1, column 1"],
  ["start: /a(?=b)/", "a lookaround in a regex at line 1, column 10"],
  ["start: /[(]a+?/", "a lazy quantifier in a regex at line 1, column 13"],
  ["start: /(a)\\1/", "a backreference in a regex at line 1, column 12"],
  ['start: ("a"\n  "b")', '"(" is not closed on its line at line 1, column 8'],
  ['start: "a")', '")" closes nothing at line 1, column 11'],
  ['start: "a"++', '"+" with nothing to repeat at line 1, column 12'],
  ["start: 'a'", '"\'" begins no word at line 1, column 8'],
  ['start: "a"\n// why\n| "b"', '"|" where a definition should begin at line 3, column 1'],
  ['Start: "a"', '"tart" behind "S" at line 1, column 2'],
  ['start "a"', 'no ":" behind "start" at line 1, column 1'],
  ['start: %json {"type": "string"', "the JSON behind a directive is not closed at line 1, column 13"],
  ['root ::= "a"', '":" in a definition at line 1, column 7'],
];

for (const [text, fault] of faulty) {
  Deno.test(`checkLark() refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => checkLark(text), (error) => {
      assert.ok(error instanceof MazeError);
      assert.equal(error.code, "constraint/grammar");
      assert.equal(error.message, `Cannot use Lark grammar: ${fault}`);
      return true;
    });
  });
}

/** What llguidance 1.9.1 takes, and what it uses. */
const sound: readonly (readonly [text: string, features: string[]])[] = [
  ['start: "a" | ""\n  | ("b"\n | "c")? ["d"] // why\n', []],
  ['?start: a-b{1,2}\na-b: "x"~2..3 | "y"{,3} | "z"{2,}', []],
  ['start: /\\d+(?:[^?]*)/ "A"i -> words', ["alias", "case-insensitive", "regex"]],
  ['start: A\nA: /a+/ & ~/aa/ | "a".."z" | /b/i', ["algebra", "range", "regex", "regex-flags"]],
  ["%import common.INT\n%import common (WS, DIGIT)\n%ignore WS\nstart: INT DIGIT", ["ignore", "import"]],
  ['start: %json {"pattern": "}{\\"", "a": [{}]} b\nb: <[3]>', ["json", "token"]],
  ["start[max_tokens=3, lazy]: /a*/\n%llguidance {}", ["llguidance", "regex", "rule-options"]],
  ['start: %regex {"substring_words": "a b"} | @other', ["reference", "substring"]],
];

for (const [text, features] of sound) {
  Deno.test(`checkLark() takes ${JSON.stringify(text)}`, () => {
    assert.deepEqual([...checkLark(text)].sort(), features);
  });
}
