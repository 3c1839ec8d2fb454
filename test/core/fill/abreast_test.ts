import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Capabilities } from "../../../core/code/capabilities.ts";
import type { Hole, Leaning } from "../../../core/code/hole.ts";
import type { Candidate, Outcome } from "../../../core/code/outcome.ts";
import { abreast, pairsOf } from "../../../core/fill/plan.ts";
import type { MazeOptions } from "../../../core/maze.ts";
import { canonical } from "../../../core/kernel/data.ts";
import type { Call, CompletionRequest } from "../../../core/kernel/plugin.ts";
import { entryOf, plugin } from "../kernel/toy.ts";
import { able } from "./decode/scripted.ts";
import { openToy } from "./toy.ts";

const FILES = { "a.toy": "f(x) = ?", "b.toy": "f(x) = ?", "c.toy": "f(x) = ?", "d.toy": "f(x) = ?" };

/** A model behind a server that works on several requests, and how many were under way at once. */
function server(
  { takesMs = 0, gateMs = 40, inputTokens = 5, text = () => "x", ...can }: Partial<Capabilities> & {
    readonly takesMs?: number;
    /** Each waits so long for others that begin with it; 0 for not at all. */
    readonly gateMs?: number;
    readonly inputTokens?: number;
    readonly text?: (request: CompletionRequest) => string;
  },
) {
  const seen = { most: 0, asked: [] as string[] };
  let underWay = 0;
  const provider = {
    capabilities: () => Promise.resolve({ ...able, ...can }),
    async *complete(request: CompletionRequest, { signal }: Call) {
      seen.asked.push(request.draft.hole.file);
      seen.most = Math.max(seen.most, ++underWay);
      try {
        // On a busy machine those that begin together come one after another: each waits for the last.
        for (let known = 0; gateMs > 0 && known < seen.asked.length;) {
          known = seen.asked.length;
          await delay(gateMs, undefined, { signal });
        }
        await delay(takesMs, undefined, { signal });
        yield { kind: "text" as const, answer: 0, text: text(request) };
        yield { kind: "end" as const, answer: 0, reason: "complete" as const, cost: 1, needs: [] };
        yield { kind: "usage" as const, usage: { inputTokens, outputTokens: 1 }, notes: [] };
      } finally {
        underWay--;
      }
    },
  };
  return { seen, entry: entryOf(plugin("server", ["provider"], () => ({ provider }))) };
}

/** Says which holes have to do with which, and nothing else. */
function leaning(leanings: readonly Leaning[] | Error) {
  return entryOf(plugin("leaning", ["indexer"], () => ({
    indexer: {
      ...{ files: () => Promise.resolve([]), update: () => Promise.resolve() },
      ...{ holes: () => Promise.resolve([]), scope: () => Promise.resolve(undefined) },
      ...{ fits: () => Promise.resolve([]), sift: () => Promise.resolve([]) },
      edits: ({ hole: { file, span }, text }) => Promise.resolve([{ file, span, text }]),
      leans: () => leanings instanceof Error ? Promise.reject(leanings) : Promise.resolve(leanings),
    },
  })));
}

/** What becomes of the holes of some files, in order, and how many requests were under way at once. */
async function filled(
  asked: Parameters<typeof server>[0],
  { files = FILES, more = {}, choose, leanings }: {
    readonly files?: Readonly<Record<string, string>>;
    readonly more?: Partial<MazeOptions>;
    readonly choose?: (outcome: Outcome) => Candidate | undefined | Promise<Candidate | undefined>;
    readonly leanings?: readonly Leaning[] | Error;
  } = {},
) {
  const { seen, entry } = server(asked);
  const plugins = [...leanings ? [leaning(leanings)] : [], entry];
  await using maze = await openToy(files, [], {}, { ...more, plugins });
  const begun = performance.now();
  const outcomes = await Array.fromAsync(maze.fill(choose ? { choose } : {}));
  return { ...seen, outcomes, ms: performance.now() - begun, files: maze.changes().files };
}

