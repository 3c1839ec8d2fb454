import assert from "node:assert/strict";
import { observe, shown } from "../../../bench/holes/observe.ts";

Deno.test("observe() tells values, errors by name, and what a call has changed", async () => {
  const told = (call: (...given: never[]) => unknown, ...given: readonly unknown[]) =>
    observe({
      self: () => undefined,
      call: (_, list) => Reflect.apply(call, undefined, [...list]),
      given: [() => given],
    });
  assert.deepEqual(await told((a: number, b: number) => a + b, 1, 2), ["gives 3"]);
  assert.deepEqual(await told(() => Promise.resolve("x")), ['gives "x"']);
  assert.deepEqual(
    await told(() => {
      throw new RangeError("how");
    }),
    ["throws RangeError"],
  );
  assert.deepEqual(await told((list: number[]) => void list.push(1), []), [
    "gives undefined leaves [undefined,[[1]]]",
  ]);
  assert.deepEqual(
    await told(function* () {
      yield 1;
      yield 2;
    }),
    ["gives [1,2]"],
  );
  assert.deepEqual(await told(() => () => 1), ["unseen"]);
});

Deno.test("shown() is equal for equal values, whatever the order of their members, and differs for others", () => {
  assert.equal(shown({ a: 1, b: [-0] }), shown({ b: [0], a: 1 }));
  const all = [
    ...[
      0,
      0n,
      "0",
      NaN,
      null,
      undefined,
      true,
      [],
      {},
      [0],
      new Uint8Array([0]),
      new Set([0]),
      new Map([[0, 0]]),
    ],
    ...[
      new Date(0),
      new Date(1),
      { a: undefined },
      [[]],
      new (class Other {})(),
      new TypeError(),
      Symbol("a"),
    ],
  ];
  assert.equal(new Set(all.map((one) => shown(one))).size, all.length);
  const cycle: unknown[] = [];
  cycle.push(cycle);
  assert.equal(shown(cycle), "[[cycle]]");
});
