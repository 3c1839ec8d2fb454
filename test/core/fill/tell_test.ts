import assert from "node:assert/strict";
import type { Candidate, Outcome } from "../../../core/code/outcome.ts";
import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import { tellOutcome, tellRequest, tellVerdict } from "../../../core/fill/tell.ts";
import { type Step, Steps } from "../../../core/kernel/steps.ts";
import { hole, request } from "../kernel/toy.ts";
import { openToy } from "./toy.ts";

/** What is told, without times. */
function told(tell: (steps: Steps) => void): unknown {
  const all: Step[] = [];
  const steps = new Steps();
  steps.subscribe((step) => void all.push(step));
  tell(steps);
  return all.map(({ kind, name, status, fields }) => ({ kind, name, status, ...fields }));
}

const note = { kind: "note", status: "ok" };

Deno.test("tellRequest() tells what is wanted, and the nearest forty names", () => {
  const names = Array.from({ length: 50 }, (_, at) => `name${at}`);
  const bindings = names.map((name) => ({ name, type: "number", kind: "local" as const, distance: 0 }));
  const example = { call: "f(1)", value: "1", file: "a.toy", span: { start: 0, end: 1 } };
  const asked = { ...request, draft: { ...request.draft, hole: { ...hole, examples: [example] } } };
  const expected = { key: "whole", type: "string" };
  const common = { ...note, name: "request", intent: "a number", examples: 1, answers: 2, budgetMs: 100 };
  assert.deepEqual(
    told((steps) => tellRequest(steps, { ...asked, scope: { expected, bindings, isCapped: false } }, [])),
    [
      {
        ...common,
        expected: "string",
        bindings: 50,
        names: names.slice(0, 40).map((name) => `${name}: number`),
      },
    ],
  );
  assert.deepEqual(told((steps) => tellRequest(steps, asked, [])), [
    { ...common, expected: "", bindings: 0, names: [] },
  ]);
});

Deno.test("tellRequest() tells of each piece of context its first line, reason, form and tokens", () => {
  const items = [
    { item: { text: "class A {\n  b: B;\n}", short: "class A", reason: "near", score: 2 }, form: "short" },
    { item: { text: "type C =\n  | D", reason: "far", score: 1 }, form: "left out" },
  ] as const;
  const [step] = told((steps) =>
    tellRequest(steps, request, items.map((one) => ({ ...one, tokens: 3 })))
  ) as { readonly context: unknown }[];
  assert.deepEqual(step?.context, [
    { head: "class A", reason: "near", form: "short", tokens: 3 },
    { head: "type C =", reason: "far", form: "left out", tokens: 3 },
  ]);
});

Deno.test("tellVerdict() tells the first three faults, one line each", () => {
  const fault = (code: string): Diagnostic => ({
    ...{ file: "a.toy", span: { start: 0, end: 1 }, severity: "error", code, source: "toy" },
    message: `${code} is wrong\nand here is why`,
  });
  const report = (...codes: string[]) => ({
    ...{ validator: "toy", state: "invalid" as const, diagnostics: codes.map(fault), notes: [] },
  });
  const candidate: Candidate = {
    ...{ text: "x", needs: [], change: { edits: [], files: [] }, cost: 2, provider: "toy" },
    verdict: { state: "invalid", reports: [report("A"), report("B", "C", "D")] },
  };
  assert.deepEqual(told((steps) => tellVerdict(steps, candidate)), [
    {
      ...{ ...note, name: "judged", text: "x", state: "invalid", cost: 2 },
      faults: ["A: A is wrong", "B: B is wrong", "C: C is wrong"],
    },
  ]);
});

Deno.test("tellOutcome() tells how it ended, and what was said", () => {
  const outcome: Outcome = {
    ...{
      hole,
      filled: "no",
      candidates: [],
      cost: { elapsedMs: 0, candidates: 0, inputTokens: 0, outputTokens: 0 },
    },
    notes: [{ code: "a", text: "one" }, { code: "b", text: "two" }],
  };
  assert.deepEqual(told((steps) => tellOutcome(steps, outcome)), [
    { ...note, name: "outcome", filled: "no", candidates: 0, notes: ["one", "two"] },
  ]);
});

Deno.test("fill() tells the whole way of a hole inside its own step", async () => {
  const told: Step[] = [];
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["bad", "x"], {}, {
    listeners: [(step) => void told.push(step)],
  });
  await Array.fromAsync(maze.fill());
  const way = told.filter(({ kind, status }) => kind !== "hook" && status === "ok");
  assert.deepEqual(way.map(({ name }) => name), [
    "request",
    "ladder.next",
    "judged",
    "ladder.next",
    "judged",
    "ladder.stop",
    "outcome",
    "a.toy:1:8",
    "chosen",
  ]);
  const [whole, chosen] = way.slice(-2);
  assert.deepEqual(chosen?.fields, { hole: "a.toy:1:8", candidate: 1, text: "x" });
  assert.deepEqual(way.slice(0, -2).map(({ parent }) => parent), Array(7).fill(whole?.id));
  assert.deepEqual([whole?.kind, whole?.fields], ["hole", { intent: "" }]);
  assert.deepEqual(way.find(({ name }) => name === "ladder.stop")?.fields, {
    kind: "stop",
    reason: "no answer is left",
    isCut: false,
  });
});

Deno.test("fill() tells that a hole was left open, and write() which files it wrote or why none", async () => {
  const told: Step[] = [];
  await using maze = await openToy({ "a.toy": "f(x) = ? and g(x) = ?" }, ["x"], {}, {
    listeners: [(step) => void told.push(step)],
  });
  let asked = 0;
  await Array.fromAsync(maze.fill({ choose: ({ candidates }) => asked++ === 0 ? undefined : candidates[0] }));
  assert.deepEqual(told.filter(({ name }) => name === "chosen").map(({ fields }) => fields), [
    { hole: "a.toy:1:8" },
    { hole: "a.toy:1:21", candidate: 1, text: "x" },
  ]);
  await maze.write();
  await maze.undo();
  await assert.rejects(maze.undo(), { code: "write/nothing-to-undo" });
  const writes = told.filter(({ kind, status }) => kind === "write" && status !== "running");
  assert.deepEqual(writes.map(({ name, status, fields }) => [name, status, fields]), [
    ["write", "ok", { files: ["a.toy"] }],
    ["undo", "ok", { files: ["a.toy"] }],
    ["undo", "failed", { error: "MazeError: Cannot undo: no run is left to undo" }],
  ]);
});
