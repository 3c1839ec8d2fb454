import assert from "node:assert/strict";
import fc from "fast-check";
import type { ContextItem } from "../../../core/code/completion.ts";
import { chooseItems, contextText } from "../../../core/fill/items.ts";

/** A token for each character. */
const count = (texts: readonly string[]) => Promise.resolve(texts.map(({ length }) => length));

const item = (text: string, short?: string): ContextItem => ({
  ...{ text, reason: "near", score: 0 },
  ...(short === undefined ? {} : { short }),
});

async function chosen(items: readonly ContextItem[], budgetTokens: number): Promise<string[]> {
  return (await chooseItems(items, { budgetTokens, count })).context.map(({ text }) => text);
}

const ITEMS = [item("aaaaaaaa", "aa"), item("bbbbbbbb", "bb"), item("cccc")];

Deno.test("chooseItems() shows everything whole where there is room", async () => {
  assert.deepEqual(await chosen(ITEMS, 100), ["aaaaaaaa", "bbbbbbbb", "cccc"]);
});

Deno.test("chooseItems() shortens before it leaves out, and shows the most useful whole first", async () => {
  assert.deepEqual(await chosen(ITEMS, 17), ["aaaaaaaa", "bb", "cccc"]);
  assert.deepEqual(await chosen(ITEMS, 12), ["aa", "bb", "cccc"]);
});

Deno.test("chooseItems() leaves out the least useful, and fills the rest with what is small enough", async () => {
  assert.deepEqual(await chosen(ITEMS, 10), ["aa", "bb"]);
  assert.deepEqual(await chosen([item("aaaaaaaaaaaaaaa"), item("b"), item("c")], 10), ["b", "c"]);
  assert.deepEqual(await chosen(ITEMS, 0), []);
});

Deno.test("chooseItems() counts nothing that surely has no room", async () => {
  let asked = 0;
  const many = Array.from({ length: 1000 }, (_, at) => item(`${at}`.padStart(7, "0")));
  const { items } = await chooseItems(many, {
    budgetTokens: 20,
    count: (texts) => count(texts).finally(() => asked += texts.length),
  });
  assert.ok(asked < 40, String(asked));
  assert.deepEqual([items.length, items.at(-1)?.form, items.at(-1)?.tokens], [1000, "left out", 2]);
});

Deno.test("chooseItems() holds its budget where texts have more tokens in a row than alone", async () => {
  const dear = (texts: readonly string[]) =>
    Promise.resolve(texts.map((text) => text.length + (text.includes("\n") && !text.endsWith("\n") ? 4 : 0)));
  const { context, tokens } = await chooseItems(ITEMS, { budgetTokens: 12, count: dear });
  assert.deepEqual([context.map(({ text }) => text), tokens], [["aa", "bb"], 9]);
});

Deno.test("chooseItems() never goes beyond its budget, and keeps the order", async () => {
  const items = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{0,9}$/), fc.nat(9)), { maxLength: 30 });
  await fc.assert(fc.asyncProperty(items, fc.nat(90), async (all, budgetTokens) => {
    const given = all.map(([text, length], at) => item(`${at}${text}`, `${at}${text.slice(0, length)}`));
    const { context, tokens, items } = await chooseItems(given, { budgetTokens, count });
    assert.ok(tokens <= budgetTokens);
    assert.equal(tokens, contextText(context).length);
    const shown = items.filter(({ form }) => form !== "left out").map(({ item: { score } }) => score);
    assert.equal(shown.length, context.length);
    const places = context.map(({ text }) => Number.parseInt(text, 10));
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
  }));
});
