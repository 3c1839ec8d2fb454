import assert from "node:assert/strict";
import { Interrupted } from "../../../cli/exit_codes.ts";
import { type Answer, interactive, type Question } from "../../../cli/fill/ask.ts";
import type { Shell } from "../../../cli/shell.ts";
import { candidate, outcome } from "../views/outcomes.ts";

const shell: Shell = {
  cwd: "/",
  environment: {},
  signal: new AbortController().signal,
  isTerminal: { in: true, out: true, err: true },
  columns: 80,
  hasColor: { out: false, err: false },
  log: { format: "text" },
  out: () => {},
  err: () => {},
  say: () => {},
};

/** Asks with these answers, one for each question; remembers the questions. */
function asking(...answers: readonly (Answer | undefined)[]) {
  const questions: Question[] = [];
  const left = [...answers];
  const select = (question: Question) => {
    questions.push(question);
    return Promise.resolve(left.shift());
  };
  return { asked: interactive(shell, select), questions };
}

const [first, second] = [candidate("a", {}), candidate("b", {})];
const filled = outcome({ filled: "yes", candidates: [first, second] });
const ambiguous = outcome({ filled: "ambiguous", candidates: [first, second] });
const values = (question: Question | undefined) => question?.options.map(({ value }) => value);

Deno.test("interactive() offers to accept where one reading is offered, and the others by their number", async () => {
  const { asked, questions } = asking("accept", 1);
  assert.equal(await asked.ask(filled, first), first);
  assert.deepEqual(values(questions[0]), ["accept", "skip", 1, "all", "stop"]);
  assert.equal(questions[0]?.options[2]?.label, "Take 2: b");
  assert.equal(await asked.ask(ambiguous, undefined), second);
  assert.deepEqual(values(questions[1]), ["skip", 0, 1, "stop"]);
});

Deno.test('interactive() asks about an ambiguous hole also after "accept all"', async () => {
  const { asked, questions } = asking("all", 0);
  assert.equal(await asked.ask(filled, first), first);
  assert.equal(await asked.ask(filled, first), first);
  assert.equal(questions.length, 1);
  assert.equal(await asked.ask(ambiguous, undefined), first);
  assert.equal(questions.length, 2);
});

Deno.test("interactive() says when the rest is to be left open", async () => {
  const { asked } = asking("skip", "stop");
  assert.equal(await asked.ask(filled, first), undefined);
  assert.equal(asked.hasStopped, false);
  assert.equal(await asked.ask(filled, first), undefined);
  assert.equal(asked.hasStopped, true);
});

Deno.test("interactive() ends the run when Ctrl-C is the answer", async () => {
  const { asked } = asking(undefined);
  await assert.rejects(asked.ask(filled, first), Interrupted);
});
