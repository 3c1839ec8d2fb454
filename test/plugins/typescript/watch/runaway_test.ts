import assert from "node:assert/strict";
import { runawayIn } from "../../../../plugins/typescript/watch/runaway.ts";

Deno.test("runawayIn() finds white space and repetition only at the end, and only in bulk", () => {
  assert.equal(runawayIn(`a${" ".repeat(256)}`), undefined);
  assert.deepEqual(runawayIn(`a\n${" ".repeat(300)}`)?.span, { start: 1, end: 302 });
  const line = "items.push(nextItem());\n";
  assert.equal(runawayIn(line.repeat(16)), undefined);
  // The line end before and its semicolon belong to the repetition.
  const found = runawayIn(`const items = [];\n${line.repeat(18)}`);
  assert.deepEqual([found?.code, found?.span], ["watch/repetition", { start: 16, end: 18 + 24 * 18 }]);
  assert.equal(runawayIn(`${line.repeat(18)}return items;`), undefined);
});

Deno.test("runawayIn() lets lines pass that only look alike", () => {
  const table = Array.from({ length: 60 }, (_, at) => `table.set(${at}, "${at * 7}");\n`).join("");
  assert.equal(runawayIn(table), undefined);
  assert.equal(runawayIn("[0, 0, 0, 0, 0, 0, 0, 0],\n".repeat(8)), undefined);
});
