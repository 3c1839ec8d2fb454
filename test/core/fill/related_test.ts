import assert from "node:assert/strict";
import type { Binding, Scope } from "../../../core/code/scope.ts";
import { contextFor, relatedTo } from "../../../core/fill/related.ts";
import type { Step } from "../../../core/kernel/steps.ts";
import type { Indexer } from "../../../core/kernel/hooks.ts";
import { entryOf, hole, plugin } from "../kernel/toy.ts";
import { withContext } from "./context.ts";

const binding = (name: string, kind: Binding["kind"], more: Partial<Binding> = {}): Binding => ({
  ...{ name, kind, type: `${name.toUpperCase()}`, distance: 0 },
  ...more,
});
const needs = [{ name: "far", from: "./far.ts", kind: "named" as const }];
const scope: Scope = {
  bindings: [
    binding("a", "local"),
    binding("f", "function"),
    binding("far", "import", { needs }),
    binding("Array", "global"),
  ],
  isCapped: false,
};
const item = { text: "function g(): A", reason: "makes A", score: 0.5 };

Deno.test("contextFor() tells every visible name where nothing is related, a language's own aside", () => {
  assert.deepEqual(contextFor(scope, []).map(({ text, reason }) => [text, reason]), [
    ["a: A", "local, visible 0 scopes out"],
    ["f: F", "function, visible 0 scopes out"],
    ["far: FAR", "may be imported"],
  ]);
});

Deno.test("contextFor() tells what is related between inferred types and what may be imported", () => {
  const told = contextFor(scope, [item]);
  assert.deepEqual(told.map(({ text }) => text), ["a: A", "function g(): A", "far: FAR"]);
  assert.deepEqual(told, told.toSorted((a, b) => b.score - a.score));
});

Deno.test("contextFor() tells an import once, and cuts types that go on and on", () => {
  const long = {
    bindings: [...scope.bindings, binding("b", "local", { type: "B".repeat(500) })],
    isCapped: false,
  };
  const texts = contextFor(long, [{ ...item, text: "function far(): A" }]).map(({ text }) => text);
  assert.deepEqual(texts, ["a: A", `b: ${"B".repeat(119)}…`, "function far(): A"]);
});

async function asked(related: NonNullable<Indexer["related"]>): Promise<[unknown, readonly string[]]> {
  const never = () => assert.fail("it was asked");
  const indexer = {
    files: never,
    update: never,
    holes: never,
    scope: never,
    fits: never,
    sift: never,
    edits: never,
  };
  let answer: [unknown, readonly string[]] = [undefined, []];
  await withContext(
    [entryOf(plugin("knows", ["indexer"], () => ({ indexer: { ...indexer, related } })))],
    async (context) => {
      const told: Step[] = [];
      context.kernel.steps.subscribe((step) => void told.push(step));
      const items = await relatedTo(context, { hole, text: "", edits: [] }, 100);
      answer = [
        items,
        told.flatMap(({ name, fields }) => name === "related.failed" ? [String(fields.error)] : []),
      ];
    },
  );
  return answer;
}

Deno.test("relatedTo() gives what the indexers say", async () => {
  assert.deepEqual(await asked(() => Promise.resolve([item])), [[item], []]);
});

Deno.test("relatedTo() goes on without context where an indexer fails or is late, and says so", async () => {
  assert.deepEqual(await asked(() => Promise.reject(new TypeError("broken"))), [[], [
    'Cannot ask "indexer.related" of plugin "knows": broken',
  ]]);
  const [items, [why = ""]] = await asked((_draft, { signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
  );
  assert.deepEqual(items, []);
  assert.match(why, /^Cannot ask "indexer\.related"/);
});
