/**
 * The way of one hole: a loop of an attempt, its verdicts, and the next move.
 *
 * @module
 */

import type { Draft, Hole } from "../code/hole.ts";
import { type Note, NOTE_CODES } from "../code/note.ts";
import type { Candidate, Earlier, Outcome } from "../code/outcome.ts";
import { refusalOf } from "../write/refusal.ts";
import { Attempts } from "./attempts.ts";
import { Budget, isLate, lateNote, sum } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { hold } from "./hold.ts";
import { better, clearest, judge } from "./judge.ts";
import { nextMove } from "./ladder.ts";
import { oneByOne } from "./members.ts";
import { Meter } from "./meter.ts";
import { nearMiss } from "./near_miss.ts";
import { drawsOf, ENOUGH, isAgreed, isClear } from "./agreed.ts";
import type { Answer } from "./decode/decode.ts";
import { type Doubted, type Readings, readingsOf, tellingInput } from "./readings.ts";
import { recall } from "./recall.ts";
import { tellOutcome, tellVerdict } from "./tell.ts";

/** One hole to its outcome. */
export function fillOne(context: FillContext, hole: Hole, earlier?: Earlier): Promise<Outcome> {
  const { steps } = context.kernel;
  return steps.run({ kind: "hole", name: hole.id, fields: { intent: hole.intent } }, async () => {
    const budget = new Budget(context.options, context.run);
    try {
      await hold(context, hole, budget);
      const draft = { hole, text: "", edits: [] };
      const recalled = earlier && await recall(context, draft, earlier, budget);
      if (recalled?.earlier === "valid" || (recalled && earlier?.isLast)) return recalled;
      const outcome = hole.kind === "members"
        ? await membersAt(context, draft)
        : await attempted(context, draft, recalled ? new Budget(context.options, context.run) : budget);
      return recalled ? { ...outcome, earlier: "invalid" } : outcome;
    } catch (error) {
      // One file that can not be worked on, or one question without an answer, must not keep the others from being filled.
      const unfilled = { hole, filled: "no", candidates: [], notes: [], cost: budget.cost } as const;
      if (isLate(error)) {
        const late = { ...unfilled, notes: [lateNote(error)] };
        tellOutcome(steps, late);
        return late;
      }
      const refusal = refusalOf(error, hole.file);
      steps.note({ kind: "note", name: "refused", fields: { ...refusal } });
      return { ...unfilled, refusal };
    }
  }, context);
}

/** One member after the other; all in one answer where that does not do. Tokens and money are for all of it. */
async function membersAt(context: FillContext, draft: Draft): Promise<Outcome> {
  const { maxTokens, maxCost } = context.options;
  const bounds = {
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(maxCost === undefined ? {} : { maxCost }),
  };
  const own = { ...context, run: new Meter(bounds, context.run) };
  const { outcome, notes, cost } = await oneByOne(own, draft, fillOne);
  if (outcome) return outcome;
  const whole = await attempted(own, draft, new Budget(context.options, own.run));
  return { ...whole, notes: [...notes, ...whole.notes], cost: sum(whole.cost, [cost]) };
}

