import assert from "node:assert/strict";
import { callsApart } from "../../../../plugins/examples/mend/calls_apart.ts";

/** The calls that the texts bring. */
function brought(call: string, texts: readonly string[]): readonly string[] {
  const example = { call, value: "", file: "a.ts", span: { start: 0, end: 0 } };
  const without = callsApart([example], []);
  return callsApart([example], texts).filter((one) => !without.includes(one));
}

Deno.test("callsApart() takes the literals of the texts into the calls, each in the place of one of its kind", () => {
  assert.deepEqual(brought('f(7, 8, "a")', ["if (n > 50) return 'x';"]), [
    'f(50, 8, "a")',
    'f(7, 50, "a")',
    "f(7, 8, 'x')",
  ]);
});

Deno.test("callsApart() makes no call twice, none of the examples', and no more than 24 of the texts'", () => {
  assert.deepEqual(brought("f(7)", ["n === 7", "n === 8", "n === 8"]), []); // 8 is a neighbour of 7
  const many = Array.from({ length: 60 }, (_, at) => `n === ${at + 100}`);
  assert.equal(brought("f(7)", many).length, 24);
});
