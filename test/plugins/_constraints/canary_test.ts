import assert from "node:assert/strict";
import { canaries } from "../../../plugins/_constraints/canary.ts";
import { checkGrammar } from "../../../plugins/_constraints/grammar.ts";
import { obeys } from "../../../plugins/_constraints/obeys.ts";
import { openAiStrict } from "../../../plugins/_constraints/openai_strict.ts";
import { regexToGbnf } from "../../../plugins/_constraints/regex_gbnf.ts";

/** A legal answer for each, with the seed 12345. */
const ANSWERS = {
  choice: "zq-012345-b",
  regex: "zq-01234577",
  schema: '{ "zq-012345": true }',
  gbnf: "zq-01234500",
  ebnf: "zq-01234599",
  lark: "zq-01234542",
} as const;

Deno.test("canaries() has one for each kind and dialect, and knows its answers", () => {
  const all = canaries(12345);
  const names = all.map(({ kind, dialect }) => kind === "grammar" && dialect ? dialect : kind);
  assert.deepEqual(names, Object.keys(ANSWERS));
  for (const [at, answer] of Object.values(ANSWERS).entries()) {
    const canary = all[at];
    assert.ok(canary);
    assert.ok(canary.isObeyed(answer), answer);
    assert.notEqual(obeys(canary.constraint, answer), false);
    assert.ok(!canary.isObeyed("Spring brings mild weather and flowers."));
    assert.ok(!canary.isObeyed(answer.replace("12345", "12346")));
    assert.ok(!canary.prompt.includes("12345"));
  }
});

Deno.test("canaries() are constraints that every server of their form takes", () => {
  for (const { constraint } of canaries(7)) {
    if (constraint.kind === "grammar") checkGrammar(constraint);
    if (constraint.kind === "schema") openAiStrict(constraint.schema);
    if (constraint.kind === "regex") regexToGbnf(constraint.pattern);
  }
});

Deno.test("canaries() take JSON that was cut, but not before the name", () => {
  const schema = canaries(12345).find(({ kind }) => kind === "schema");
  assert.ok(schema);
  assert.ok(schema.isObeyed('{\n\n"zq-012345"\n :'));
  assert.ok(!schema.isObeyed('{"zq-01'));
  assert.ok(!schema.isObeyed("{"));
});

Deno.test("canaries() of other seeds are other constraints", () => {
  const written = [1, 2, 1000001].map((seed) =>
    JSON.stringify(canaries(seed).map(({ constraint }) => constraint))
  );
  assert.notEqual(written[0], written[1]);
  assert.equal(written[0], written[2]);
});
