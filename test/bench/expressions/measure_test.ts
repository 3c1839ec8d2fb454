import assert from "node:assert/strict";
import { main } from "../../../bench/expressions.ts";
import { figuresOf, keyOf, type Result } from "../../../bench/expressions/figures.ts";
import { measured } from "../../../bench/expressions/measure.ts";
import { counting } from "../../../bench/expressions/recording.ts";
import { openRows } from "../../../bench/rows.ts";
import { packed, unpacked } from "../../../bench/stored.ts";
import { bodyOf } from "../../../core/testing/exchange.ts";
import { fakeServer } from "../eval/fake_server.ts";
import { ownProject } from "../holes/own_project.ts";

/** A model that writes one name wherever it is asked, and holds all that it is asked about for as likely. */
function server() {
  const { upstream, samples } = fakeServer(() => "text.length");
  const send: typeof fetch = async (input, init) => {
    const { n_predict, stream } = Object(bodyOf(String(init?.body ?? "null")));
    if (n_predict !== 1 || stream === true) return await upstream(input, init);
    const likely = Array.from({ length: 3 }, (_, id) => ({ id, token: `${id}`, logprob: -2 }));
    return Response.json({
      completion_probabilities: [{ ...likely[0], top_logprobs: likely }],
      ...{ tokens_evaluated: 30, tokens_predicted: 1, timings: { cache_n: 10 } },
    });
  };
  return { send, samples };
}

Deno.test("measured() goes on where it was, and its rows give the same figures when they are read back", async () => {
  await using project = await ownProject();
  const out = await Deno.makeTempDir({ prefix: "maze-expressions-test-" });
  try {
    const run = async () => {
      const { send, samples } = server();
      const counts = { likelihoodCalls: 0 };
      const way = Object.assign(counts, { fetch: counting(send, counts), site: "", has: () => true });
      const file = await openRows<Result>(out, keyOf);
      const told: string[] = [];
      const rows = await measured({ name: "own", version: "1.0.0" }, project.root, {
        ...{ most: 3, minutes: 5, baseUrl: "http://127.0.0.1:1", way, file },
        tell: ({ form, right }) => void told.push(`${form} ${right}`),
      });
      return { rows, told, asked: samples().length, calls: counts.likelihoodCalls };
    };
    const { rows, told, asked, calls } = await run();
    assert.ok(rows.length > 1 && asked > 0 && calls > 0, `${rows.length} ${asked} ${calls}`);
    assert.equal(rows.reduce((sum, { likelihoodCalls }) => sum + likelihoodCalls, 0), calls);
    assert.deepEqual(rows.map(({ form }) => form), told.map((line) => line.split(" ")[0]));
    for (const [at, { isRight }] of rows.entries()) {
      assert.equal(isRight.first, told[at]?.endsWith(" text.length"), told[at]);
    }

    const path = `${out}/rows.jsonl`;
    const lines = (await Deno.readTextFile(path)).trimEnd().split("\n");
    await Deno.writeTextFile(path, lines.slice(0, -1).map((line) => `${line}\n`).join(""));
    const again = await run();
    assert.deepEqual(again.told, told.slice(-1));
    assert.deepEqual(again.rows.map(keyOf), rows.map(keyOf));
    const none = await run();
    assert.deepEqual([none.told, none.asked, none.rows], [[], 0, again.rows]);

    const read = await unpacked<Result>(await packed(rows));
    assert.deepEqual(figuresOf(read), figuresOf(rows));
    assert.doesNotMatch(JSON.stringify(read), /length|cents/);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("main() refuses to record what it may pass over", async () => {
  const args = ["--url=http://127.0.0.1:1", "--record=nowhere/a.gz", "--out=nowhere"];
  await assert.rejects(main(args), { name: "RangeError", message: /^Cannot record a part/ });
});

Deno.test("counting() counts requests for one token that is no stream", async () => {
  const counts = { likelihoodCalls: 0 };
  const send = counting(() => Promise.resolve(new Response()), counts);
  for (const body of ['{"n_predict":1}', '{"n_predict":1,"stream":true}', '{"n_predict":64}']) {
    await send("http://a.example/completion", { body });
  }
  await send("http://a.example/props");
  assert.equal(counts.likelihoodCalls, 1);
});
