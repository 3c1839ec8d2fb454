import assert from "node:assert/strict";
import { partsOf } from "../../../plugins/_words/words.ts";
import { isAlike, sayingWords, signsSaid, wordsFor } from "../../../plugins/synth/words.ts";

Deno.test("sayingWords() are those of a name and of a sentence that say something, each once", () => {
  assert.deepEqual(sayingWords("The names of all the users.", "userNames"), ["user", "names", "users"]);
  assert.deepEqual(partsOf("maxRetryCount"), ["max", "retry", "count"]);
});

Deno.test("isAlike() sees through endings, not through beginnings", () => {
  assert.ok(isAlike("closed", "closes") && isAlike("user", "users"));
  assert.ok(!isAlike("price", "print") && !isAlike("is", "isolated"));
});

Deno.test("wordsFor() knows what people say of a method or a sign", () => {
  assert.ok(wordsFor("toSorted").includes("order"));
  assert.ok(wordsFor(">").includes("above"));
  assert.ok(wordsFor(">=").includes("least") && !wordsFor(">").includes("least"));
  assert.deepEqual(wordsFor("constructor"), ["constructor"]);
});

Deno.test("signsSaid() are called by their names, or shown alone", () => {
  assert.deepEqual(signsSaid("The part behind the @, with hyphens and commas."), ["-", ",", "@"]);
  assert.deepEqual(signsSaid("The sum of two numbers."), []);
});