const order = (outcomes: readonly Outcome[]) => outcomes.map(({ hole, filled }) => `${hole.file} ${filled}`);
const ALL = ["a.toy yes", "b.toy yes", "c.toy yes", "d.toy yes"];

Deno.test("fill() fills holes that know nothing of one another at the same time, as many as the server works on", async () => {
  const two = await filled({ slots: 2 });
  assert.deepEqual([two.most, order(two.outcomes)], [2, ALL]);
  assert.deepEqual(two.files.map(({ text }) => text), Array(4).fill("f(x) = x"));
  assert.equal((await filled({ slots: 16 })).most, 4);
  assert.equal((await filled({})).most, 1); // it does not say
  assert.equal((await filled({}, { more: { fill: { holes: 3 } } })).most, 3);
  assert.equal((await filled({ slots: 2 }, { more: { fill: { holes: 3 } } })).most, 2);
  assert.equal((await filled({ slots: 4 }, { more: { fill: { holes: 1 } } })).most, 1);
});

Deno.test("fill() counts the answers that one hole asks for at once", async () => {
  assert.equal((await filled({ slots: 4, answers: 2 }, { more: { fill: { watch: false } } })).most, 2);
  assert.equal((await filled({ slots: 4, answers: 8 }, { more: { fill: { watch: false } } })).most, 1);
});

Deno.test("fill() fills holes one after another that lean on one another, or are in one file", async () => {
  const leans = (kind: Leaning["kind"]): Leaning[] =>
    ["b", "c", "d"].map((file) => ({ hole: `${file}.toy:1:8`, on: "a.toy:1:8", kind }));
  const seen = await filled({ slots: 4 }, { leanings: leans("uses") });
  assert.deepEqual([seen.asked.slice(0, 1), seen.most], [["a.toy"], 3]); // the others know nothing of one another
  assert.equal((await filled({ slots: 4 }, { leanings: leans("sees") })).most, 3);
  assert.equal((await filled({ slots: 4 }, { leanings: new Error("no") })).most, 1); // nobody knows
  const files = { "a.toy": "f(x) = ?\ng(x) = ?\nh(x) = ?" };
  assert.deepEqual((await filled({ slots: 4 }, { files })).most, 1);
});

Deno.test("fill() takes less than half of the time for four holes that take a server 200 ms each", async () => {
  const one = await filled({ slots: 4, takesMs: 200, gateMs: 0 }, { more: { fill: { holes: 1 } } });
  const { ms } = await filled({ slots: 4, takesMs: 200, gateMs: 0 });
  assert.ok(ms < one.ms / 2, `${ms} ms against ${one.ms}`);
});

Deno.test("fill() asks about outcomes one at a time, in order of work", async () => {
  const asked: string[] = [];
  let open = 0;
  const choose = async ({ hole, candidates }: Outcome) => {
    assert.equal(++open, 1);
    asked.push(hole.file);
    await delay(2);
    open--;
    return hole.file === "b.toy" ? undefined : candidates[0];
  };
  const { outcomes, files } = await filled({
    slots: 4,
    text: ({ draft: { hole } }) => hole.file === "a.toy" ? "x+1" : "x",
    takesMs: 5,
  }, { choose });
  assert.deepEqual(asked, ["a.toy", "b.toy", "c.toy", "d.toy"]);
  assert.deepEqual(order(outcomes), ALL);
  assert.deepEqual(files.map(({ file }) => file), ["a.toy", "c.toy", "d.toy"]);
});

/** Puts a text above the hole of another file as well. */
function alsoIn(file: string, above: string) {
  return ({ hole, candidates: [first] }: Outcome): Candidate | undefined => {
    if (hole.file !== "a.toy" || !first) return first;
    const { edits, files } = first.change;
    const other = { file, span: { start: 0, end: 0 }, text: above };
    const change = { edits: [...edits, other], files: [...files, { file, text: `${above}f(x) = ?` }] };
    return { ...first, change };
  };
}

