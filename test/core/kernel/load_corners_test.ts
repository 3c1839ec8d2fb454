import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { LoadError, type LoadFault, type PluginEntry } from "../../../core/kernel/load.ts";
import { definePlugin, type SchemaIssue } from "../../../core/kernel/plugin.ts";
import { entryOf, head, kernelOf, never, plugin } from "./toy.ts";

const permits = () => ({ integration: {} });
const good = entryOf(plugin("good", ["integration"], permits));

/** What an entry can not be loaded for. */
async function faultsOf(entries: readonly PluginEntry[], setupMs = 5000): Promise<readonly LoadFault[]> {
  const error = await kernelOf(entries, { setupMs }).then(() => undefined, (error: unknown) => error);
  assert.ok(error instanceof LoadError, String(error));
  return error.faults;
}

/** A plugin whose schema finds these mistakes, after a while. */
function picky(issues: readonly SchemaIssue[]) {
  const validate = () => delay(1, { issues });
  return definePlugin({
    manifest: head("picky", ["integration"]),
    options: { "~standard": { version: 1, vendor: "toy", validate } },
    setup: permits,
  });
}

Deno.test("createKernel() names an option by its path, however the schema writes that", async () => {
  const issues = [{ message: "too long", path: ["hosts", 0, { key: "name" }] }, { message: "odd" }];
  const faults = await faultsOf([entryOf(picky(issues))]);
  assert.deepEqual(faults.map(({ code, message }) => [code, message]), [
    ["plugin/option", 'Cannot load plugin "picky": option "hosts.0.name": too long'],
    ["plugin/option", 'Cannot load plugin "picky": option "": odd'],
  ]);
});

Deno.test("createKernel() refuses modules that are only half a plugin", async () => {
  const { default: whole } = Object(await good.load());
  const { setup: _, ...idle } = whole;
  const { options: __, ...vague } = whole;
  for (const half of [idle, vague, { ...whole, options: { "~standard": {} } }, null]) {
    const [fault, ...others] = await faultsOf([{ ...good, load: () => Promise.resolve({ default: half }) }]);
    assert.deepEqual([fault?.code, fault?.hint, others], [
      "plugin/module",
      "Export default definePlugin({ … })",
      [],
    ]);
  }
});

Deno.test("createKernel() ends the load of a module that never comes, and says what was thrown", async () => {
  const [late] = await faultsOf([{ ...good, load: never }], 20);
  assert.deepEqual([late?.code, late?.message], [
    "plugin/module",
    'Cannot load plugin "good": No answer within 20 ms',
  ]);
  const [odd] = await faultsOf([{ ...good, load: () => Promise.reject("a word") }]);
  assert.equal(odd?.message, 'Cannot load plugin "good": a word');
});

Deno.test("LoadError keeps the cause of a single fault, and names each of several", async () => {
  const cause = new Error("no disk");
  const failing = (name: string) => ({
    ...entryOf(plugin(name, ["integration"], permits)),
    load: () => Promise.reject(cause),
  });
  const errorOf = (entries: readonly PluginEntry[]) =>
    kernelOf(entries).then(() => undefined, (error: unknown) => error);
  const single = await errorOf([failing("one")]);
  assert.ok(single instanceof LoadError);
  assert.deepEqual([single.code, single.cause, single.message], [
    "plugin/invalid",
    cause,
    'Cannot load plugin "one": no disk',
  ]);
  const place = () => ({ file: "maze.toml", line: 3, column: 9 });
  const both = await errorOf([{ ...failing("one"), place }, failing("two")]);
  assert.ok(both instanceof LoadError);
  assert.equal(both.cause, undefined);
  assert.deepEqual(both.message.split("\n"), [
    'maze.toml:3:9: Cannot load plugin "one": no disk',
    'Cannot load plugin "two": no disk',
  ]);
});

Deno.test("createKernel() finds a plugin's twin wherever it stands, and no twin of one without a name", async () => {
  const other = { ...good, name: "./other.ts" };
  const unnamed = { ...good, manifest: {} };
  const faults = await faultsOf([unnamed, good, unnamed, other]);
  assert.deepEqual(faults.map(({ code, plugin }) => [code, plugin]), [
    ["plugin/manifest", "good"],
    ["plugin/manifest", "good"],
    ["plugin/duplicate", "./other.ts"],
  ]);
});

Deno.test("createKernel() disposes a plugin's parts once each, and what came too late", async () => {
  const ended: string[] = [];
  const ending = (name: string) => ({ [Symbol.dispose]: () => void ended.push(name) });
  const late = Promise.withResolvers<void>();
  const slow = plugin("slow", ["integration"], async () => {
    await late.promise;
    const authorize = () => Promise.resolve({ permit: true, reason: "" });
    return { integration: { authorize, ...ending("part") }, ...ending("whole") };
  });
  const control = new AbortController();
  const kernel = kernelOf([entryOf(slow)], { signal: control.signal });
  await delay(1);
  control.abort(new Error("Ctrl-C"));
  await assert.rejects(kernel, /Ctrl-C/);
  assert.deepEqual(ended, []);
  late.resolve();
  await delay(1);
  assert.deepEqual(ended, ["part", "whole"]);
});

const manifests: readonly (readonly [Record<string, unknown>, RegExp | undefined])[] = [
  [{ name: "a-b_2" }, undefined],
  [{ name: "Caps" }, /its name "Caps"/],
  [{ name: "-a" }, /its name "-a"/],
  [{ name: "a b" }, /its name "a b"/],
  [{ permissions: { read: ["."], write: [], run: [], env: [], ffi: [], net: [] } }, undefined],
  [{ permissions: { read: "." } }, /manifest.permissions.read is string, not a list/],
  [{ points: [7] }, /manifest.points\[0\] is number, not string/],
  [{ options: [] }, /manifest.options is list, not object/],
  [{ contract: "1" }, /manifest.contract is string, not number/],
  [{ permissions: { run: ["$option:program"] }, options: { properties: { program: {} } } }, undefined],
];

for (const [changes, message] of manifests) {
  const what = JSON.stringify(changes);
  Deno.test(`createKernel() ${message ? "refuses" : "takes"} a manifest with ${what}`, async () => {
    const entry = { ...good, manifest: { ...Object(good.manifest), ...changes } };
    if (!message) return await (await kernelOf([entry]))[Symbol.asyncDispose]();
    const [fault, ...others] = await faultsOf([entry]);
    assert.match(fault?.message ?? "", message);
    assert.deepEqual(others, []);
  });
}

Deno.test("createKernel() suggests the known names where none is near", async () => {
  const tuned = (options: Record<string, unknown>, properties: Record<string, unknown>) => ({
    ...good,
    ...{ manifest: { ...Object(good.manifest), options: { properties } }, options },
  });
  const [far] = await faultsOf([tuned({ colour: 1 }, { model: {}, size: {} })]);
  assert.equal(far?.hint, "Known are: model, size");
  const [none] = await faultsOf([tuned({ colour: 1 }, {})]);
  assert.equal(none?.hint, "Known are: none");
});
