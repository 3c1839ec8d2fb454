import assert from "node:assert/strict";
import { ignoreMissing, slimmed } from "../../../bench/expressions/slim.ts";
import { MazeError } from "../../../core/kernel/errors.ts";

const exchange = (path: string, ...pieces: readonly string[]) =>
  JSON.stringify({
    ...{ hash: "h", method: "POST", path, body: {}, status: 200, type: "" },
    pieces: pieces.map((text, at) => [at, text]),
  });

Deno.test("slimmed() keeps of answers what is read, also where they came in pieces", () => {
  const token = { token: "a", id: 1, logprob: -0.123456, bytes: [97] };
  const event = {
    ...{ content: "a", prompt: "all of it", generation_settings: {}, timings: { cache_n: 3, prompt_ms: 4 } },
    completion_probabilities: [{ ...token, top_logprobs: [token] }],
  };
  const kept = { token: "a", id: 1, logprob: -0.1235 };
  const slim = {
    content: "a",
    timings: { cache_n: 3 },
    completion_probabilities: [{ ...kept, top_logprobs: [kept] }],
  };
  const text = JSON.stringify(event);
  const lines = slimmed([
    exchange("/completion", text.slice(0, 30), text.slice(30)),
    exchange("/completion", `data: ${text}\n\nda`, "ta: [DONE]\n\n"),
    exchange("/tokenize", '{"tokens":[1],"prompt":"x"}'),
  ].join("\n"));
  const [plain, stream, other] = lines.trimEnd().split("\n").map((line) => JSON.parse(line).pieces[0][1]);
  assert.deepEqual(JSON.parse(plain), slim);
  assert.deepEqual(JSON.parse(stream.split("\n\n")[0].slice(6)), slim);
  assert.ok(stream.endsWith("data: [DONE]\n\n"));
  assert.equal(other, '{"tokens":[1],"prompt":"x"}');
});

Deno.test("slimmed() leaves out counts of texts that go into prompts", () => {
  const count = (content: string) =>
    JSON.stringify({ ...JSON.parse(exchange("/tokenize", "{}")), body: { content } });
  const lines = slimmed([count("a.length"), count("long ".repeat(50))].join("\n")).trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).body.content), ["a.length"]);
});

Deno.test("ignoreMissing() counts requests that a recording does not have, and lets other faults through", async () => {
  const missing: string[] = [];
  const fails = (code: string) =>
    ignoreMissing(() => Promise.reject(new MazeError("gone", { code })), missing);
  assert.equal((await fails("replay/missing")("http://a.example")).status, 400);
  assert.deepEqual(missing, ["gone"]);
  const counted = await fails("replay/missing")("http://a.example", { body: '{"content":"1234567"}' });
  assert.deepEqual([await counted.json(), missing.length], [{ tokens: [0, 0] }, 1]);
  await assert.rejects(fails("other")("http://a.example"), { code: "other" });
});