Deno.test("fill() judges anew what was filled in a file that another choice has changed, and asks anew where that does not do", async () => {
  const files = { "a.toy": "f(x) = ?", "b.toy": "f(x) = ?" };
  const moved = await filled({ slots: 2 }, { files, choose: alsoIn("b.toy", "g(x) = 1\n") });
  assert.deepEqual([moved.asked.length, moved.files[1]?.text], [2, "g(x) = 1\nf(x) = x"]);
  const wrong = await filled({ slots: 2 }, { files, choose: alsoIn("b.toy", "bad(x) = 1\n") });
  assert.deepEqual([wrong.asked.slice(0, 3).toSorted(), order(wrong.outcomes)], [
    ["a.toy", "b.toy", "b.toy"],
    ["a.toy yes", "b.toy no"],
  ]);
  const paid = wrong.outcomes.reduce((sum, { cost }) => sum + cost.inputTokens + cost.outputTokens, 0);
  assert.equal(paid, wrong.asked.length * 6); // what was thrown away has been paid too
});

Deno.test("fill() records holes that are filled at the same time, and replays them the same", async () => {
  const file = await Deno.makeTempFile({ suffix: ".jsonl" });
  try {
    const run = async (mode: "record" | "replay", takesMs: number) => {
      const { most, outcomes, files } = await filled(
        { slots: 2, takesMs, text: ({ draft: { hole } }) => hole.file < "c" ? "x+1" : "bad" },
        { more: { record: { file, mode }, fill: { streams: 2 }, run: { maxTokens: 4_000 } } },
      );
      return { most, text: canonical([outcomes, files]) };
    };
    const recorded = await run("record", 20);
    assert.equal(recorded.most, 2);
    assert.equal((await run("replay", 0)).text, recorded.text);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("fill() keeps the run's bounds for holes that are filled at the same time", async () => {
  const { outcomes, asked } = await filled({ slots: 4, inputTokens: 2_000, price: { input: 1, output: 1 } }, {
    more: { run: { maxTokens: 6_000 }, fill: { answerTokens: 10, watch: false } },
  });
  const tokens = outcomes.reduce((sum, { cost }) => sum + cost.inputTokens + cost.outputTokens, 0);
  assert.deepEqual([asked.length, tokens], [4, 4 * 2_001]); // each had 1,500, and was told of more than that afterwards
  const later = await filled({ slots: 2, inputTokens: 2_000 }, {
    more: { run: { maxTokens: 4_000 }, fill: { answerTokens: 10, watch: false } },
  });
  assert.deepEqual(order(later.outcomes), ["a.toy yes", "b.toy yes", "c.toy no", "d.toy no"]);
  assert.deepEqual(later.asked.toSorted(), ["a.toy", "b.toy"]);
});

Deno.test("abreast() takes holes that nothing before them has to do with", () => {
  const hole = (file: string, more: Partial<Hole> = {}): Hole => ({
    ...{ id: file, file, span: { start: 0, end: 1 }, snapshot: "", language: "toy" },
    ...{ kind: "expression", intent: "", examples: [], ...more },
  });
  const of = (holes: readonly Hole[], leanings: readonly Leaning[] = [], most = 9) =>
    abreast(holes, holes, pairsOf(leanings), most).map(({ id }) => id).join("");
  const [a, b, c] = [hole("a"), hole("b"), hole("c")];
  assert.equal(of([a, b, c]), "abc");
  assert.equal(of([a, b, c], [], 2), "ab");
  assert.equal(of([]), "");
  assert.equal(of([a, hole("b", { kind: "members" }), c]), "ac"); // they lie over the files while they are written
  assert.equal(of([hole("a", { kind: "members" }), b, c]), "a");
  assert.equal(of([a, hole("x", { file: "a" }), b]), "ab");
  assert.equal(of([a, b, c], [{ hole: "b", on: "c", kind: "uses" }]), "a"); // c would be before b
  assert.equal(of([a, b, c], [{ hole: "c", on: "b", kind: "sees" }]), "ab");
  assert.equal(of([a, b, c], [{ hole: "a", on: "c", kind: "uses" }]), "a"); // a circle: the first begins
  const span = { start: 9, end: 10 };
  const example = { call: "f(1)", value: "2", file: "a", span };
  assert.equal(of([hole("a", { examples: [example] }), hole("b", { examples: [example] }), c]), "a");
});
