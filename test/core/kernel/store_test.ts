import assert from "node:assert/strict";
import { join } from "node:path";
import type { Store } from "../../../core/kernel/plugin.ts";
import { openStore } from "../../../core/kernel/store.ts";

async function withStore(maxBytes: number, body: (store: Store, folder: string) => Promise<void>) {
  const root = await Deno.makeTempDir();
  const folder = join(root, "store");
  try {
    await body(openStore({ folder, maxBytes, permit: () => Promise.resolve() }), folder);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

function keysIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** Makes values look as if they were last used at these times, in seconds. */
async function useAt(folder: string, times: Record<string, number>) {
  for (const [key, time] of Object.entries(times)) await Deno.utime(join(folder, key), time, time);
}

Deno.test("Store gives back JSON and bytes as they were set", () =>
  withStore(1000, async (store) => {
    await store.set("json", { a: [1, "x", null] });
    await store.set("bytes", new Uint8Array([0, 255]));
    assert.deepEqual(await store.get("json"), { a: [1, "x", null] });
    assert.deepEqual(await store.get("bytes"), new Uint8Array([0, 255]));
  }));

Deno.test("Store has nothing under a key that was never set, or whose file someone removed", () =>
  withStore(1000, async (store, folder) => {
    assert.equal(await store.get("a"), undefined);
    await store.set("a", 1);
    await Deno.remove(join(folder, "a"));
    assert.equal(await store.get("a"), undefined);
  }));

Deno.test("Store drops what was not used for longest when it is full", () =>
  withStore(30, async (store, folder) => {
    for (const key of ["a", "b", "c"]) await store.set(key, new Uint8Array(9));
    await useAt(folder, { a: 1000, b: 2000, c: 3000 });
    await store.get("a"); // now the latest
    await store.set("d", new Uint8Array(9));
    assert.deepEqual(keysIn(folder), ["a", "c", "d"]);
  }));

Deno.test("Store refuses a value larger than the bound, and keeps the others", () =>
  withStore(30, async (store, folder) => {
    await store.set("a", 1);
    await assert.rejects(store.set("b", new Uint8Array(30)), RangeError);
    assert.deepEqual(keysIn(folder), ["a"]);
  }));

for (const key of ["", "../a", "a/b", ".hidden", "~tmp", "a".repeat(129)]) {
  Deno.test(`Store refuses the key ${JSON.stringify(key.slice(0, 9))}`, () =>
    withStore(30, async (store) => {
      await assert.rejects(store.set(key, 1), RangeError);
      await assert.rejects(store.get(key), RangeError);
    }));
}

Deno.test("Store refuses a value that is neither JSON nor bytes", () =>
  withStore(1000, async (store) => {
    await assert.rejects(store.set("a", new Map()), { code: "hook/not-data" });
    await assert.rejects(store.set("a", undefined), { code: "hook/not-data" });
  }));
