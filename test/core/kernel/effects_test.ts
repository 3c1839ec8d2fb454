import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import type { Kernel, KernelOptions } from "../../../core/kernel/kernel.ts";
import {
  type Child,
  definePlugin,
  type Permissions,
  type PluginContext,
} from "../../../core/kernel/plugin.ts";
import { Steps } from "../../../core/kernel/steps.ts";
import { entryOf, head, kernelOf, plugin } from "./toy.ts";

/** A kernel with one plugin that may do this and that, and the plugin's context. */
async function contextWith(
  permissions: Permissions,
  options: Partial<KernelOptions> & { readonly settings?: Record<string, unknown> } = {},
): Promise<{ context: PluginContext; kernel: Kernel }> {
  const given = Promise.withResolvers<PluginContext>();
  const probe = definePlugin({
    manifest: { ...head("probe", ["validator"]), permissions },
    options: z.strictObject({ baseUrl: z.string().optional(), hosts: z.array(z.string()).default([]) }),
    setup: (_options, context) => {
      given.resolve(context);
      const report = { validator: "probe", state: "valid" as const, diagnostics: [], notes: [] };
      return { validator: { stage: "static", validate: () => Promise.resolve(report) } };
    },
  });
  const { settings = {}, entries = [], ...others } = options;
  const kernel = await kernelOf([...entries, entryOf(probe, settings)], others);
  return { context: await given.promise, kernel };
}

const undeclared = { code: "permission/undeclared" };

const permissions: readonly (readonly [Permissions, string, string, boolean])[] = [
  [{ net: ["localhost"] }, "net", "localhost:8080", true],
  [{ net: ["localhost:80"] }, "net", "http://localhost/v1", true],
  [{ net: ["localhost:80"] }, "net", "https://localhost/", false],
  [{ net: ["https://api.example/v1"] }, "net", "https://api.example/v2", true],
  [{ net: ["example"] }, "net", "http://api.example/", false],
  [{ net: ["$option:baseUrl"] }, "net", "http://127.0.0.1:9/x", true],
  [{ net: ["$option:hosts"] }, "net", "two:80", true],
  [{ net: ["$option:hosts"] }, "net", "three:80", false],
  [{ net: ["*"] }, "net", "anywhere:1", true],
  [{ read: ["."] }, "read", "src/a.ts", true],
  [{ read: ["."] }, "read", "../other/a.ts", false],
  [{ read: ["src"] }, "read", "src", true],
  [{ read: ["src"] }, "read", "src2/a.ts", false],
  [{ read: ["."] }, "write", "src/a.ts", false],
  [{ write: ["/tmp/out"] }, "write", "/tmp/out/../x", false],
  [{ run: ["tsc"] }, "run", "tsc", true],
  [{ run: ["tsc"] }, "run", "./tsc", false],
  [{ env: ["HOME"] }, "env", "PATH", false],
];

for (const [declared, kind, target, isPermitted] of permissions) {
  const verb = isPermitted ? "permits" : "refuses";
  Deno.test(`permit() ${verb} ${kind} ${target} where ${JSON.stringify(declared)} is declared`, async () => {
    const settings = { baseUrl: "http://127.0.0.1:9/v1", hosts: ["one", "two:80"] };
    const { context, kernel } = await contextWith(declared, { settings });
    await using _kernel = kernel;
    const asked = context.permit({ kind: kind as "net", target });
    await (isPermitted ? asked : assert.rejects(asked, undeclared));
  });
}

Deno.test("permit() is refused when an integration denies, with its reason", async () => {
  const actions: unknown[] = [];
  const guard = entryOf(plugin("guard", ["integration"], () => ({
    integration: {
      authorize: (
        action,
      ) => (actions.push(action), Promise.resolve({ permit: false, reason: "quiet hours" })),
    },
  })));
  const { context, kernel } = await contextWith({ net: ["*"] }, { entries: [guard] });
  await using _kernel = kernel;
  const asked = context.fetch("http://localhost:1/");
  await assert.rejects(asked, { code: "permission/denied", message: /quiet hours/, plugin: "probe" });
  assert.deepEqual(actions, [{ kind: "net", target: "localhost:1", plugin: "probe" }]);
});

