import assert from "node:assert/strict";
import type { Hole } from "../../../core/code/hole.ts";
import { costOf, doubtsOf, type Evidence, WEIGHTS } from "../../../plugins/synth/doubt.ts";

const span = { start: 0, end: 0 };
const example = { call: 'above([{ name: "Ann", age: 3 }], 2)', value: '["Ann"]', file: "a.ts", span };

function holeFor(intent: string): Hole {
  const examples = [example, example, example];
  return {
    id: "a.ts:1:1",
    file: "a.ts",
    span,
    snapshot: "",
    language: "typescript",
    kind: "body",
    intent,
    examples,
  };
}

const above = holeFor("The names of the users above an age.");
const evidence = (text: string, more: Partial<Evidence> = {}): Evidence => ({
  text,
  cost: 10,
  unread: 0,
  tried: 5,
  surprise: 9,
  ...more,
});
const doubts = (text: string, more: Partial<Evidence> = {}, hole = above) =>
  doubtsOf(evidence(text, more), hole);

Deno.test("doubtsOf() counts what the intent does not say: constants and places", () => {
  const right = doubts("return users.filter((user) => user.age > age).map((user) => user.name);");
  assert.equal(right.odd + right.places, 0);
  const wrong = doubts('return users.map((user) => user.name + "x").toReversed().slice(1, 7);');
  assert.deepEqual([wrong.odd, wrong.places], [1, 2]);
  assert.ok(right.missed < wrong.missed);
});

Deno.test("doubtsOf() takes numbers, signs and places that the intent names for said", () => {
  const hole = holeFor("The second part between hyphens, in twelve letters.");
  const { odd, places } = doubts('return text.split("-")[1].padEnd(12, "-");', {}, hole);
  assert.deepEqual([odd, places], [0, 0]);
});

Deno.test("doubtsOf() finds an answer dearer the likelier it is by chance", () => {
  const sure = doubts("return users;", { tried: 4, surprise: 14 });
  const lucky = doubts("return users;", { tried: 8, surprise: 2 });
  assert.ok(sure.chance < 0.01 && lucky.chance > 5);
});

Deno.test("doubtsOf() takes what is not read out of the length, and what is thrown for no word of its own", () => {
  assert.deepEqual([doubts("return 1;", { unread: 2 }).length, doubts("return 1;", { unread: 2 }).unread], [
    4,
    2,
  ]);
  const thrown = doubts('if (age < 0) throw new RangeError("Cannot run it: 17");\nreturn users;');
  assert.deepEqual([thrown.odd, thrown.branches], [0, 1]);
});

Deno.test("costOf() trusts an answer that reads all it is given more than a shorter one that does not", () => {
  const right = doubts("return users.filter((user) => user.age > age).map((user) => user.name);", {
    cost: 15,
  });
  const wrong = doubts("return users.map((user) => user.name).toSorted().slice(1);", { cost: 14, unread: 1 });
  assert.ok(costOf(right) < costOf(wrong));
  assert.ok(costOf(right) < WEIGHTS.otherwise, "it is likelier than that nothing is right");
});
