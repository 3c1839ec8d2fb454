import assert from "node:assert/strict";
import type { Candidate } from "../../../core/code/outcome.ts";
import { type Readings, readingsOf, tellingInput } from "../../../core/fill/readings.ts";
import type { Draft, Observation } from "../../../core/kernel/plugin.ts";
import type { FillOptions } from "../../../core/fill/context.ts";
import { draft, entryOf, hole, indexer, plugin } from "../kernel/toy.ts";
import { withContext } from "./context.ts";

const example = { call: "f(1)", value: "1", file: "a.toy", span: { start: 0, end: 1 } };
const asked = { ...draft, hole: { ...hole, examples: [example] } };
const verdict = { state: "valid" as const, reports: [] };
const change = { edits: [], files: [] };

function candidate(text: string, cost: number, names: readonly string[] = []): Candidate {
  const needs = names.map((name) => ({ name, from: "./names.toy", kind: "named" as const }));
  return { text, needs, change, cost, provider: "toy", verdict };
}

/** What a text does on an input, in order of the inputs. */
type Does = (text: string, input: string) => Omit<Observation, "elapsedMs">;

/** The readings of candidates, with what was asked of the sandbox. */
async function read(
  candidates: readonly Candidate[],
  does: Does,
  on: Draft = asked,
  otherwise = Infinity,
  { made = [], options = {} }: {
    readonly made?: readonly string[];
    readonly options?: Partial<FillOptions>;
  } = {},
): Promise<
  { readings: Readings; calls: { draft: Draft; texts: readonly string[]; inputs: readonly string[] }[] }
> {
  const found: Readings[] = [];
  const calls: { draft: Draft; texts: readonly string[]; inputs: readonly string[] }[] = [];
  const sandbox = plugin("sandbox", ["validator"], () => ({
    validator: {
      stage: "run",
      validate: () => Promise.resolve({ validator: "sandbox", state: "valid", diagnostics: [], notes: [] }),
      execute: (draft, texts, inputs) => {
        calls.push({ draft, texts, inputs });
        return Promise.resolve(
          texts.map((text) => inputs.map((input) => ({ ...does(text, input), elapsedMs: Math.random() }))),
        );
      },
    },
  }));
  const types = plugin("types", ["indexer"], () => ({
    indexer: indexer({ inputs: () => Promise.resolve(made) }),
  }));
  await withContext([entryOf(sandbox), entryOf(types)], async (context) => {
    found.push(await readingsOf(context, on, { candidates, otherwise }, { deadlineMs: 60_000 }));
  }, options);
  const [readings] = found;
  assert.ok(readings);
  return { readings, calls };
}

const value = (shown: string) => ({ state: "value" as const, shown });

Deno.test("readingsOf() groups what does the same on all inputs, the likelier group first", async () => {
  const parity: Does = (text, input) => value(text.length > 1 ? "long" : input);
  const candidates = [candidate("a", 2), candidate("bb", 1), candidate("cc", 2), candidate("d", 3)];
  const { readings, calls } = await read(candidates, parity);
  assert.deepEqual(readings.readings.map((one) => one.candidates.map(({ text }) => text)), [["bb", "cc"], [
    "a",
    "d",
  ]]);
  const weights = [1, 2, 2, 3].map((cost) => Math.exp(-cost));
  const total = weights.reduce((sum, one) => sum + one);
  const shares = readings.readings.map(({ share }) => share.toFixed(6));
  assert.deepEqual(shares, [
    (((weights[0] ?? 0) + (weights[1] ?? 0)) / total).toFixed(6),
    (((weights[2] ?? 0) + (weights[3] ?? 0)) / total).toFixed(6),
  ]);
  assert.deepEqual(calls.map(({ texts, inputs }) => [texts, inputs]), [
    [["a", "bb", "cc", "d"], ["f(2)", "f(0)", "f((-1))", "f(7)"]],
  ]);
});

Deno.test("readingsOf() tells a value from an error of the same words, and from what did not end", async () => {
  const ends: Readonly<Record<string, Omit<Observation, "elapsedMs">>> = {
    a: value("1"),
    b: { state: "threw", shown: "1" },
    c: { state: "timeout", shown: "1" },
    d: { ...value("1"), changes: "x" },
  };
  const { readings } = await read(
    Object.keys(ends).map((text, at) => candidate(text, at)),
    (text) => ends[text] ?? value(""),
  );
  assert.deepEqual(readings.readings.map(({ results }) => results[0]), [
    "1",
    "throws 1",
    "timeout",
    "1, and changes x",
  ]);
});

Deno.test("readingsOf() runs nothing for one candidate, or without examples, and makes one reading", async () => {
  const two = [candidate("a", 1), candidate("b", 2)];
  for (const [candidates, on] of [[two.slice(0, 1), asked], [two, draft]] as const) {
    const { readings: { readings }, calls } = await read(candidates, value, on);
    assert.deepEqual([readings.length, calls.length, readings[0]?.share], [1, 0, 1]);
    assert.deepEqual(readings[0]?.candidates, candidates);
  }
});

