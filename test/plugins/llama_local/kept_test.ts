import assert from "node:assert/strict";
import { Kept, PIECE } from "../../../plugins/llama_local/kept.ts";
import { ids, SpokenSequence } from "./spoken.ts";

const never = new AbortController().signal;
/** Three pieces, and 6 tokens of a fourth. */
const LONG = "abcdefghij".repeat(20).slice(0, 3 * PIECE + 6);

Deno.test("read() reads a prompt in pieces that begin at multiples of 64, and nothing of it twice", async () => {
  const sequence = new SpokenSequence();
  const kept = new Kept(sequence);
  assert.equal(await kept.read(ids(LONG), { isExact: false, signal: never }), 0);
  assert.deepEqual(sequence.readings.map(({ length }) => length), [64, 64, 64, 6]);
  assert.equal(await kept.read(ids(LONG), { isExact: false, signal: never }), LONG.length);
  assert.equal(await kept.read(ids(LONG + "xyz"), { isExact: false, signal: never }), LONG.length);
  assert.deepEqual(sequence.readings.slice(4), ["xyz"]);
  assert.equal(sequence.text, LONG + "xyz");
});

Deno.test("read() goes back to where another prompt parts from the one before", async () => {
  const sequence = new SpokenSequence();
  const kept = new Kept(sequence);
  await kept.read(ids(LONG), { isExact: false, signal: never });
  assert.equal(await kept.read(ids(LONG.slice(0, 100) + "!"), { isExact: false, signal: never }), 100);
  assert.equal(sequence.text, LONG.slice(0, 100) + "!");
});

Deno.test("read() with isExact reads each piece as from the beginning, but for what it read so already", async () => {
  const sequence = new SpokenSequence();
  const kept = new Kept(sequence);
  const exact = { isExact: true, signal: never };
  assert.equal(await kept.read(ids(LONG), exact), 0);
  assert.equal(await kept.read(ids(LONG), exact), LONG.length);
  assert.equal(await kept.read(ids(LONG.slice(0, 100) + "!"), exact), 64);
  assert.deepEqual(sequence.readings.slice(4), [LONG.slice(64, 100) + "!"]);
  assert.equal(await kept.read(ids(LONG.slice(0, 80)), exact), 64);
});

Deno.test("read() with isExact does not count what the model wrote, nor what was read in other pieces", async () => {
  const sequence = new SpokenSequence("wxyz");
  const kept = new Kept(sequence);
  await kept.read(ids(LONG.slice(0, 70)), { isExact: true, signal: never });
  for await (const _ of sequence.evaluateWithMetadata(ids("k"), { probabilities: true }, SETTING));
  const written = sequence.text;
  assert.equal(await kept.read(ids(written), { isExact: true, signal: never }), 64);
  await kept.read(ids(LONG.slice(0, 64) + "other"), { isExact: false, signal: never });
  await kept.read(ids(LONG.slice(0, 64) + "other and more"), { isExact: false, signal: never });
  assert.equal(
    await kept.read(ids(LONG.slice(0, 64) + "other and more"), { isExact: true, signal: never }),
    64,
  );
});

Deno.test("read() with isExact does not count what took the place of what was read so", async () => {
  const kept = new Kept(new SpokenSequence());
  await kept.read(ids(LONG), { isExact: true, signal: never });
  const other = LONG.slice(0, 100) + "x".repeat(60);
  await kept.read(ids(other), { isExact: false, signal: never });
  assert.equal(await kept.read(ids(other), { isExact: true, signal: never }), 64);
});

Deno.test("read() ends between two pieces when it is no longer wanted, and goes on from there", async () => {
  const sequence = new SpokenSequence();
  const control = new AbortController();
  const reading = sequence.evaluateWithoutGeneratingNewTokens.bind(sequence);
  sequence.evaluateWithoutGeneratingNewTokens = async (tokens) => {
    await reading(tokens);
    control.abort(new Error("left"));
  };
  const kept = new Kept(sequence);
  await assert.rejects(kept.read(ids(LONG), { isExact: true, signal: control.signal }), /left/);
  assert.equal(sequence.readings.length, 1);
  assert.equal(await kept.read(ids(LONG), { isExact: true, signal: never }), 64);
});

Deno.test("read() believes a model that can not go back that it has forgotten all", async () => {
  const sequence = new SpokenSequence();
  const kept = new Kept(sequence);
  await kept.read(ids(LONG), { isExact: false, signal: never });
  const forget = sequence.adaptStateToTokens.bind(sequence);
  sequence.adaptStateToTokens = () => forget([]);
  assert.equal(await kept.read(ids(LONG.slice(0, 100)), { isExact: false, signal: never }), 0);
  assert.equal(sequence.text, LONG.slice(0, 100));
});

const SETTING = { temperature: 1, topK: 64, topP: 1, seed: 1, yieldEogToken: true } as const;
