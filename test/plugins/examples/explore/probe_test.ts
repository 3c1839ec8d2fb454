import assert from "node:assert/strict";
import { Probe } from "../../../../plugins/examples/explore/inside/probe.ts";

Deno.test("play() tells what a call comes to with a value in the hole, and gives up one that has no end", async () => {
  const probe = new Probe();
  assert.equal(await probe.play(() => probe.visit([]), 3), 3);
  assert.equal(await probe.play(async () => `${await probe.visit([])}`, 3), "3");
  await assert.rejects(probe.play(() => new Promise(() => {}), 3), /no end/);
  await assert.rejects(probe.play(() => [probe.visit([]), probe.visit([])], 3), TypeError);
});
