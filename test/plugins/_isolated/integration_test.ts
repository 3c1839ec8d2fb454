import assert from "node:assert/strict";
import { isolatedEntry, openWild, ROOT } from "./opened.ts";

const guard = isolatedEntry({
  module: "./guard.ts",
  ...{ name: "guard", points: ["integration"], permissions: { env: ["MAZE_TEST_DENIED"] } },
});

Deno.test("an isolated integration permits and denies, and is not asked about what it does meanwhile", async () => {
  Deno.env.set("MAZE_TEST_DENIED", "run");
  try {
    await using wild = await openWild({ permissions: { run: ["echo"], read: ["."] } }, { entries: [guard] });
    await assert.rejects(wild.say("spawn echo said"), {
      code: "permission/denied",
      message: 'Cannot permit run "echo" to plugin "wild": no echo',
    });
    assert.match(await wild.say("read deno.json"), /@maze\/maze/);
    const action = { kind: "run", target: "sh", plugin: "wild" } as const;
    const answer = await wild.kernel.ask("integration.authorize", [action]);
    assert.deepEqual(answer, { permit: false, reason: "no sh" });
    await assert.rejects(wild.say(`bare-read ${ROOT}/../x`), /Requires read access/);
  } finally {
    Deno.env.delete("MAZE_TEST_DENIED");
  }
});
