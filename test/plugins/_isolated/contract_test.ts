import assert from "node:assert/strict";
import type { Indexer, Provider, Validator } from "../../../core/kernel/hooks.ts";
import { createKernel } from "../../../core/kernel/kernel.ts";
import type { PluginEntry } from "../../../core/kernel/load.ts";
import { indexerContract } from "../../contract/indexer.ts";
import { providerContract } from "../../contract/provider.ts";
import toys from "../../contract/toys.ts";
import { validatorContract } from "../../contract/validator.ts";
import { contextOf } from "../../core/kernel/context_of.ts";
import words from "../../core/kernel/plugins/words.ts";
import { draft, entryOf, hole, request } from "../../core/kernel/toy.ts";
import { type IsolatedEntry, isolatedEntry, ROOT } from "./opened.ts";

const WORDS: IsolatedEntry = {
  module: "../../core/kernel/plugins/words.ts",
  ...{ name: "words", points: ["indexer"], permissions: { read: ["."] } },
  schema: { properties: { files: {}, words: {} } },
};
const TOYS: IsolatedEntry = {
  module: "../../contract/toys.ts",
  ...{ name: "toys", points: ["provider", "validator"], permissions: { read: ["."] } },
};
const change = (text: string) => ({ edits: [], files: [{ file: "a.toy", text }] });

/** The contributions of an isolated plugin, as a kernel would get them; disposing ends its child. */
async function open<T extends object>(each: IsolatedEntry): Promise<T & AsyncDisposable> {
  const entry = isolatedEntry(each);
  const { default: plugin } = await entry.load() as {
    default: ReturnType<typeof import("../../../plugins/_isolated/mod.ts").isolated>;
  };
  return await plugin.setup(each.options as Record<string, unknown> ?? {}, contextOf(ROOT)) as unknown as
    & T
    & AsyncDisposable;
}

indexerContract("an isolated indexer", {
  open: () => open<{ indexer: Indexer }>({ ...WORDS, options: { files: ["a.toy"], words: ["one", "two"] } }),
  ...{ paths: ["."], right: "one", wrong: "three" },
});
validatorContract("an isolated validator", {
  open: () => open<{ validator: Validator }>(TOYS),
  hole,
  clean: [change("1")],
  faulty: [{ change: change("?"), codes: ["T1"] }],
  watched: { draft: { hole, text: "", edits: [] }, right: ["one two"], wrong: [{ text: "a?b", code: "T1" }] },
});
providerContract("an isolated provider", { open: () => open<{ provider: Provider }>(TOYS), request });

/** Everything that the toys answer through a kernel. */
async function answers(entries: readonly PluginEntry[]): Promise<unknown> {
  await using kernel = await createKernel({ root: ROOT, entries });
  const session = await kernel.ask("validator.watch", [draft]);
  const call = { signal: new AbortController().signal, deadline: performance.now() + 60_000 };
  const watched = [await session?.check(1, "a", call), await session?.check(2, "a?", call)];
  watched.push(await session?.whole(3, "a", call));
  await session?.[Symbol.asyncDispose]();
  return {
    files: await kernel.ask("indexer.files", []),
    update: await kernel.ask("indexer.update", [[]]),
    holes: await kernel.ask("indexer.holes", [["."]]),
    scope: await kernel.ask("indexer.scope", [draft]),
    fits: await kernel.ask("indexer.fits", [draft, { key: "whole", type: "number" }]),
    sift: await kernel.ask("indexer.sift", [draft, ["one", "three"]]),
    edits: await kernel.ask("indexer.edits", [{ ...draft, text: "one" }, []]),
    symbols: await kernel.ask("indexer.symbols", [{ name: "", limit: 9, isWhole: true }]),
    chunks: await Array.fromAsync(kernel.ask("provider.complete", [request])),
    reports: await kernel.ask("validator.validate", [change("?"), undefined]),
    execute: await kernel.ask("validator.execute", [draft, [], []]),
    watched,
  };
}

Deno.test("isolated plugins answer as they do in process", async () => {
  const files = ["a.toy"];
  const inProcess = await answers([
    entryOf(words, { files }),
    {
      name: "toys",
      manifest: { ...toys.manifest, options: {} },
      load: () => Promise.resolve({ default: toys }),
      options: {},
    },
  ]);
  const apart = await answers([isolatedEntry({ ...WORDS, options: { files } }), isolatedEntry(TOYS)]);
  assert.deepEqual(apart, inProcess);
});
