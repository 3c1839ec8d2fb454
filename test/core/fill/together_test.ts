import assert from "node:assert/strict";
import type { Outcome } from "../../../core/code/outcome.ts";
import { unsaid } from "../../../core/fill/wording.ts";
import type { Step } from "../../../core/kernel/steps.ts";
import { openToy } from "./toy.ts";

const examples = { "a.toy": [{ call: "f(1)", value: "2", file: "a.toy", span: { start: 0, end: 0 } }] };
const brief = ({ hole: { id }, filled, candidates: [first] }: Outcome) =>
  `${id} ${filled} ${first?.text ?? ""}`;

Deno.test("fill() fills holes together whose examples wait for one another", async () => {
  for (const [text, filled] of [["? + ? = 5", "2 + 3 = 5"], ["? + ? + ? = 8", "2 + 3 + 3 = 8"]] as const) {
    await using maze = await openToy({ "a.toy": text }, ["1", "2", "3"], examples);
    const outcomes = await Array.fromAsync(maze.fill());
    assert.ok(outcomes.every(({ filled }) => filled === "yes"), outcomes.map(brief).join("\n"));
    assert.ok(outcomes.every(({ candidates: [first] }) => first?.verdict.state === "valid"));
    assert.deepEqual(maze.changes().files, [{ file: "a.toy", text: filled }]);
  }
});

Deno.test("fill() takes the likeliest of the fills that make the examples true together", async () => {
  const answers = [["1", 4], ["4", 4], ["2", 1], ["3", 1]] as const;
  await using maze = await openToy({ "a.toy": "? + ? = 5" }, answers, examples);
  await Array.fromAsync(maze.fill());
  assert.equal(maze.changes().files[0]?.text, "2 + 3 = 5");
});

Deno.test("fill() comes back to a hole that waits for one with other examples, or none", async () => {
  await using maze = await openToy({ "a.toy": "? + ? = 5" }, ["1", "4"], examples);
  const [first, second] = await Array.fromAsync(maze.find());
  assert.ok(first && second);
  const outcomes = await Array.fromAsync(maze.fill({ holes: [first, { ...second, examples: [] }] }));
  assert.deepEqual(outcomes.map(brief), ["a.toy:1:5 yes 1", "a.toy:1:1 yes 4"]);
  assert.equal(maze.changes().files[0]?.text, "4 + 1 = 5");
});

Deno.test("fill() leaves holes open that nothing fills together, takes all back, and names them", async () => {
  await using maze = await openToy({ "a.toy": "? + ? = 9" }, ["1", "2"], examples);
  const outcomes = await Array.fromAsync(maze.fill());
  assert.deepEqual(outcomes.map(brief), ["a.toy:1:1 no 1", "a.toy:1:5 no 1"]);
  for (const { notes } of outcomes) {
    assert.match(notes.at(-1)?.text ?? "", /fill these together: a\.toy:1:1, a\.toy:1:5$/);
  }
  assert.deepEqual(maze.changes().files, []);
});

Deno.test("fill() offers nothing that leans on a fill that was declined", async () => {
  await using maze = await openToy({ "a.toy": "? + ? = 5" }, ["1", "2", "3"], examples);
  const asked: string[] = [];
  const choose = (outcome: Outcome) => void asked.push(brief(outcome));
  await Array.fromAsync(maze.fill({ choose }));
  assert.deepEqual(asked, ["a.toy:1:1 yes 2", "a.toy:1:5 no 1"]);
  assert.deepEqual(maze.changes().files, []);
});

Deno.test("fill() counts the time that holes take together", async () => {
  let attempts = 0;
  /** Takes its time before each attempt at a hole. */
  const listener = ({ kind, status }: Step) => {
    if (kind !== "hole" || status !== "running") return;
    attempts++;
    for (const until = performance.now() + 50; performance.now() < until;);
  };
  const more = { listeners: [listener] };
  await using maze = await openToy({ "a.toy": "? + ? = 9" }, ["1", "2", "3", "4"], examples, more);
  const outcomes = await Array.fromAsync(maze.fill());
  const counted = outcomes.reduce((sum, { cost }) => sum + cost.elapsedMs, 0);
  // The last attempt at the second hole is that hole's own.
  assert.ok(counted > 50 * (attempts - 1), `${counted} ms in ${attempts} attempts`);
});

Deno.test("fill() says of a hole that waits for one that was not asked for what to do", async () => {
  await using maze = await openToy({ "a.toy": "? + ? = 5" }, ["2", "3"], examples);
  const [outcome] = await Array.fromAsync(maze.fill({ targets: ["a.toy:1:5"] }));
  assert.equal(outcome?.filled, "no");
  assert.equal(outcome?.notes.at(-1)?.code, "together");
});

Deno.test("unsaid() counts words of the intent that others say", () => {
  const texts = ["reduced", "fee", "reduced + netFee"];
  assert.deepEqual(texts.map((text) => unsaid("reduced and the fee", text, texts)), [1, 1, 0]);
  assert.equal(unsaid("", "fee", texts), 0);
});
