import assert from "node:assert/strict";
import { FIRST_SEED } from "../../../bench/eval/arms.ts";
import { Pool } from "../../../bench/eval/pool.ts";
import { fakeServer } from "./fake_server.ts";

const WORDS = "one two three four five six";
const URL_OF = (path: string) => `http://somewhere.example:8080${path}`;

/** Runs over a file of its own. */
async function withFile(work: (file: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "maze-pool-" });
  try {
    await work(`${folder}/pool.jsonl`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function completion(seed: number, more: object = {}, signal?: AbortSignal): [string, RequestInit] {
  const body = JSON.stringify({ prompt: "p", seed, n_probs: 1, ...more });
  return [URL_OF("/completion"), { method: "POST", body, ...(signal ? { signal } : {}) }];
}

function contents(events: string): string {
  return Array.from(events.matchAll(/^data: (.*)$/gm), ([, data = ""]) => JSON.parse(data).content).join("");
}

const free = { sample: 0, samples: 1, maxWritten: Infinity };

Deno.test("Pool asks a server once, and says again what it said, with the server's numbers and without its machine", async () => {
  const { upstream, heard, samples } = fakeServer(() => WORDS);
  await withFile(async (file) => {
    const live = await Pool.open({ read: [], write: file, speed: 0, upstream });
    const client = live.client();
    client.begin(free);
    assert.equal(contents(await (await client.fetch(...completion(FIRST_SEED))).text()), WORDS);
    assert.equal((await (await client.fetch(URL_OF("/props"))).json()).model_path, "model.gguf");
    await client.settle();
    assert.deepEqual(client.spent, { streams: 1, written: 6, read: 30, prefill: 20, live: 1, missing: 0 });
    // Another arm wants other likelihoods of the same stream.
    const other = live.client();
    other.begin(free);
    await (await other.fetch(...completion(FIRST_SEED, { n_probs: 20 }))).text();
    assert.deepEqual([samples().length, other.spent.written, other.spent.live], [1, 6, 0]);
    const played = await Pool.open({ read: [file], speed: 0 });
    const again = played.client();
    again.begin(free);
    assert.equal(contents(await (await again.fetch(...completion(FIRST_SEED))).text()), WORDS);
    assert.deepEqual(again.spent, { streams: 1, written: 6, read: 30, prefill: 20, live: 0, missing: 0 });
    assert.equal(heard.length, 2);
    const kept = await Deno.readTextFile(file);
    assert.doesNotMatch(kept, /somewhere|rare|bytes|all of it/);
    assert.match(kept, /-0\.123[,}]/);
  });
});

Deno.test("Pool reads a first stream to its end where its reader leaves it, and makes the server stop any other", async () => {
  const { upstream, samples } = fakeServer(() => WORDS.repeat(5));
  await withFile(async (file) => {
    const pool = await Pool.open({ read: [], write: file, speed: 0, upstream });
    const client = pool.client();
    client.begin(free);
    for (const seed of [FIRST_SEED, FIRST_SEED + 101]) {
      const leaving = new AbortController();
      const response = await client.fetch(...completion(seed, {}, leaving.signal));
      const reader = response.body!.getReader();
      await reader.read();
      leaving.abort();
      await reader.cancel().catch(() => {});
    }
    await client.settle();
    const [first, second] = samples();
    assert.deepEqual([first?.isAborted, second?.isAborted], [false, true]);
    const { read, prefill } = client.spent; // told with the first token
    assert.deepEqual([read, prefill], [60, 40]);
    assert.equal(first?.sent, 26);
    assert((second?.sent ?? 0) < 26);
    // Nobody knows how the second goes on: it is asked for anew, the first is not.
    const next = await Pool.open({ read: [], write: file, speed: 0, upstream });
    const reader = next.client();
    reader.begin(free);
    for (const seed of [FIRST_SEED, FIRST_SEED + 101]) {
      assert.equal(contents(await (await reader.fetch(...completion(seed))).text()), WORDS.repeat(5));
    }
    await reader.settle();
    assert.equal(samples().length, 3);
  });
});

Deno.test("Pool reads every stream to its end where that is wanted", async () => {
  const { upstream, samples } = fakeServer(() => WORDS);
  await withFile(async (file) => {
    const pool = await Pool.open({ read: [], write: file, isWhole: true, speed: 0, upstream });
    const client = pool.client();
    client.begin(free);
    const leaving = new AbortController();
    const response = await client.fetch(...completion(FIRST_SEED + 101, {}, leaving.signal));
    leaving.abort();
    await response.body!.cancel().catch(() => {});
    await client.settle();
    assert.deepEqual(samples().map(({ sent, isAborted }) => [sent, isAborted]), [[6, false]]);
  });
});

Deno.test("Pool without a server says what it lacks: a stream, or the rest of one", async () => {
  const { upstream } = fakeServer(() => WORDS.repeat(5));
  await withFile(async (file) => {
    const pool = await Pool.open({ read: [], write: file, speed: 0, upstream });
    const client = pool.client();
    client.begin(free);
    const leaving = new AbortController();
    const response = await client.fetch(...completion(FIRST_SEED + 101, {}, leaving.signal));
    const reader = response.body!.getReader();
    await reader.read();
    leaving.abort();
    await reader.cancel().catch(() => {});
    await client.settle();
    const played = (await Pool.open({ read: [file], speed: 0 })).client();
    played.begin(free);
    await assert.rejects(async () => await (await played.fetch(...completion(FIRST_SEED + 101))).text());
    assert.equal(played.spent.missing, 1);
    const lacking = await played.fetch(...completion(FIRST_SEED, { prompt: "other" }));
    assert.deepEqual([lacking.status, played.spent.missing], [400, 2]);
    assert.match(await lacking.text(), /not in the recording/);
  });
});

Deno.test("Pool ends a fill that would hear more samples than it may, and lets it go on with those it has heard", async () => {
  const { upstream } = fakeServer((seed) => `seed ${seed}`);
  await withFile(async (file) => {
    const client = (await Pool.open({ read: [], write: file, speed: 0, upstream })).client();
    client.begin({ ...free, samples: 2, maxDraws: 2 });
    const hear = async (seed: number, prompt: string) =>
      contents(await (await client.fetch(...completion(seed, { prompt }))).text());
    assert.equal(await hear(FIRST_SEED, "p"), "seed 1");
    assert.equal(await hear(FIRST_SEED + 505, "p"), "seed 102");
    assert.notEqual(await hear(FIRST_SEED + 606, "p and more"), "");
    assert.equal(client.isSpent, false);
    assert.equal(await hear(FIRST_SEED + 707, "p"), "");
    assert.equal(client.isSpent, true);
    await client.settle();
  });
});

Deno.test("Pool begins anew with what the next sample begins with, and ends streams where a fill may write no more", async () => {
  const { upstream, samples } = fakeServer((seed) => `seed ${seed}`);
  await withFile(async (file) => {
    const pool = await Pool.open({ read: [], write: file, speed: 0, upstream });
    const client = pool.client();
    const seeds: string[] = [];
    for (const sample of [0, 1]) {
      client.begin({ sample, samples: 2, maxWritten: 5 });
      for (const seed of [0, 101, 202, 303].map((further) => FIRST_SEED + further)) {
        seeds.push(contents(await (await client.fetch(...completion(seed))).text()));
      }
    }
    await client.settle();
    const [first, second] = [["seed 1", "seed 102"], ["seed 102", "seed 1"]];
    assert.deepEqual(seeds, [...first, "seed", "", ...second, "seed", ""]);
    assert.equal(samples().length, 4);
    assert(client.isSpent);
  });
});

Deno.test("PoolClient waits for the streams of its own fill alone", async () => {
  const { upstream } = fakeServer((seed) => seed === FIRST_SEED ? "one two" : "three ".repeat(400));
  await withFile(async (file) => {
    const pool = await Pool.open({ read: [], write: file, speed: 0, upstream, isWhole: true });
    const [short, long] = [pool.client(), pool.client()];
    [short, long].forEach((client) => client.begin(free));
    const stop = new AbortController();
    await long.fetch(...completion(FIRST_SEED + 101, {}, stop.signal));
    stop.abort();
    await (await short.fetch(...completion(FIRST_SEED))).text();
    let isLongKept = false;
    const all = long.settle().then(() => isLongKept = true);
    await short.settle();
    assert.equal(isLongKept, false);
    await all;
  });
});

Deno.test("Pool keeps no refusal of a server", async () => {
  let status = 500;
  const upstream: typeof fetch = () => Promise.resolve(new Response("{}", { status }));
  await withFile(async (file) => {
    const pool = await Pool.open({ read: [], write: file, speed: 0, upstream });
    const client = pool.client();
    client.begin(free);
    assert.equal((await client.fetch(URL_OF("/props"))).status, 500);
    await client.settle();
    status = 200;
    assert.equal((await client.fetch(URL_OF("/props"))).status, 200);
    await client.settle();
  });
});

Deno.test("Pool lets go at once of who leaves while a server says nothing", async () => {
  const { upstream } = fakeServer(() => WORDS);
  const goOn = Promise.withResolvers<void>();
  const slow: typeof fetch = async (input, init) => {
    const response = await upstream(input, init);
    const late = new TransformStream<Uint8Array, Uint8Array>({
      async transform(bytes, controller) {
        await goOn.promise;
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body!.pipeThrough(late), response);
  };
  await withFile(async (file) => {
    const pool = await Pool.open({ read: [], write: file, speed: 0, upstream: slow });
    const client = pool.client();
    client.begin(free);
    const leaving = new AbortController();
    const response = await client.fetch(...completion(FIRST_SEED, {}, leaving.signal));
    const reading = response.text();
    leaving.abort(new RangeError("left"));
    await assert.rejects(reading, { message: "left" });
    goOn.resolve();
    await client.settle();
  });
});