/** Attempts, judged until the ladder stops. */
async function attempted(context: FillContext, draft: Draft, budget: Budget): Promise<Outcome> {
  const { steps } = context.kernel;
  const attempts = new Attempts(context, draft, budget);
  const first = await attempts.next();
  const answers = [...first.answers];
  const judged: Candidate[] = [];
  const notes = [...first.notes];
  const mended = new Set<string>();
  let { otherwise } = first;
  const read = reading(context, draft, budget);
  const isAsked = async () => {
    const valid = validOf(judged);
    return drawsOf(valid) < ENOUGH ||
      !isAgreed((await read({ candidates: valid, otherwise })).readings, draft.hole);
  };
  for (;;) {
    const hasDraws = answers.length === 0 && attempts.hasDraws && await isAsked();
    const left = { answers, hasProvider: attempts.hasNext, hasOthers: attempts.hasOthers, hasDraws };
    const move = await nextMove(context, draft.hole, left, judged, budget);
    steps.note({ kind: "note", name: `ladder.${move.kind}`, fields: { ...move } });
    if (move.kind === "stop") {
      if (move.isCut) notes.push(budget.noteOn(answers.length));
      break;
    }
    if (move.kind === "ask" || move.kind === "again") {
      const attempt = await (move.kind === "ask" ? attempts.next() : attempts.again(refusedLast(judged)));
      answers.push(...attempt.answers);
      notes.push(...attempt.notes);
      ({ otherwise } = attempt);
      continue;
    }
    const known = judged.findIndex(({ text, draws }) => draws !== undefined && text === move.answer.text);
    if (judged[known]) {
      judged[known] = drawnAgain(judged[known], move.answer);
      continue;
    }
    budget.judged();
    try {
      const candidate = await judge(context, draft, move.answer, budget);
      tellVerdict(steps, candidate);
      judged.push(candidate);
      answers.unshift(...await nearMiss(context, draft, candidate, { leftMs: budget.leftMs, known: mended }));
    } catch (error) {
      if (!isLate(error)) throw error;
      notes.push(lateNote(error)); // what is judged already counts
    }
  }
  const outcome = await outcomeOf(draft, judged, { notes, budget, otherwise, read });
  tellOutcome(steps, outcome);
  return outcome;
}

function refusedLast(judged: readonly Candidate[]): Candidate | undefined {
  const last = judged.at(-1);
  return last?.verdict.state === "invalid" ? last : undefined;
}

/** What was judged already counts once more. */
function drawnAgain(candidate: Candidate, { draws = 0 }: Answer): Candidate {
  return { ...candidate, draws: (candidate.draws ?? 0) + draws };
}

/** What tells readings, once for the same candidates: what ends the drawing of samples is what is written. */
function reading(
  context: FillContext,
  draft: Draft,
  budget: Budget,
): (doubted: Doubted) => Promise<Readings> {
  let last: { readonly key: string; readonly found: Promise<Readings> } | undefined;
  return (doubted) => {
    const key = JSON.stringify([
      doubted.otherwise,
      doubted.candidates.map(({ text, draws }) => [text, draws]),
    ]);
    if (last?.key !== key) last = { key, found: readingsOf(context, draft, doubted, budget) };
    return last.found;
  };
}

interface Ended {
  readonly notes: readonly Note[];
  readonly budget: Budget;
  readonly otherwise: number;
  readonly read: (doubted: Doubted) => Promise<Readings>;
}

async function outcomeOf(
  draft: Draft,
  judged: readonly Candidate[],
  { notes, budget, otherwise, read }: Ended,
): Promise<Outcome> {
  const { hole } = draft;
  const candidates = [...judged].sort(better);
  const valid = validOf(candidates);
  const unseen = unseenIn(judged);
  if (valid.length === 0) {
    return { hole, notes: [...notes, ...unseen], filled: "no", candidates, cost: budget.cost };
  }
  const readings = await read({ candidates: valid, otherwise });
  const ended = { hole, notes: [...notes, ...unseen, ...readings.notes] };
  const others = candidates.filter((one) => !valid.includes(one));
  const ordered = [...readings.readings.flatMap((one) => one.candidates), ...others];
  const isSure = isClear(readings.readings, hole);
  if (isSure) return { ...ended, filled: "yes", candidates: ordered, cost: budget.cost };
  const telling = tellingInput(readings);
  const firsts = readings.readings.flatMap((one) => one.candidates[0] ?? []);
  return {
    ...ended,
    filled: "ambiguous",
    candidates: firsts,
    ...(telling ? { telling } : {}),
    cost: budget.cost,
  };
}

/** Better first. */
function validOf(candidates: readonly Candidate[]): readonly Candidate[] {
  return clearest([...candidates].sort(better).filter(({ verdict }) => verdict.state === "valid"));
}

/** What validators could not see: the same for all candidates. */
function unseenIn(judged: readonly Candidate[]): Note[] {
  const said = judged.flatMap(({ verdict }) => verdict.reports.flatMap(({ notes }) => notes))
    .filter(({ code }) => code === NOTE_CODES.unseen);
  return [...new Map(said.map((note) => [note.text, note])).values()];
}
