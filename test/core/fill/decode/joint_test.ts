import assert from "node:assert/strict";
import { jointOf } from "../../../../core/fill/decode/joint.ts";

const order = (costs: readonly number[]) =>
  costs.map((_, at) => at).sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0));

Deno.test("jointOf() leaves a model that is sure its choice, and lets proposers choose where it is not", () => {
  const sure = jointOf([{ model: 0.05, prior: 8, draws: 2 }, { model: 6, prior: 0.1, draws: 0 }]);
  assert.deepEqual(order(sure.costs), [0, 1]);
  assert.ok(sure.unsure < 0.1, `${sure.unsure}`);
  const torn = jointOf([{ model: 1.1, prior: 8, draws: 1 }, { model: 1.2, prior: 0.1, draws: 0 }]);
  assert.deepEqual(order(torn.costs), [1, 0]);
  assert.ok(torn.unsure > 0.99, `${torn.unsure}`);
});

Deno.test("jointOf() listens less to a model that would rather write something else than any candidate", () => {
  const prefers = [{ model: 1, prior: 4, draws: 0 }, { model: 4, prior: 0.1, draws: 0 }];
  const unlikely = prefers.map((one) => ({ ...one, model: one.model + 6 }));
  assert.deepEqual(order(jointOf(prefers).costs), [0, 1]);
  assert.deepEqual(order(jointOf(unlikely).costs), [1, 0]);
  assert.ok(jointOf(unlikely).unsure > 0.99 && jointOf(prefers).unsure < 0.75);
});

Deno.test("jointOf() is m + unsure * s, to the number", () => {
  const { costs, unsure, mass } = jointOf([
    { model: Math.log(4), prior: 1, draws: 0 },
    { model: Math.log(4), prior: 2, draws: 0 },
  ]);
  const total = Math.exp(-1) + Math.exp(-2);
  assert.equal(unsure, 1);
  assert.ok(Math.abs((costs[0] ?? 0) - (Math.log(4) + 1 + Math.log(total))) < 1e-9);
  assert.ok(Math.abs((costs[1] ?? 0) - (Math.log(4) + 2 + Math.log(total))) < 1e-9);
  assert.ok(Math.abs((mass ?? 0) - 0.5) < 1e-9);
});

Deno.test("jointOf() counts samples where no likelihood is known, and tells no mass", () => {
  const { costs, mass } = jointOf([{ draws: 0, prior: 1 }, { draws: 3, prior: 1 }, { draws: 1, model: 0.1 }]);
  assert.deepEqual(order(costs), [1, 2, 0]);
  assert.equal(mass, undefined);
});

Deno.test("jointOf() takes what nobody proposed for as likely as the least likely proposal", () => {
  const [own = 0, last = 0, first = 0] = jointOf([
    { model: 1, draws: 1 },
    { model: 1, prior: 5, draws: 0 },
    { model: 1, prior: 2, draws: 0 },
  ]).costs;
  assert.equal(own, last);
  assert.ok(first < own);
});

Deno.test("jointOf() is finite also where costs are beyond numbers, and for one candidate", () => {
  const { costs } = jointOf([{ model: 1e5, prior: 1e5, draws: 0 }, { model: 0, prior: 0, draws: 1 }]);
  assert.ok(costs.every(Number.isFinite), costs.join(" "));
  assert.deepEqual(jointOf([{ model: 2, prior: 3, draws: 1 }]), {
    costs: [2],
    unsure: 1 - Math.exp(-2),
    mass: Math.exp(-2),
  });
});
