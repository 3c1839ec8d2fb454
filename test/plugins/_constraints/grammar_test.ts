import assert from "node:assert/strict";
import { checkGrammar, featuresOf } from "../../../plugins/_constraints/grammar.ts";

Deno.test("checkGrammar() reads each dialect by its own rules", () => {
  checkGrammar({ dialect: "gbnf", text: 'root ::= "a" |' });
  assert.throws(
    () => checkGrammar({ dialect: "ebnf", text: 'root ::= "a" |' }),
    /EBNF grammar: an option is empty/,
  );
  assert.throws(() => checkGrammar({ dialect: "lark", text: 'root ::= "a" |' }), /Lark grammar/);
});

Deno.test("featuresOf() names what servers of a dialect may lack, in order", () => {
  assert.deepEqual(featuresOf({ dialect: "gbnf", text: 'root ::= . <eos> "a"' }), ["any", "token"]);
  assert.deepEqual(featuresOf({ dialect: "ebnf", text: 'root[lazy] ::= Token(1) (= "a")' }), [
    "lookahead",
    "macro",
    "rule-options",
  ]);
  assert.deepEqual(featuresOf({ dialect: "lark", text: "start: /a/" }), ["regex"]);
  assert.deepEqual(featuresOf({ dialect: "gbnf", text: "root ::= [a-z]{1,3}" }), []);
});
