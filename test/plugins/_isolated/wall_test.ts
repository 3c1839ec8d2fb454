import assert from "node:assert/strict";
import { entryOf, plugin } from "../../core/kernel/toy.ts";
import { openWild, ROOT } from "./opened.ts";

/** What reaches past `context`, and how Deno refuses it. */
const BARE: readonly (readonly [string, RegExp])[] = [
  ["bare-read /etc/hostname", /Requires read access to "\/etc\/hostname"/],
  [`bare-read ${ROOT}/deno.json`, /Requires read access/],
  ["bare-write /tmp/never-written", /Requires write access to "\/tmp\/never-written"/],
  ["bare-env HOME", /Requires env access to "HOME"/],
  ["bare-fetch http://127.0.0.1:9999/", /Requires net access to "127.0.0.1:9999"/],
  ["bare-run /bin/ls", /Requires run access to "\/bin\/ls"/],
  [`bare-import ${new URL("../../../deno.json", import.meta.url)}`, /Requires read access/],
];

Deno.test("an isolated plugin that goes past its context is refused by the wall", async () => {
  await using wild = await openWild();
  for (const [deed, refusal] of BARE) {
    await assert.rejects(wild.say(deed), refusal);
  }
});

Deno.test("an isolated plugin may do what its manifest declares, also without its context", async () => {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("served"),
  );
  const { port } = server.addr;
  const permissions = {
    net: [`http://127.0.0.1:${port}/v1`],
    read: ["deno.json"],
    run: ["echo"],
    env: ["HOME"],
  };
  await using wild = await openWild({ permissions });
  assert.equal(await wild.say(`bare-fetch http://127.0.0.1:${port}/`), "served");
  assert.equal(await wild.say(`fetch http://127.0.0.1:${port}/`), "served");
  assert.match(await wild.say(`bare-read ${ROOT}/deno.json`), /@maze\/maze/);
  assert.equal(await wild.say("spawn echo said"), "said");
  assert.equal(await wild.say("bare-env HOME"), Deno.env.get("HOME"));
  await assert.rejects(wild.say(`bare-read ${ROOT}/README.md`), /Requires read access/);
});

Deno.test("a permission that names an option is the option's value, its default too", async () => {
  const schema = { type: "object", properties: { file: { type: "string", default: "deno.json" } } };
  const each = { schema, permissions: { read: ["$option:file"] } };
  {
    await using wild = await openWild(each);
    assert.match(await wild.say(`bare-read ${ROOT}/deno.json`), /@maze\/maze/);
  }
  await using wild = await openWild({ ...each, options: { file: "README.md" } });
  assert.match(await wild.say(`bare-read ${ROOT}/README.md`), /# Maze/);
  await assert.rejects(wild.say(`bare-read ${ROOT}/deno.json`), /Requires read access/);
});

Deno.test("context refuses in a child what is not declared, with the code it has in process", async () => {
  await using wild = await openWild();
  const code = "permission/undeclared";
  await assert.rejects(wild.say("fetch http://127.0.0.1:9999/"), { code });
  await assert.rejects(wild.say("spawn ls"), { code });
  await assert.rejects(wild.say("env HOME"), { code });
  await assert.rejects(wild.say("read deno.json"), { code });
});

Deno.test("the policy holds for an isolated plugin as it does in process", async () => {
  const asked: string[] = [];
  const guard = entryOf(plugin("guard", ["integration"], () => ({
    integration: {
      authorize({ kind, target }) {
        asked.push(`${kind} ${target}`);
        return Promise.resolve({ permit: kind !== "run", reason: "no programs" });
      },
    },
  })));
  await using wild = await openWild({ permissions: { run: ["echo"], read: ["."] } }, { entries: [guard] });
  await assert.rejects(wild.say("spawn echo said"), { code: "permission/denied" });
  assert.match(await wild.say("read deno.json"), /@maze\/maze/);
  assert.deepEqual(asked, ["run echo", `read ${ROOT}/deno.json`]);
});

Deno.test("an isolated plugin sees no variable that is not declared, in no way", async () => {
  Deno.env.set("MAZE_TEST_HIDDEN", "hidden");
  try {
    await using wild = await openWild({ permissions: { env: ["MAZE_TEST_HIDDEN_NOT"], read: ["/proc"] } });
    await assert.rejects(wild.say("bare-read /proc/self/environ"));
    await assert.rejects(wild.say("bare-env MAZE_TEST_HIDDEN"), /Requires env access/);
  } finally {
    Deno.env.delete("MAZE_TEST_HIDDEN");
  }
});

Deno.test("a permission that Deno can not be told is refused, not widened", async () => {
  for (
    const [kind, target] of [["net", "a.example,b.example"], ["env", "AWS_*"], ["net", "*.example"]] as const
  ) {
    await assert.rejects(openWild({ permissions: { [kind]: [target] } }), {
      name: "LoadError",
      message: new RegExp(`Cannot permit ${kind} "${RegExp.escape(target)}"`),
    });
  }
});

Deno.test("an empty option permits nothing", async () => {
  const schema = { type: "object", properties: { at: { type: "string" } } };
  const permissions = { net: ["$option:at"], read: ["$option:at"], run: ["$option:at"], env: ["$option:at"] };
  await using wild = await openWild({ schema, permissions, options: { at: "" } });
  await assert.rejects(wild.say("bare-fetch http://127.0.0.1:9999/"), /Requires net access/);
  await assert.rejects(wild.say(`bare-read ${ROOT}/deno.json`), /Requires read access/);
  await assert.rejects(wild.say("bare-run /bin/ls"), /Requires run access/);
  await assert.rejects(wild.say("bare-env HOME"), /Requires env access/);
  await assert.rejects(wild.say("read deno.json"), { code: "permission/undeclared" });
});
