import assert from "node:assert/strict";
import { Odds } from "../../../../core/fill/decode/odds.ts";

Deno.test("Odds that go on apart know what was seen before, and tell what they saw when they are joined", () => {
  const run = new Odds();
  run.told("rewind", true);
  run.wrote(10);
  const before = run.of("rewind");
  const [one, two] = [new Odds(run), new Odds(run)];
  assert.deepEqual([one.of("rewind"), one.usualTokens(0)], [before, 10]);
  one.told("rewind", true);
  one.wrote(30);
  assert.ok(one.of("rewind") > before);
  assert.deepEqual([run.of("rewind"), two.of("rewind"), two.usualTokens(0)], [before, before, 10]);
  const after = one.of("rewind");
  run.join(one);
  run.join(two);
  assert.deepEqual([run.of("rewind"), run.usualTokens(0)], [after, 20]);
});