Deno.test("readingsOf() shares by likelihood also where all are unlikely beyond numbers", async () => {
  const { readings } = await read([candidate("a", 1e6), candidate("b", 1e6)], (text) => value(text));
  assert.deepEqual(readings.readings.map(({ share }) => share), [0, 0]);
});

Deno.test("readingsOf() brings each import that some candidate needs, once", async () => {
  const same: Does = () => value("1");
  const { calls } = await read([candidate("a", 1, ["sum", "max"]), candidate("b", 1, ["sum"])], same);
  assert.deepEqual(calls[0]?.draft.needs?.map(({ name }) => name), ["sum", "max"]);
  const plain = await read([candidate("a", 1), candidate("b", 1)], same);
  assert.deepEqual(plain.calls[0]?.draft, asked);
});

Deno.test("tellingInput() gives the first input on which two readings part, and what each does", async () => {
  const late: Does = (text, input) => value(input === "f((-1))" || input === "f(7)" ? text : "same");
  const { readings } = await read([candidate("a", 1), candidate("b", 2)], late);
  assert.deepEqual(tellingInput(readings), { input: "f((-1))", results: ["a", "b"] });
  assert.equal(tellingInput({ ...readings, readings: readings.readings.slice(0, 1) }), undefined);
  assert.equal(tellingInput({ readings: [], inputs: [], notes: [] }), undefined);
});

Deno.test("readingsOf() leaves room for what none of the candidates is", async () => {
  const { readings } = await read([candidate("a", 2)], () => value("1"), asked, 2);
  assert.equal(readings.readings[0]?.share, 0.5);
});

Deno.test("readingsOf() makes more inputs up until two candidates part", async () => {
  const calls = ["f([1, 2, 3, 4, 5, 6, 7, 8])", "f([2, 3, 4, 5, 6, 7, 8, 9])"];
  const examples = calls.map((call) => ({ ...example, call }));
  let seen = 0;
  const late: Does = (text) => value(seen++ > 60 && text === "b" ? "2" : "1");
  const on = { ...asked, hole: { ...asked.hole, examples } };
  const { readings, calls: runs } = await read([candidate("a", 1), candidate("b", 2)], late, on);
  assert.equal(runs.length, 2);
  assert.ok((runs[1]?.inputs.length ?? 0) > (runs[0]?.inputs.length ?? 0));
  assert.equal(readings.readings.length, 2);
});

Deno.test("readingsOf() runs calls made from types where samples are compared, beside those of examples", async () => {
  const made = ["f(70)", "f(80)"];
  const two = [candidate("a", 1), candidate("b", 1)];
  const part: Does = (text, input) => value(input === "f(80)" ? text : "same");
  const without = await read(two, part, draft, Infinity, { made, options: { samples: 2 } });
  assert.deepEqual(without.calls[0]?.inputs, made);
  assert.deepEqual(tellingInput(without.readings), { input: "f(80)", results: ["a", "b"] });
  const both = await read(two, part, asked, Infinity, { made, options: { samples: 2 } });
  assert.deepEqual(both.calls[0]?.inputs.slice(0, 4), ["f(2)", "f(70)", "f(0)", "f(80)"]);
  const one = await read(two, part, draft, Infinity, { made });
  assert.deepEqual(one.calls, []);
});

Deno.test("readingsOf() counts what a model drew by its draws, weighted by the likelihood of its tokens", async () => {
  const drawn = (text: string, cost: number, draws: number) => ({ ...candidate(text, cost), draws });
  const long = "long".repeat(20);
  const { readings: { readings } } = await read(
    [drawn("ab", 0.1, 1), drawn(long, 9, 2), drawn("cd", 0.2, 1)],
    (text) => value(text === long ? "1" : "2"),
  );
  const weights = { long: 2 * Math.exp(-9 / 23), short: Math.exp(-0.1) + Math.exp(-0.2) };
  assert.equal(readings[0]?.candidates.length, 2);
  const all = weights.short + weights.long;
  assert.ok(Math.abs((readings[0]?.share ?? 0) - weights.short / (all + 0.5 * all / 4)) < 1e-9);
});

Deno.test("readingsOf() says why answers could not be compared where the sandbox refuses what they do", async () => {
  const refused: Does = () => ({ state: "unchecked", shown: "it needs what the sandbox refuses" });
  const { readings } = await read([candidate("a", 1), candidate("b", 1)], refused);
  assert.equal(readings.readings.length, 1);
  assert.deepEqual(readings.notes.map(({ text }) => text), [
    "answers could not be compared: it needs what the sandbox refuses",
  ]);
});