Deno.test("an integration's own effects while it authorizes are not asked for again", async () => {
  let asked = 0;
  const guard = entryOf(plugin("guard", ["integration"], (_options, context) => ({
    integration: {
      async authorize() {
        asked++;
        await context.permit({ kind: "env", target: "HOME" });
        return { permit: true, reason: "" };
      },
    },
  }), { permissions: { env: ["HOME"] } }));
  const { context, kernel } = await contextWith({ net: ["*"] }, { entries: [guard] });
  await using _kernel = kernel;
  await context.permit({ kind: "net", target: "localhost:1" });
  assert.equal(asked, 1);
});

Deno.test("fetch() reaches a declared host, and hands redirects over instead of following them", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    (request) =>
      request.url.endsWith("/away") ? Response.redirect("http://localhost:1/") : new Response("here"),
  );
  const base = `http://127.0.0.1:${server.addr.port}`;
  const { context, kernel } = await contextWith({ net: ["$option:baseUrl"] }, {
    settings: { baseUrl: base },
  });
  await using _kernel = kernel;
  assert.equal(await (await context.fetch(`${base}/v1`)).text(), "here");
  const away = await context.fetch(`${base}/away`, { redirect: "follow" });
  await away.body?.cancel();
  assert.equal(away.status, 302);
  await server.shutdown();
});

Deno.test("fetch() refuses whatever is not http, and hosts that are not declared", async () => {
  const { context, kernel } = await contextWith({ net: ["localhost"] });
  await using _kernel = kernel;
  await assert.rejects(context.fetch("file:///etc/hostname"), TypeError);
  await assert.rejects(context.fetch("data:text/plain,x"), TypeError);
  await assert.rejects(context.fetch("http://127.0.0.1:1/"), undeclared);
});

/** A program that says it is ready, then stays; with `deaf` it does not hear SIGTERM. */
function stay(deaf = false): string[] {
  const handle = deaf ? 'Deno.addSignalListener("SIGTERM", () => {});' : "";
  return ["eval", `${handle} console.log("ready"); setInterval(() => {}, 1000);`];
}

/** Waits until a program has said something. */
async function hear({ stdout }: Child): Promise<void> {
  const reader = stdout.getReader();
  await reader.read();
  reader.releaseLock();
}

const run = { run: [Deno.execPath()] };

Deno.test("spawn() ends a child with the kernel", async () => {
  const { context, kernel } = await contextWith(run, { root: Deno.cwd() });
  const child = await context.spawn(Deno.execPath(), { args: stay() });
  await hear(child);
  await kernel[Symbol.asyncDispose]();
  assert.notEqual(await Promise.race([child.status, "running"]), "running");
  assert.equal((await child.status).success, false);
});

Deno.test("spawn() ends a child when the kernel's signal is aborted", async () => {
  const control = new AbortController();
  const { context, kernel } = await contextWith(run, { root: Deno.cwd(), signal: control.signal });
  await using _kernel = kernel;
  const child = await context.spawn(Deno.execPath(), { args: stay() });
  await hear(child);
  control.abort();
  assert.equal((await child.status).success, false);
});

Deno.test("spawn() kills a child that does not hear", async () => {
  const { context, kernel } = await contextWith(run, { root: Deno.cwd() });
  await using _kernel = kernel;
  const child = await context.spawn(Deno.execPath(), { args: stay(true) });
  await hear(child);
  await child[Symbol.asyncDispose]();
  assert.equal((await child.status).code, 137);
});

Deno.test("spawn() gives a child that ends by itself its arguments, variables and folder", async () => {
  const root = await Deno.realPath(await Deno.makeTempDir());
  await Deno.mkdir(join(root, "sub"));
  const { context, kernel } = await contextWith(run, { root });
  await using _kernel = kernel;
  const script = "console.log(Deno.cwd(), Deno.env.get('GREETING'), Deno.args[0])";
  await using child = await context.spawn(Deno.execPath(), {
    args: ["run", "-A", `data:text/javascript,${encodeURIComponent(script)}`, "a b"],
    cwd: "sub",
    env: { GREETING: "hello" },
  });
  assert.equal(await new Response(child.stdout).text(), `${join(root, "sub")} hello a b\n`);
  assert.deepEqual((await child.status).success, true);
  await Deno.remove(root, { recursive: true });
});

Deno.test("spawn() refuses a program that is not declared", async () => {
  const { context, kernel } = await contextWith({ run: ["tsc"] });
  await using _kernel = kernel;
  await assert.rejects(context.spawn("sh"), undeclared);
});

