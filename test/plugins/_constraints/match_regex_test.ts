import assert from "node:assert/strict";
import fc from "fast-check";
import { matchesWhole } from "../../../plugins/_constraints/match_regex.ts";
import { readRegex } from "../../../plugins/_constraints/read_regex.ts";
import { anyText, matchedRegexes } from "./portable_regex.ts";

Deno.test("matchesWhole() matches as JavaScript does", () => {
  fc.assert(fc.property(matchedRegexes, anyText, ({ pattern, text }, other) => {
    const tree = readRegex(pattern);
    const whole = new RegExp(`^(?:${pattern})$`, "u");
    assert.ok(matchesWhole(tree, text));
    for (const each of [other, text + other, text.slice(1)].filter((one) => one.isWellFormed())) {
      assert.equal(matchesWhole(tree, each), whole.test(each), each);
    }
  }));
});

Deno.test("matchesWhole() is done in a moment where JavaScript would go back for ages", () => {
  const start = performance.now();
  assert.equal(matchesWhole(readRegex("(a+)+b"), "a".repeat(500)), false);
  assert.equal(matchesWhole(readRegex("(?:a|a)*(?:a|a)*c"), "a".repeat(500)), false);
  assert.ok(performance.now() - start < 3000);
});

Deno.test("matchesWhole() keeps bounds of repetitions within repetitions", () => {
  const tree = readRegex("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");
  assert.ok(matchesWhole(tree, "192.168.0.1"));
  assert.ok(!matchesWhole(tree, "192.168.0"));
  assert.ok(!matchesWhole(tree, "1921.168.0.1"));
});
