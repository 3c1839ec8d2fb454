import assert from "node:assert/strict";
import fc from "fast-check";
import { checkBnf } from "../../../plugins/_constraints/check_bnf.ts";
import { checkLark } from "../../../plugins/_constraints/check_lark.ts";
import {
  choiceToBnf,
  choiceToLark,
  choiceToRegex,
  choiceToSchema,
  isPlainChoice,
} from "../../../plugins/_constraints/choice.ts";
import { derives } from "../../../plugins/_constraints/match_bnf.ts";
import { regexToServer } from "../../../plugins/_constraints/regex.ts";

const options = fc.array(fc.string({ unit: "binary", maxLength: 5 }), { minLength: 1, maxLength: 4 })
  .map((texts) => texts.map((text) => text.replaceAll("\0", "\x01")));

Deno.test("choiceToBnf() writes quotes, backslashes and what can not be seen", () => {
  const texts = ['say "a"', "c:\\d", "two\nlines\r\t", "\x1b[0m", "é🦕\u2028", ""];
  const bnf = 'root ::= "say \\"a\\"" | "c:\\\\d" | "two\\nlines\\r\\t" | [\\x1b] "[0m" | "é🦕\\u2028" | ""';
  assert.equal(choiceToBnf(texts), bnf);
});

Deno.test("choiceToBnf() derives the options and nothing else, read as GBNF and as EBNF", () => {
  fc.assert(fc.property(options, fc.string({ unit: "binary", maxLength: 5 }), (texts, other) => {
    for (const dialect of ["gbnf", "ebnf"] as const) {
      const bnf = checkBnf(choiceToBnf(texts), dialect);
      for (const text of texts) assert.equal(derives(bnf, text), true);
      for (const text of [other, texts[0] + other]) assert.equal(derives(bnf, text), texts.includes(text));
    }
  }));
});

Deno.test("choiceToRegex() matches the options and nothing else, in the notation of all servers", () => {
  fc.assert(fc.property(options, fc.string({ unit: "binary", maxLength: 5 }), (texts, other) => {
    const regex = choiceToRegex(texts);
    assert.equal(regexToServer(regex), regex);
    const whole = new RegExp(`^(?:${regex})$`, "u");
    for (const text of texts) assert.ok(whole.test(text));
    assert.equal(whole.test(other), texts.includes(other));
  }));
});

Deno.test("choiceToLark() writes literals that JSON reads", () => {
  assert.equal(choiceToLark(['a"\\', "\n\x7f\0"]), 'start: "a\\"\\\\" | "\\n\\u007f\\u0000"');
  fc.assert(fc.property(options, (texts) => {
    checkLark(choiceToLark(texts));
  }));
});

Deno.test("choiceToSchema() lists each option once", () => {
  assert.deepEqual(choiceToSchema(["a", "b\0", "a"]), { type: "string", enum: ["a", "b\0"] });
});

Deno.test("a choice without options, or with what no server can write, is refused", () => {
  const refused = { code: "constraint/choice" };
  for (const write of [choiceToBnf, choiceToRegex, choiceToLark, choiceToSchema]) {
    assert.throws(() => write([]), { ...refused, message: "Cannot use choice: there is no option" });
    assert.throws(() => write(["\ud800"]), refused);
  }
  for (const write of [choiceToBnf, choiceToRegex]) {
    assert.throws(() => write(["a\0"]), {
      ...refused,
      message: 'Cannot use choice: option "a\\u0000" has a NUL',
    });
  }
});

Deno.test("isPlainChoice() leaves line breaks and control characters to a grammar", () => {
  assert.ok(isPlainChoice(['say "a"', "c:\\d", "é🦕"]));
  for (const text of ["a\nb", "\t", "\x1b", "\u2028", "\x85", ""]) {
    assert.ok(!isPlainChoice(["a", text]), text);
  }
  assert.ok(!isPlainChoice([]));
});
