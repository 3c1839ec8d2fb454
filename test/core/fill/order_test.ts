import assert from "node:assert/strict";
import type { Diagnostic, Report, VerdictState } from "../../../core/code/diagnostic.ts";
import type { Hole } from "../../../core/code/hole.ts";
import type { Candidate } from "../../../core/code/outcome.ts";
import { Budget } from "../../../core/fill/budget.ts";
import type { Answer } from "../../../core/fill/decode/decode.ts";
import { DEFAULT_FILL, type FillOptions } from "../../../core/fill/context.ts";
import { better, clearest, judge } from "../../../core/fill/judge.ts";
import { type Left, nextMove } from "../../../core/fill/ladder.ts";
import { plan, sharing } from "../../../core/fill/plan.ts";
import { draft, hole } from "../kernel/toy.ts";
import { withContext } from "./context.ts";

/** A candidate of one report. */
function candidate(text: string, cost: number, state: VerdictState, report: Partial<Report> = {}): Candidate {
  const reports = [{ validator: "toy", state, diagnostics: [], notes: [], ...report }];
  const change = { edits: [], files: [] };
  return { text, needs: [], change, cost, provider: "toy", verdict: { state, reports } };
}

const fault = (severity: Diagnostic["severity"]): Diagnostic => ({
  ...{ file: "a.toy", span: { start: 0, end: 1 }, severity, code: "T", message: "", source: "toy" },
});
const errors = (count: number) => ({ diagnostics: Array.from({ length: count }, () => fault("error")) });
const warned = { diagnostics: [fault("warning")] };

Deno.test("better() goes by verdict, errors, examples passed, warnings and cost, in this order", () => {
  const ranked = [
    candidate("passed more", 9, "valid", { passed: 2, ...warned }),
    candidate("likelier", 1, "valid", { passed: 1 }),
    candidate("less likely", 2, "valid", { passed: 1 }),
    candidate("warned of", 0, "valid", { passed: 1, ...warned }),
    candidate("unchecked", 0, "unchecked"),
    candidate("one error", 5, "invalid", errors(1)),
    candidate("two errors", 0, "invalid", { ...errors(2), passed: 9 }),
  ];
  const names = ranked.map(({ text }) => text);
  assert.deepEqual(ranked.toReversed().sort(better).map(({ text }) => text), names);
  assert.deepEqual([...ranked.slice(3), ...ranked.slice(0, 3)].sort(better).map(({ text }) => text), names);
});

Deno.test("clearest() keeps those with the fewest warnings, all in their order", () => {
  const [first, second, third] = [
    candidate("a", 0, "valid"),
    candidate("b", 0, "valid", warned),
    candidate("c", 0, "valid"),
  ];
  assert.deepEqual(clearest([first, second, third]), [first, third]);
  assert.deepEqual(clearest([second]), [second]);
});

Deno.test("judge() puts a text where the hole is when no plugin knows how, and says who wrote it", async () => {
  const place = { ...hole, span: { start: 7, end: 8 } };
  const budget = new Budget(bounds);
  await withContext([], async (context) => {
    const judged = await judge(context, { ...draft, hole: place }, { ...x, cost: 3 }, budget);
    assert.deepEqual(judged.change.files, [{ file: "a.toy", text: "f(x) = x" }]);
    assert.deepEqual([judged.provider, judged.cost, judged.verdict.state], ["speaker", 3, "unchecked"]);
  });
});

/** An answer. */
const x: Answer = { text: "x", cost: 0, needs: [], provider: "speaker" };
const bounds = { ...DEFAULT_FILL, maxMs: 60_000, answers: 9, maxCandidates: 3, wanted: 2, answerTokens: 64 };
const example = { call: "f(1)", value: "1", file: "a.toy", span: { start: 0, end: 1 } };

/** What the ladder does next. */
async function move(
  judged: readonly Candidate[],
  {
    options = bounds,
    on = hole,
    left = { answers: [x], hasProvider: false, hasOthers: false, hasDraws: false },
    spentMs = 0,
  }: {
    readonly options?: FillOptions;
    readonly on?: Hole;
    readonly left?: Left;
    /** As if so much time had gone. */
    readonly spentMs?: number;
  } = {},
): Promise<string> {
  const budget = new Budget({ ...options, maxMs: Math.max(0, options.maxMs - spentMs) });
  for (const _ of judged) budget.judged();
  let told = "";
  await withContext([], async (context) => {
    const next = await nextMove(context, on, left, judged, budget);
    told = next.kind === "next" ? next.answer.text : next.kind === "stop" ? next.reason : next.kind;
  }, options);
  return told;
}

Deno.test("nextMove() goes on until enough are valid, or the budget is spent", async () => {
  const [good, bad] = [candidate("a", 0, "valid"), candidate("b", 0, "invalid")];
  assert.equal(await move([good, bad]), "x");
  assert.equal(await move([good, good]), "2 candidates are valid");
  assert.equal(await move([bad, bad, bad]), "the budget is spent");
  assert.equal(await move([], { options: { ...bounds, maxMs: 0 } }), "the budget is spent");
});

