import assert from "node:assert/strict";
import fc from "fast-check";
import { Draw } from "../../../plugins/llama_local/draw.ts";

const EVEN = new Map([[1, 0.4], [2, 0.3], [3, 0.2], [4, 0.1]]);

function drawn(count: number, options: { temperature?: number; topP?: number; seed?: number }): number[] {
  const draw = new Draw({ temperature: 1, topP: 1, seed: 7, ...options });
  return Array.from({ length: count }, () => draw.next(EVEN));
}

Deno.test("next() draws the same with the same seed, and otherwise with another", () => {
  assert.deepEqual(drawn(50, {}), drawn(50, {}));
  assert.notDeepEqual(drawn(50, {}), drawn(50, { seed: 8 }));
});

Deno.test("next() draws as often as the likelihoods say", () => {
  const all = drawn(20_000, {});
  for (const [token, likelihood] of EVEN) {
    const share = all.filter((each) => each === token).length / all.length;
    assert.ok(Math.abs(share - likelihood) < 0.02, `${token}: ${share}`);
  }
});

Deno.test("next() draws the likeliest alone at temperature 0, and mostly it at a low one", () => {
  assert.deepEqual(new Set(drawn(100, { temperature: 0 })), new Set([1]));
  const first = drawn(1000, { temperature: 0.2 }).filter((token) => token === 1).length;
  assert.ok(first > 700, `${first}`); // 0.4^5 : 0.3^5 : 0.2^5 : 0.1^5 is 79 % : 19 % : 2 % : 0 %
});

Deno.test("next() draws of the likely tokens that together reach topP, and no other", () => {
  assert.deepEqual(new Set(drawn(500, { topP: 0.7 })), new Set([1, 2]));
  assert.deepEqual(new Set(drawn(500, { topP: 0.71 })), new Set([1, 2, 3]));
  assert.deepEqual(new Set(drawn(100, { topP: 0.01 })), new Set([1]));
});

Deno.test("next() draws one of what it is given, whatever the seed and the temperature", () => {
  const likely = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })
    .map((all) => new Map(all.toSorted((a, b) => b - a).map((likelihood, at) => [at, likelihood])));
  const options = fc.record({
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
    seed: fc.nat(0xffff_ffff),
  });
  fc.assert(fc.property(likely, options, (map, given) => assert.ok(map.has(new Draw(given).next(map)))));
});
