import assert from "node:assert/strict";
import fc from "fast-check";
import { isBoth, isEither, rowSetOf } from "../../../../plugins/examples/explore/inside/row_set.ts";

/** Whether each row is in one set and in another. */
const rows = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 130 });
const setOf = (all: readonly boolean[]) => rowSetOf(all.length, (row) => all[row]!);

Deno.test("rowSetOf() makes different sets of different rows, also behind the thirtieth", () => {
  const alone = Array.from({ length: 100 }, (_, row) => rowSetOf(100, (one) => one === row).join());
  assert.equal(new Set(alone).size, 100);
  assert.deepEqual(rowSetOf(31, () => true), [2 ** 30 - 1, 1]);
});

Deno.test("isBoth() and isEither() tell whether two sets make a third, at every row", () => {
  fc.assert(fc.property(rows, fc.nat(), (all, at) => {
    const [one, two] = [all.map(([is]) => is), all.map(([, is]) => is)];
    const [and, or] = [one.map((is, row) => is && two[row]!), one.map((is, row) => is || two[row]!)];
    assert.ok(isBoth(setOf(one), setOf(two), setOf(and)));
    assert.ok(isEither(setOf(one), setOf(two), setOf(or)));
    if (all.length === 0) return;
    const row = at % all.length;
    assert.ok(!isBoth(setOf(one), setOf(two), setOf(and.with(row, !and[row]))));
    assert.ok(!isEither(setOf(one), setOf(two), setOf(or.with(row, !or[row]))));
  }));
});
