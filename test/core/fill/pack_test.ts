import assert from "node:assert/strict";
import fc from "fast-check";
import type { Prompt } from "../../../core/code/completion.ts";
import { pack, type Packed } from "../../../core/fill/pack.ts";

/** Counts one token for each word, and each line break. */
function count(texts: readonly string[]): Promise<readonly number[]> {
  return Promise.resolve(texts.map((text) => text.match(/\S+|\n/g)?.length ?? 0));
}

const lines = (name: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `${name}${from + at}\n`).join("");

const prompt: Prompt = {
  instruction: ["write one", "expression"],
  context: ["a", "b", "c"].map((name, at) => ({
    ...{ text: `${name} is a number`, short: name, reason: "near", score: -at },
  })),
  before: lines("before", 1, 20),
  after: lines("after", 1, 10),
};

const contextTokens = 2000;
const forms = (packed: Packed) => packed.items.map(({ form, tokens }) => `${form} ${tokens}`);

Deno.test("pack() leaves a prompt alone that fits", async () => {
  const packed = await pack(prompt, { roomTokens: 1000, contextTokens, count });
  assert.deepEqual([packed.prompt, packed.tokens, packed.notes], [prompt, 4 + 14 + 40 + 20, []]);
  assert.deepEqual(forms(packed), Array(3).fill("whole 5"));
});

Deno.test("pack() shows context by its short form where its own budget asks for it, and says nothing", async () => {
  const packed = await pack(prompt, { roomTokens: 1000, contextTokens: 9, count });
  assert.deepEqual(packed.prompt.context.map(({ text }) => text), ["a is a number", "b", "c"]);
  assert.deepEqual(forms(packed), ["whole 5", "short 2", "short 2"]);
  assert.deepEqual(packed.notes, []);
});

Deno.test("pack() takes the short form of context first where the model has little room, and says so", async () => {
  const small = { ...prompt, after: "" };
  const packed = await pack(small, { roomTokens: 50, contextTokens, count });
  assert.deepEqual(packed.prompt.context.map(({ text }) => text), ["a is a number", "b", "c"]);
  assert.match(
    packed.notes[0]?.text ?? "",
    /^the model has room for 50 tokens and the whole prompt has 58; left out: \d+ lines before the hole$/,
  );
});

Deno.test("pack() gives context a quarter of the room where lines fill it, and keeps the nearest lines", async () => {
  const packed = await pack(prompt, { roomTokens: 30, contextTokens, count });
  const { prompt: { context, before, after }, tokens, notes } = packed;
  assert.ok(tokens <= 30, String(tokens));
  assert.deepEqual(context.map(({ text }) => text), ["a", "b"]);
  assert.equal(prompt.before.slice(-before.length), before);
  assert.match(before, /^before\d+\n/);
  assert.equal(prompt.after.slice(0, after.length), after);
  assert.match(after, /\n$/);
  assert.match(
    notes[0]?.text ?? "",
    /^the model has room for 30 tokens and the whole prompt has 78; left out: 1 pieces of context, \d+ lines before the hole, \d+ lines behind it$/,
  );
});

Deno.test("pack() refuses what has no room even alone, and says by how much", async () => {
  await assert.rejects(pack(prompt, { roomTokens: 3, contextTokens, count }), {
    code: "provider/context",
    message: "Cannot fit the hole into the model: what is wanted has 4 tokens, 1 more than there is room for",
  });
});

Deno.test("pack() never gives more than there is room for, and cuts nothing out of the middle", async () => {
  const text = fc.array(fc.stringMatching(/^[a-z ]{0,12}$/), { maxLength: 40 }).map((all) => all.join("\n"));
  await fc.assert(
    fc.asyncProperty(text, text, fc.integer({ min: 6, max: 200 }), async (before, after, roomTokens) => {
      const packed = await pack({ ...prompt, before, after }, { roomTokens, contextTokens, count }).catch((
        error,
      ) => error);
      if (packed instanceof Error) {
        return assert.equal((packed as { code?: string }).code, "provider/context");
      }
      assert.ok(packed.tokens <= roomTokens);
      assert.ok(before.endsWith(packed.prompt.before));
      assert.ok(after.startsWith(packed.prompt.after));
    }),
  );
});
