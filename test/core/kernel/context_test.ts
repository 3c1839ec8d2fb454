import assert from "node:assert/strict";
import { join } from "node:path";
import type { KernelOptions } from "../../../core/kernel/kernel.ts";
import type { Permissions, PluginContext } from "../../../core/kernel/plugin.ts";
import type { Step } from "../../../core/kernel/steps.ts";
import { entryOf, kernelOf, plugin } from "./toy.ts";

/** The context of a plugin that may do this and that, and all steps that are told. */
async function withContext(
  permissions: Permissions,
  work: (context: PluginContext, told: Step[]) => Promise<void>,
  { entries = [], ...options }: Partial<KernelOptions> = {},
): Promise<void> {
  const given = Promise.withResolvers<PluginContext>();
  const probe = entryOf(plugin("probe", ["integration"], (_options, context) => {
    given.resolve(context);
    return { integration: {} };
  }, { permissions }));
  await using kernel = await kernelOf([...entries, probe], options);
  const told: Step[] = [];
  kernel.steps.subscribe((step) => void told.push(step));
  await work(await given.promise, told);
}

Deno.test("log writes an entry of its level, with the plugin's name and its fields", async () => {
  await withContext({}, async (context, told) => {
    for (const level of ["debug", "info", "warn", "error"] as const) {
      context.log[level](`at ${level}`, { size: 1 });
    }
    context.log.info("bare");
    await Promise.resolve();
    assert.deepEqual(
      told.map(({ kind, name, plugin, status, fields }) => [kind, name, plugin, status, fields]),
      [
        ["log", "at debug", "probe", "ok", { size: 1, level: "debug" }],
        ["log", "at info", "probe", "ok", { size: 1, level: "info" }],
        ["log", "at warn", "probe", "ok", { size: 1, level: "warn" }],
        ["log", "at error", "probe", "ok", { size: 1, level: "error" }],
        ["log", "bare", "probe", "ok", { level: "info" }],
      ],
    );
  });
});

Deno.test("store.get() tells a hit or a miss", async () => {
  const root = await Deno.makeTempDir();
  try {
    await withContext({}, async ({ store }, told) => {
      await store.get("a");
      await store.set("a", 1);
      assert.equal(await store.get("a"), 1);
      assert.deepEqual(told.map(({ name, plugin, fields }) => [name, plugin, fields]), [
        ["store.get", "probe", { cache: "store", hits: 0, misses: 1 }],
        ["store.get", "probe", { cache: "store", hits: 1, misses: 0 }],
      ]);
    }, { root });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("env() gives nothing for a variable that is not set", async () => {
  await withContext({ env: ["MAZE_TEST_NOT_SET"] }, async ({ env }) => {
    assert.equal(await env("MAZE_TEST_NOT_SET"), undefined);
  });
});

Deno.test("fetch() sends what it is given, and ends with the caller's signal or the kernel's", async () => {
  const asked = Promise.withResolvers<void>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    if (request.method === "POST") return new Response(`got ${await request.text()}`);
    asked.resolve();
    return await new Promise<Response>((answer) =>
      request.signal.addEventListener("abort", () => answer(new Response()))
    );
  });
  const url = `http://127.0.0.1:${server.addr.port}/`;
  const control = new AbortController();
  await withContext({ net: ["127.0.0.1"] }, async ({ fetch }) => {
    const answer = await fetch(new URL(url), { method: "POST", body: "this" });
    assert.equal(await answer.text(), "got this");
    await assert.rejects(fetch(url, { signal: AbortSignal.abort(new Error("mine")) }), /mine/);
    const waiting = fetch(url, { signal: new AbortController().signal });
    await asked.promise;
    control.abort(new Error("all is over"));
    await assert.rejects(waiting, /all is over/);
  }, { signal: control.signal });
  await server.shutdown();
});

Deno.test("spawn() starts a program in the project's root, and none once all is over", async () => {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const control = new AbortController();
  await withContext({ run: [Deno.execPath()] }, async ({ spawn }) => {
    const child = await spawn(Deno.execPath(), { args: ["eval", "console.log(Deno.cwd()); Deno.exit(3)"] });
    assert.equal(await new Response(child.stdout).text(), `${root}\n`);
    const { success, code } = await child.status;
    assert.deepEqual([success, code], [false, 3]);
    await child.stdin.close();
    await child.stderr.cancel();
    control.abort(new Error("all is over"));
    await assert.rejects(spawn(Deno.execPath(), { args: ["--version"] }), /all is over/);
  }, { root, signal: control.signal });
  await Deno.remove(root, { recursive: true });
});

Deno.test("permit() asks integrations about the file itself, by its whole path", async () => {
  const asked: unknown[] = [];
  const guard = entryOf(plugin("guard", ["integration"], () => ({
    integration: {
      authorize: (action) => (asked.push(action), Promise.resolve({ permit: true, reason: "" })),
    },
  })));
  await withContext({ read: ["."], ffi: ["lib"], run: ["tsc"] }, async ({ permit, project }) => {
    await permit({ kind: "ffi", target: "lib/../lib/a.so" });
    await permit({ kind: "run", target: "tsc" });
    await project.read("a.ts");
    await assert.rejects(permit({ kind: "ffi", target: "a.so" }), {
      code: "permission/undeclared",
      message: 'Cannot permit ffi "/root/a.so" to plugin "probe": its manifest does not say so',
      hint: "Its manifest declares for ffi: lib",
      plugin: "probe",
    });
    await assert.rejects(permit({ kind: "write", target: "a" }), {
      hint: "Its manifest declares for write: nothing",
    });
  }, { entries: [guard], root: "/root", read: () => Promise.resolve("") });
  assert.deepEqual(asked, [
    { kind: "ffi", target: "/root/lib/a.so", plugin: "probe" },
    { kind: "run", target: "tsc", plugin: "probe" },
    { kind: "read", target: "/root/a.ts", plugin: "probe" },
  ]);
});

const reaches: readonly (readonly [Permissions, "net" | "read" | "run" | "write", string, boolean])[] = [
  [{ net: ["http://a"] }, "net", "http://a:80/x", true],
  [{ net: ["https://a"] }, "net", "a:443", true],
  [{ net: ["https://a"] }, "net", "a:80", false],
  [{ net: ["a:8080"] }, "net", "a:80", false],
  [{ net: ["a"] }, "net", "xa:80", false],
  [{ run: ["bin"] }, "run", "bin/tool", false],
  [{ run: ["*"] }, "run", "anything", true],
  [{ read: ["/"] }, "read", "/etc/hosts", true],
  [{ read: ["src/a"] }, "read", "src", false],
  [{ write: ["src"] }, "write", "src/..hidden", true],
  [{ write: ["src/in"] }, "write", "src/..hidden", false],
];

for (const [declared, kind, target, isPermitted] of reaches) {
  const verb = isPermitted ? "reaches" : "does not reach";
  Deno.test(`a permission of ${JSON.stringify(declared)} ${verb} ${target}`, async () => {
    await withContext(declared, async ({ permit }) => {
      const asked = permit({ kind, target });
      await (isPermitted ? asked : assert.rejects(asked, { code: "permission/undeclared" }));
    });
  });
}

Deno.test("a plugin's store lies in the folder of its name", async () => {
  const root = await Deno.makeTempDir();
  try {
    await withContext({}, async ({ store }) => {
      await store.set("a", 1);
      assert.equal((await Deno.stat(join(root, ".maze", "store", "probe", "a"))).isFile, true);
    }, { root });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
