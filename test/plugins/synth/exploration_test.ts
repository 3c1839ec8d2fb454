import assert from "node:assert/strict";
import type { Binding } from "../../../core/code/scope.ts";
import { explorationFor } from "../../../plugins/synth/exploration.ts";

const span = { start: 0, end: 0 };
const bindings: readonly Binding[] = [
  { name: "WEEKDAYS", type: "string[]", kind: "import", distance: 2 },
  {
    name: "isoDate",
    type: "(date: Day) => string",
    kind: "function",
    distance: 1,
    takes: [{ kind: "record" }],
  },
  { name: "date", type: "Day", kind: "parameter", distance: 0 },
  { name: "Day", type: "typeof Day", kind: "class", distance: 1, takes: [] },
  { name: "Array", type: "ArrayConstructor", kind: "global", distance: 99 },
];

function wish(intent: string, kind: "body" | "expression" = "body") {
  const examples = [
    { call: "weekdayName({ day: 3 })", value: '"Mon"', file: "a.ts", span },
    { call: "weekdayName({ day: 4 })", value: '"Tue"', file: "a.ts", span },
  ];
  const hole = {
    id: "a.ts:1:1",
    file: "a.ts",
    span,
    snapshot: "",
    language: "typescript",
    kind,
    intent,
    examples,
  };
  const draft = { hole, text: "", edits: [] };
  return explorationFor({
    draft,
    scope: { bindings, isCapped: false },
    prompt: { instruction: [], context: [], before: "", after: "" },
    sampling: { maxTokens: 256 },
    answers: 1,
    budgetMs: 1,
  }, 1000);
}

Deno.test("explorationFor() takes the names in scope, near and wanted ones cheaper, and no globals", () => {
  const { ingredients } = wish("The name of the day of the week.");
  assert.deepEqual(Object.fromEntries(ingredients.map(({ text, cost }) => [text, cost])), {
    date: 2,
    Day: 2,
    WEEKDAYS: 3,
    isoDate: 3,
  });
  const kinds = Object.fromEntries(ingredients.map(({ text, kind }) => [text, kind]));
  assert.deepEqual(kinds, { date: "value", Day: "class", WEEKDAYS: "value", isoDate: "function" });
  assert.deepEqual(ingredients.filter(({ isGiven }) => isGiven).map(({ text }) => text), ["date"]);
});

Deno.test("explorationFor() expects every parameter to be read in a whole body alone", () => {
  assert.ok(wish("", "expression").ingredients.every(({ isGiven }) => !isGiven));
});

Deno.test("explorationFor() makes what the intent names cheap", () => {
  const { literals, words } = wish('The first three of 365, or "none" when there are 0.');
  const cost = new Map(literals.map(({ value, cost }) => [value, cost]));
  assert.deepEqual([3, 365, "none", 4].map((value) => cost.get(value)), [2, 2, 2, 5]);
  assert.ok(words.includes("weekday") && words.includes("first") && !words.includes("the"));
});

Deno.test("explorationFor() asks for calls like those of the examples", () => {
  const { inputs } = wish("");
  assert.ok(inputs.length > 0 && inputs.length <= 9);
  assert.ok(inputs.every((input) => /^weekdayName\(\{ day: /.test(input)));
});