Deno.test("env() gives a declared variable, whose value no later step shows", async () => {
  const steps = new Steps();
  const shown: string[] = [];
  steps.subscribe((step) => void shown.push(JSON.stringify(step)));
  Deno.env.set("MAZE_TEST_EFFECTS_KEY", "sk-0123456789");
  const { context, kernel } = await contextWith({ env: ["MAZE_TEST_EFFECTS_KEY"] }, { steps });
  await using _kernel = kernel;
  assert.equal(await context.env("MAZE_TEST_EFFECTS_KEY"), "sk-0123456789");
  context.log.warn("refused: sk-0123456789", { header: "Bearer sk-0123456789" });
  Deno.env.delete("MAZE_TEST_EFFECTS_KEY");
  assert.match(shown.at(-1) ?? "", /refused: \[redacted\].*Bearer \[redacted\].*"level":"warn"/);
  assert.ok(!shown.join().includes("sk-0123456789"));
  await assert.rejects(context.env("HOME"), undeclared);
});

Deno.test("project.read() gives the text as it stands, and asks for read", async () => {
  const read = (file: string) => Promise.resolve(`text of ${file}`);
  const { context, kernel } = await contextWith({ read: ["src"] }, { read });
  await using _kernel = kernel;
  assert.equal(await context.project.read("src/a.ts"), "text of src/a.ts");
  await assert.rejects(context.project.read("secret.ts"), undeclared);
});

Deno.test("project.read() reads from disk where nothing lies over it", async () => {
  const root = await Deno.makeTempDir();
  await Deno.writeTextFile(join(root, "a.ts"), "1");
  const { context, kernel } = await contextWith({ read: ["."] }, { root });
  await using _kernel = kernel;
  assert.equal(await context.project.read("a.ts"), "1");
  await Deno.remove(root, { recursive: true });
});

Deno.test("store tells how often it had what was asked for", async () => {
  const steps = new Steps();
  const told: unknown[] = [];
  steps.subscribe(({ plugin, fields }) => {
    if (fields.cache !== undefined) told.push([plugin, fields]);
  });
  const root = await Deno.makeTempDir();
  const { context, kernel } = await contextWith({}, { root, steps });
  await using _kernel = kernel;
  await context.store.get("a");
  await context.store.set("a", 1);
  assert.equal(await context.store.get("a"), 1);
  assert.deepEqual(told, [
    ["probe", { cache: "store", hits: 0, misses: 1 }],
    ["probe", { cache: "store", hits: 1, misses: 0 }],
  ]);
  await Deno.remove(root, { recursive: true });
});

Deno.test("store keeps values in the plugin's own folder, and asks integrations", async () => {
  const root = await Deno.makeTempDir();
  const { context, kernel } = await contextWith({}, { root, storeBytes: 100 });
  await context.store.set("a", [1]);
  assert.deepEqual(Array.from(Deno.readDirSync(join(root, ".maze/store/probe")), ({ name }) => name), ["a"]);
  await assert.rejects(context.store.set("b", "x".repeat(100)), RangeError);
  await kernel[Symbol.asyncDispose]();

  const guard = entryOf(plugin("guard", ["integration"], () => ({
    integration: { authorize: ({ kind }) => Promise.resolve({ permit: kind === "read", reason: "frozen" }) },
  })));
  const frozen = await contextWith({}, { root, entries: [guard] });
  await using _kernel = frozen.kernel;
  assert.deepEqual(await frozen.context.store.get("a"), [1]);
  await assert.rejects(frozen.context.store.set("a", 2), { code: "permission/denied" });
  assert.deepEqual(await frozen.context.store.get("a"), [1]);
  await Deno.remove(root, { recursive: true });
});

Deno.test("the oracle is given to providers alone", async () => {
  const { context, kernel } = await contextWith({});
  await using _kernel = kernel;
  assert.equal(context.oracle, undefined);
});

Deno.test("the context's signal is aborted after the plugin was disposed", async () => {
  const seen: boolean[] = [];
  const ending = plugin("ending", ["integration"], (_options, { signal }) => ({
    integration: {},
    [Symbol.dispose]: () => void seen.push(signal.aborted),
  }));
  const { context, kernel } = await contextWith({}, { entries: [entryOf(ending)] });
  await kernel[Symbol.asyncDispose]();
  assert.deepEqual([...seen, context.signal.aborted], [false, true]);
});
