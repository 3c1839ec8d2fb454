import assert from "node:assert/strict";
import type { Exploration, Explored } from "../../../core/code/exploration.ts";
import type { Oracle } from "../../../core/kernel/plugin.ts";
import { byRunning } from "../../../plugins/synth/running.ts";

const span = { start: 0, end: 1 };
const examples = [{ call: "f(1)", value: "2", file: "a.ts", span }];
const hole = {
  id: "a.ts:1:1",
  file: "a.ts",
  span,
  snapshot: "",
  language: "toy",
  kind: "body" as const,
  intent: "",
};
const request = {
  draft: { hole: { ...hole, examples }, text: "", edits: [] },
  scope: {
    bindings: ["a", "b", "c", "d", "e", "f"].map((name) => ({
      name,
      type: "number",
      kind: "local" as const,
      distance: 0,
    })),
    isCapped: false,
  },
  prompt: { instruction: [], context: [], before: "", after: "" },
  sampling: { maxTokens: 256 },
  answers: 40,
  budgetMs: 2000,
};

/** What is kept where each search finds so, and what was searched for. */
async function ran(finds: (wish: Exploration) => readonly Explored[]) {
  const wishes: Exploration[] = [];
  const oracle: Oracle = {
    scope: () => Promise.resolve(undefined),
    fits: () => Promise.resolve([]),
    explore: (_draft, wish) => {
      wishes.push(wish);
      return Promise.resolve(finds(wish));
    },
    sift: (_draft, texts) => Promise.resolve(texts.map(() => true)),
    execute: (_draft, texts, inputs) =>
      Promise.resolve(texts.map(() => inputs.map(() => ({ state: "value", shown: "2", elapsedMs: 0 })))),
  };
  const call = { signal: new AbortController().signal, deadline: performance.now() + 5000 };
  const { kept } = await byRunning(oracle, request, performance.now() + 2000, call);
  return { texts: kept.map(({ text }) => text), slacks: wishes.map(({ slack }) => slack) };
}

const answer = (text: string, behaviour: number, cost: number, surprise = 9): Explored => ({
  text,
  cost,
  behaviour,
  needs: [],
  unread: 0,
  tried: 4,
  surprise,
});

Deno.test("byRunning() looks farther for what tells a doubtful answer apart, and not for a sure one", async () => {
  const doubtful = answer("return a;", 0, 12, 0);
  const found = await ran(({ slack }) => slack < 5 ? [doubtful] : [doubtful, answer("return b;", 1, 40)]);
  assert.deepEqual(found, { texts: ["return a;", "return b;"], slacks: [3, 9] });
  assert.deepEqual((await ran(() => [answer("return a;", 0, 3)])).slacks, [3]);
});

Deno.test("byRunning() keeps two answers each of three behaviours, the likeliest", async () => {
  const found = await ran(() =>
    ["a", "b", "c", "d", "e", "f"].map((text, at) =>
      answer(`return ${text};`, at === 5 ? 0 : Math.floor(at / 1.5), 3 + at)
    )
  );
  assert.deepEqual(found.texts, ["return a;", "return b;", "return c;", "return d;", "return e;"]);
});