Deno.test("nextMove() asks another provider where no answer of the first is valid, and something is left to pay", async () => {
  const [good, bad] = [candidate("a", 0, "valid"), candidate("b", 0, "invalid")];
  const left = { answers: [], hasProvider: true, hasOthers: false, hasDraws: false };
  assert.equal(await move([bad], { left }), "ask");
  assert.equal(await move([], { left }), "ask");
  assert.equal(await move([good, bad], { left }), "no answer is left");
  assert.equal(await move([bad], { left: { ...left, hasProvider: false } }), "no answer is left");
  assert.equal(await move([bad], { left, options: { ...bounds, maxMs: 0 } }), "the budget is spent");
});

Deno.test("nextMove() asks a model again while its answers are refused, and another provider in the last of the time", async () => {
  const bad = candidate("b", 0, "invalid");
  const left = { answers: [], hasProvider: true, hasOthers: true, hasDraws: false };
  assert.equal(await move([], { left }), "again");
  assert.equal(await move([bad], { left }), "again");
  assert.equal(await move([bad, candidate("c", 0, "unchecked")], { left }), "ask");
  assert.equal(await move([candidate("a", 0, "valid")], { left }), "no answer is left");
  assert.equal(await move([bad], { left: { ...left, hasProvider: false } }), "again");
  const [late, alone] = [{ left }, { left: { ...left, hasProvider: false } }];
  assert.equal(await move([bad], { ...late, spentMs: 50_000 }), "ask");
  assert.equal(await move([bad], { ...alone, spentMs: 50_000 }), "again");
});

Deno.test("nextMove() has more samples drawn while they are wanted, and never asks another for them", async () => {
  const [good, bad] = [candidate("a", 0, "valid"), candidate("b", 0, "invalid")];
  const left = { answers: [], hasProvider: true, hasOthers: false, hasDraws: true };
  assert.equal(await move([good], { left }), "again");
  assert.equal(await move([bad], { left }), "again");
  assert.equal(await move([good], { left, spentMs: 50_000 }), "no time is left for more samples");
  assert.equal(await move([bad], { left, spentMs: 50_000 }), "ask");
  assert.equal(await move([good], { left: { ...left, hasProvider: false }, spentMs: 50_000 }), "again");
});

Deno.test("nextMove() wants all it may judge where examples can tell them apart", async () => {
  const good = candidate("a", 0, "valid");
  const on = { ...hole, examples: [example] };
  assert.equal(await move([good, good], { on }), "x");
  assert.equal(await move([good, good, good], { on }), "3 candidates are valid");
});

Deno.test("nextMove() goes by the words of the intent where the examples wait for another hole", async () => {
  const waiting = candidate("a", 0, "unchecked", { total: 1, reachesHole: true });
  const texts = (judged: readonly Candidate[]) => {
    const left = ["fee", "price", "fee - rate", "price - rate"].map((text) => ({ ...x, text }));
    const on = { ...hole, intent: "the price less the rate" };
    const found: string[] = [];
    const work = withContext([], async (context) => {
      while (left.length > 0) {
        const next = await nextMove(
          context,
          on,
          { answers: left, hasProvider: false, hasOthers: false, hasDraws: false },
          judged,
          new Budget(bounds),
        );
        if (next.kind === "next") found.push(next.answer.text);
      }
    });
    return work.then(() => found);
  };
  assert.deepEqual(await texts([waiting]), ["price - rate", "price", "fee - rate", "fee"]);
  assert.deepEqual(await texts([candidate("a", 0, "invalid")]), [
    "fee",
    "price",
    "fee - rate",
    "price - rate",
  ]);
});

Deno.test("sharing() finds the holes that an example of a hole comes to as well", () => {
  const at = (id: string, ...starts: readonly number[]) => {
    const examples = starts.map((start) => ({ ...example, span: { start, end: start + 1 } }));
    return { ...hole, id, examples };
  };
  const [one, two, three, none] = [at("1", 0, 5), at("2", 5), at("3", 9), at("4")];
  assert.deepEqual(sharing(one, [one, two, three, none]).map(({ id }) => id), ["2"]);
  assert.deepEqual(sharing(none, [one, two, three, none]), []);
});

Deno.test("plan() finds the inner hole in either order, and none inside itself", () => {
  const at = (start: number, end: number) => ({ ...hole, id: `${start}`, span: { start, end } });
  const [outer, inner, after] = [at(0, 20), at(0, 5), at(20, 30)];
  for (const holes of [[outer, inner, after], [after, inner, outer], [inner, after, outer]]) {
    assert.deepEqual(plan(holes).map(({ span: { end } }) => end), [5, 20, 30]);
  }
  const twins = [at(3, 4), at(3, 4)];
  assert.deepEqual(plan(twins), twins);
});
