import assert from "node:assert/strict";
import { answers } from "./answers.ts";

Deno.test("Guards solve for the condition under which a call throws", async () => {
  assert.equal(
    (await answers({ n: [4, 9, -1] }, { wanted: [2, 3], thrown: [[2]] }))[0],
    "throw if n < 0; Math.sqrt(n)",
  );
  const given = { a: [6, 7, 1], b: [3, 2, 0] };
  assert.equal((await answers(given, { wanted: [2, 3.5], thrown: [[2]] }))[0], "throw if b === 0; a / b");
});

Deno.test("Guards take what is missing for a reason to throw", async () => {
  const given = { lines: [["a"], ["b", "c"], ["d"]], number: [1, 2, 7] };
  const found = await answers(given, { wanted: ["a", "c"], thrown: [[2]], slack: 4 });
  assert.ok(
    found.includes("throw if lines[number - 1] === undefined; lines[number - 1]"),
    found.join("\n"),
  );
});

Deno.test("Guards give each kind of error its own condition, and join those of one kind", async () => {
  const two = await answers({ n: [3, 5, -2, 0.5] }, { wanted: [6, 10], thrown: [[2], [3]], slack: 4 });
  assert.match(two[0] ?? "", /^throw if n < 0; throw if .*; n (\+ n|\* 2)$/);
  const one = await answers({ n: [3, 14, -3, 200] }, { wanted: [6, 28], thrown: [[2, 3]], slack: 4 });
  assert.match(one[0] ?? "", /^throw if n < 0 \|\| n > \d+; n (\+ n|\* 2)$/);
});
