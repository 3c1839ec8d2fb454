import assert from "node:assert/strict";
import { z } from "zod";
import { LoadError, type LoadFault, type PluginEntry } from "../../../core/kernel/load.ts";
import { definePlugin } from "../../../core/kernel/plugin.ts";
import { entryFor, entryOf, head, kernelOf, noOptions, plugin } from "./toy.ts";

const permits = () => ({ integration: {} });

/** The faults of entries that can not be loaded. */
async function faultsOf(entries: readonly PluginEntry[], setupMs = 5000): Promise<readonly LoadFault[]> {
  try {
    await using _kernel = await kernelOf(entries, { setupMs });
  } catch (error) {
    assert.ok(error instanceof LoadError, String(error));
    return error.faults;
  }
  assert.fail("it loads");
}

/** The entry of a good plugin with another manifest; its module must not be loaded. */
function entryWith(changes: Record<string, unknown>): PluginEntry {
  const entry = entryOf(plugin("good", ["integration"], permits));
  const load = () => assert.fail("the module was loaded");
  return { ...entry, manifest: { ...Object(entry.manifest), ...changes }, load };
}

const manifests: readonly (readonly [string, Record<string, unknown>, string, RegExp, string?])[] = [
  ["an unknown point", { points: ["indxer"] }, "manifest", /hook point "indxer"/, 'Did you mean "indexer"?'],
  ["an older contract", { contract: 0 }, "contract", /contract 0, this is 1/, "Update the plugin"],
  ["a newer contract", { contract: 2 }, "contract", /contract 2, this is 1/, "Update Maze"],
  ["a missing part", { languages: undefined }, "manifest", /manifest.languages is undefined, not a list/],
  ["an unknown part", { langauges: [] }, "manifest", /"langauges"/, 'Did you mean "languages"?'],
  ["an unknown permission", { permissions: { nett: [] } }, "manifest", /"nett"/, 'Did you mean "net"?'],
  ["a permission of no option", { permissions: { net: ["$option:baseUrl"] } }, "manifest", /"baseUrl"/],
  ["a name that is a path", { name: "../evil" }, "manifest", /its name "..\/evil"/],
];

for (const [what, changes, code, message, hint] of manifests) {
  Deno.test(`createKernel() refuses ${what} before the plugin's code runs`, async () => {
    const [fault, ...others] = await faultsOf([entryWith(changes)]);
    assert.equal(fault?.code, `plugin/${code}`);
    assert.match(fault?.message ?? "", message);
    if (hint) assert.equal(fault?.hint, hint);
    assert.deepEqual(others, []);
  });
}

Deno.test("createKernel() refuses two plugins of one name", async () => {
  const one = entryOf(plugin("same", ["integration"], permits));
  const faults = await faultsOf([one, { ...one, name: "./other.ts" }]);
  assert.deepEqual(faults.map(({ code, plugin }) => [code, plugin]), [["plugin/duplicate", "./other.ts"]]);
});

Deno.test("createKernel() reports every mistake of every entry at once, with places", async () => {
  const place = (path: readonly string[]) => ({ file: "maze.toml", line: path.length + 3, column: 1 });
  const tuned = definePlugin({
    manifest: head("tuned", ["integration"]),
    options: z.strictObject({ baseUrl: z.string(), size: z.object({ max: z.number() }) }),
    setup: () => assert.fail("a plugin with wrong options was set up"),
  });
  const options = { bseUrl: "http://localhost", size: { max: "9" } };
  const faults = await faultsOf([
    { ...entryOf(tuned, options), place },
    entryWith({ points: ["x"] }),
    {
      ...entryOf(plugin("gone", ["integration"], permits)),
      load: () => import("./plugins/throws_on_load.ts"),
    },
  ]);
  assert.deepEqual(faults.map(({ code, plugin, place }) => [code, plugin, place?.line]), [
    ["plugin/option", "tuned", 4],
    ["plugin/option", "tuned", 4],
    ["plugin/option", "tuned", 5],
    ["plugin/manifest", "good", undefined],
    ["plugin/module", "gone", undefined],
  ]);
  assert.equal(faults[0]?.hint, 'Did you mean "baseUrl"?');
  assert.match(faults[2]?.message ?? "", /option "size.max": /);
  assert.match(
    new LoadError(faults).message,
    /^maze.toml:4:1: Cannot load plugin "tuned": unknown option "bseUrl"\n/,
  );
});

Deno.test("createKernel() refuses options that are no table", async () => {
  const [fault] = await faultsOf([await entryFor("words", "fast")]);
  assert.equal(fault?.code, "plugin/option");
});

Deno.test("createKernel() gives setup the checked options with their defaults", async () => {
  let given: unknown;
  const tuned = definePlugin({
    manifest: head("tuned", ["integration"]),
    options: z.strictObject({ model: z.string().default("small"), size: z.number() }),
    setup: (options) => (given = options, permits()),
  });
  await using _kernel = await kernelOf([entryOf(tuned, { size: 3 })]);
  assert.deepEqual(given, { model: "small", size: 3 });
});

