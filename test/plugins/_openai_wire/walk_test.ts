import assert from "node:assert/strict";
import fc from "fast-check";
import type { LikelyToken } from "../../../core/kernel/plugin.ts";
import { endCost, unlistedCost } from "../../../plugins/_openai_wire/scoring.ts";
import { trieOf } from "../../../plugins/_openai_wire/trie.ts";
import { walk } from "../../../plugins/_openai_wire/walk.ts";

const END = 0;
const token = (id: number, p: number): LikelyToken => ({
  id,
  text: id === END ? ")" : `t${id}`,
  logprob: Math.log(p),
});

/** A model by what may follow: tokens, with how likely they are. */
type Table = Readonly<Record<string, Readonly<Record<number, number>>>>;

/** What texts cost, and which steps were asked for. */
async function walked(rows: readonly (readonly number[])[], table: Table, more: {
  readonly most?: number;
  readonly abreast?: number;
  readonly drawn?: Parameters<typeof trieOf>[1];
} = {}) {
  const asked: string[] = [];
  const { most = 99, abreast = 1, drawn = [] } = more;
  const costs = await walk(trieOf(rows, drawn), rows.length, {
    ...{ most, abreast, after: ");" },
    step(ids) {
      asked.push(ids.join(" "));
      const next = Object.entries(table[ids.join(" ")] ?? {}).map(([id, p]) => token(Number(id), p));
      return Promise.resolve(next.sort((a, b) => b.logprob - a.logprob));
    },
  });
  return { costs, asked };
}

const near = (a: number | undefined, b: number) =>
  assert.ok(Math.abs((a ?? NaN) - b) < 1e-9, `${a}, not ${b}`);

const table: Table = {
  "": { 1: 0.6, 2: 0.4 },
  "1": { 3: 0.5, [END]: 0.5 },
  "1 3": { [END]: 1 },
  "2": { [END]: 0.9, 4: 0.1 },
  "2 4": { [END]: 1 },
};

Deno.test("walk() gives each text the likelihood of its tokens and of its end, each step asked once", async () => {
  const { costs, asked } = await walked([[1], [1, 3], [2], [2, 4]], table);
  near(costs[0], -Math.log(0.3));
  near(costs[1], -Math.log(0.3));
  near(costs[2], -Math.log(0.36));
  near(costs[3], -Math.log(0.04));
  assert.deepEqual(asked, ["", "1", "2", "1 3", "2 4"]);
});

Deno.test("walk() knows the likeliest text first, and estimates what it did not look at as no likelier", async () => {
  const { costs, asked } = await walked([[1], [1, 3], [2], [2, 4]], table, { most: 3 });
  assert.equal(asked.length, 3);
  near(costs[2], -Math.log(0.36));
  near(costs[1], -Math.log(0.3) + 1);
  near(costs[3], -Math.log(0.04) + 1);
});

Deno.test("walk() does not look at what is a thousand times less likely", async () => {
  const far: Table = { "": { 1: 0.9999, 2: 0.0001 }, "1": { [END]: 1 } };
  const { asked } = await walked([[1], [2, 5, 6]], far);
  assert.deepEqual(asked, ["", "1"]);
});

Deno.test("walk() asks nothing that drawn answers tell", async () => {
  const top = (at: string) => Object.entries(table[at] ?? {}).map(([id, p]) => token(Number(id), p));
  const drawn = [[{ ...token(1, 0.6), top: top("") }, { ...token(3, 0.5), top: top("1") }, {
    ...token(0, 1),
    top: top("1 3"),
  }]];
  const { costs, asked } = await walked([[1], [1, 3]], table, { drawn });
  assert.deepEqual(asked, []);
  near(costs[1], -Math.log(0.3));
});

Deno.test("walk() ends where nothing more may be asked, with an estimate for all", async () => {
  const root = trieOf([[1, 3], [2]], []);
  const costs = await walk(root, 2, {
    most: 9,
    abreast: 2,
    after: "",
    step: () => Promise.resolve(undefined),
  });
  assert.deepEqual(costs, [3, 2]);
});

Deno.test("walk() agrees with the likelihoods of any model, whatever is asked at once", async () => {
  const row = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 });
  const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 8, selector: (ids) => ids.join(" ") });
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 4 }), fc.integer(), async (rows, abreast, seed) => {
      const weights = (ids: readonly number[]) =>
        [0, 1, 2, 3].map((id) => 1 + Math.abs((seed + 7 * id + ids.length * 13 + (ids.at(-1) ?? 0)) % 5));
      const likely = (ids: readonly number[], id: number) => {
        const all = weights(ids);
        return (all[id] ?? 0) / all.reduce((sum, one) => sum + one, 0);
      };
      const costs = await walk(trieOf(rows, []), rows.length, {
        ...{ most: 999, abreast, after: ")" },
        step: (ids) => Promise.resolve([0, 1, 2, 3].map((id) => token(id, likely(ids, id)))),
      });
      for (const [at, ids] of rows.entries()) {
        const steps = [...ids, END].map((id, step) => -Math.log(likely(ids.slice(0, step), id)));
        near(costs[at], steps.reduce((sum, one) => sum + one, 0));
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("endCost() sums what ends a text, and leaves out what another candidate goes on with", () => {
  const said = (text: string, p: number): LikelyToken => ({ text, id: 7, logprob: Math.log(p) });
  const top = [said(")", 0.5), said("", 0.25), said(".length", 0.2)];
  near(endCost(top, ");"), -Math.log(0.75));
  near(endCost([said(".length", 0.5)], ".length > 0"), -Math.log(0.5));
  const own = endCost([said(".length", 0.5)], ".length > 0", ({ id }) => id === 7);
  near(own, unlistedCost([said(".length", 0.5)]));
});

Deno.test("unlistedCost() is as much as the last listed token, and as all that are not listed", () => {
  near(unlistedCost([token(1, 0.9), token(2, 0.05)]), -Math.log(0.05));
  near(unlistedCost([token(1, 0.5), token(2, 0.499)]), -Math.log(0.001));
});
