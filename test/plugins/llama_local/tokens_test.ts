import assert from "node:assert/strict";
import { LIKELY, type TokenSetting, tokensOf } from "../../../plugins/llama_local/tokens.ts";
import { END, ids, SpokenSequence, textOf } from "./spoken.ts";

function setting(sequence: SpokenSequence, more: Partial<TokenSetting> = {}): TokenSetting {
  return { sequence, last: 1, draw: { temperature: 0, topP: 1, seed: 5 }, ...more };
}

Deno.test("tokensOf() draws itself, from likelihoods that the library has not changed", async () => {
  const sequence = new SpokenSequence("ab");
  const steps = await Array.fromAsync(
    tokensOf(setting(sequence, { draw: { temperature: 0.5, topP: 0.1, seed: 5 } })),
  );
  assert.deepEqual(steps.map(({ token }) => token), [...ids("ab"), END]);
  assert.deepEqual(sequence.settings, [{
    temperature: 1,
    topK: LIKELY,
    topP: 1,
    seed: 5,
    yieldEogToken: true,
  }]);
  assert.deepEqual([...steps[0]?.likely ?? []], [[97, Math.log(0.75)], [63, Math.log(0.25)]]);
});

Deno.test("tokensOf() hands in what it drew", async () => {
  const sequence = new SpokenSequence("aaaaaaaaaaaaaaaaaaaa");
  const draw = { temperature: 2, topP: 1, seed: 1 };
  const steps = await Array.fromAsync(tokensOf(setting(sequence, { draw })));
  const text = textOf(steps.map(({ token }) => token));
  assert.match(text, /\?/);
  assert.equal(sequence.text.slice(1), text);
});

Deno.test("tokensOf() lets the library draw under a grammar, and takes the temperature out of what it tells", async () => {
  const sequence = new SpokenSequence("a");
  const grammar = {};
  const draw = { temperature: 0.5, topP: 0.9, seed: 5 };
  const [step] = await Array.fromAsync(tokensOf(setting(sequence, { draw, grammar })));
  assert.deepEqual(sequence.settings, [
    {
      temperature: 0.5,
      topK: LIKELY,
      topP: 0.9,
      seed: 5,
      yieldEogToken: true,
      grammarEvaluationState: grammar,
    },
  ]);
  // At temperature 0.5 likelihoods are squared: 0.75 to 0.25 stands for the roots of 3 to 1.
  const likely = [...step?.likely.values() ?? []].map(Math.exp);
  assert.ok(Math.abs((likely[0] ?? 0) - Math.sqrt(3) / (1 + Math.sqrt(3))) < 1e-9, `${likely}`);
  assert.ok(Math.abs((likely[0] ?? 0) + (likely[1] ?? 0) - 1) < 1e-9);
});

Deno.test("tokensOf() asks for the likeliest alone under a grammar at temperature 0", async () => {
  const sequence = new SpokenSequence("a");
  await Array.fromAsync(tokensOf(setting(sequence, { grammar: {} })));
  assert.deepEqual([sequence.settings[0]?.temperature, sequence.settings[0]?.topK], [1, 1]);
});

Deno.test("tokensOf() ends the library's writing when it is left", async () => {
  const sequence = new SpokenSequence("abc");
  for await (const _ of tokensOf(setting(sequence))) break;
  assert.equal(sequence.returned, 1);
});

Deno.test("tokensOf() tells a likelihood of 0 as a number", async () => {
  const sequence = new SpokenSequence();
  sequence.evaluateWithMetadata = async function* () {
    yield { token: 1, probabilities: new Map([[1, 1], [2, 0]]) };
    await Promise.resolve();
  };
  const [step] = await Array.fromAsync(tokensOf(setting(sequence)));
  assert.deepEqual([...step?.likely ?? []], [[1, 0], [2, -9999]]);
});