Deno.test("createKernel() names the plugin whose module throws, and keeps the cause", async () => {
  const entry = entryOf(plugin("gone", ["integration"], permits));
  const [fault] = await faultsOf([{ ...entry, load: () => import("./plugins/throws_on_load.ts") }]);
  assert.equal(fault?.message, 'Cannot load plugin "gone": no such library');
  assert.ok(fault?.cause instanceof Error);
});

Deno.test("createKernel() refuses a module whose default export is no plugin", async () => {
  const entry = entryOf(plugin("gone", ["integration"], permits));
  const [fault] = await faultsOf([{ ...entry, load: () => Promise.resolve({ plugin: entry }) }]);
  assert.equal(fault?.code, "plugin/module");
});

Deno.test("createKernel() names the plugin whose setup throws, and disposes the others in reverse order", async () => {
  const ended: string[] = [];
  const ending = (name: string) =>
    entryOf(plugin(name, ["integration"], () => ({
      ...permits(),
      [Symbol.asyncDispose]: () => (ended.push(name), Promise.resolve()),
    })));
  const cause = new Error("no leave");
  const bad = entryOf(plugin("bad", ["integration"], () => Promise.reject(cause)));
  const [fault] = await faultsOf([ending("one"), bad, ending("two")]);
  assert.deepEqual([fault?.code, fault?.plugin, fault?.cause], ["plugin/setup", "bad", cause]);
  assert.deepEqual(ended, ["two", "one"]);
});

Deno.test("createKernel() ends a setup that never does, and disposes what comes late", async () => {
  const late = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const slow = plugin("slow", ["integration"], async () => {
    await late.promise;
    return { ...permits(), [Symbol.dispose]: ended.resolve };
  });
  const [fault] = await faultsOf([entryOf(slow)], 20);
  assert.equal(fault?.message, 'Cannot load plugin "slow": its setup did not end within 20 ms');
  late.resolve();
  await ended.promise;
});

const contributions: readonly (readonly [string, unknown, RegExp])[] = [
  ["an undeclared contribution", { integration: {}, validator: {} }, /contributes "validator"/],
  ["a missing contribution", {}, /declares "integration" and does not contribute it/],
  ["nothing at all", undefined, /declares "integration" and does not contribute it/],
  ["a method that is none", { integration: { authorize: true } }, /"integration.authorize" is boolean/],
];

for (const [what, given, message] of contributions) {
  Deno.test(`createKernel() refuses ${what}`, async () => {
    // deno-lint-ignore no-explicit-any -- a plugin in JavaScript can return anything
    const [fault, ...others] = await faultsOf([entryOf(plugin("odd", ["integration"], () => given as any))]);
    assert.equal(fault?.code, "plugin/contribution");
    assert.match(fault?.message ?? "", message);
    assert.deepEqual(others, []);
  });
}

Deno.test("createKernel() refuses an indexer without a method that all indexers have", async () => {
  // deno-lint-ignore no-explicit-any -- a plugin in JavaScript can lack anything
  const faults = await faultsOf([entryOf(plugin("bare", ["indexer"], () => ({ indexer: {} as any })))]);
  assert.ok(faults.some(({ message }) => message.includes('its "indexer.scope" is undefined, not function')));
});

Deno.test("createKernel() sets integrations up first, whatever their place", async () => {
  const order: string[] = [];
  const guard = plugin("guard", ["integration"], () => (order.push("guard"), permits()));
  const other = definePlugin({
    manifest: head("other", ["validator"]),
    options: noOptions,
    setup: () => {
      order.push("other");
      const report = { validator: "other", state: "valid" as const, diagnostics: [], notes: [] };
      return { validator: { stage: "static" as const, validate: () => Promise.resolve(report) } };
    },
  });
  await using kernel = await kernelOf([entryOf(other), entryOf(guard)]);
  assert.deepEqual(order, ["guard", "other"]);
  assert.deepEqual(kernel.plugins.map(({ name }) => name), ["other", "guard"]);
});

Deno.test("createKernel() throws the reason when it is aborted", async () => {
  const control = new AbortController();
  const slow = plugin("slow", ["integration"], () => new Promise<never>(() => {}));
  const kernel = kernelOf([entryOf(slow)], { signal: control.signal });
  control.abort(new Error("Ctrl-C"));
  await assert.rejects(kernel, /^Error: Ctrl-C$/);
});

Deno.test("definePlugin() does not type-check without a declared contribution", () => {
  definePlugin({
    manifest: head("odd", ["integration", "validator"]),
    options: noOptions,
    // @ts-expect-error -- the manifest declares a validator too
    setup: () => ({ integration: {} }),
  });
});
