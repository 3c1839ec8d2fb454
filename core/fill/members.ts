/**
 * Members that are owed, written one at a time: the head of the next lies over the file with its body open, that is
 * filled as a hole of its own, and lies there while the one after it is written. In the end they are one answer.
 *
 * @module
 */

import type { Draft, Hole } from "../code/hole.ts";
import { type Note, NOTE_CODES } from "../code/note.ts";
import type { Candidate, Cost, Outcome } from "../code/outcome.ts";
import type { ImportNeed } from "../code/scope.ts";
import { type Edit, indentAt, rebaseSpan } from "../code/text.ts";
import type { Placement } from "../code/wish.ts";
import { Budget, isLate, lateNote, sum } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { judge } from "./judge.ts";
import { rebased, whileLaid } from "./lay.ts";
import { tellOutcome, tellVerdict } from "./tell.ts";
import type { FillOne } from "./together.ts";

/** What came of it. */
export interface Members {
  /** Filled; absent where they have to be written all at once. */
  readonly outcome?: Outcome;
  readonly notes: readonly Note[];
  readonly cost: Cost;
}

/**
 * Writes the members that are owed at a hole between members. Each has the time of a hole.
 *
 * @param context Its `run` counts what all of them cost together.
 */
export async function oneByOne(context: FillContext, draft: Draft, fill: FillOne): Promise<Members> {
  const start = performance.now();
  const { kernel: { steps }, options, run, workspace } = context;
  const { hole } = draft;
  const members = new Owed(context, fill);
  const text = await members.from(hole);
  const budget = new Budget(options, run);
  const ended = (notes: readonly Note[] = []): Members => ({
    notes: [...members.notes, ...notes],
    cost: { ...sum(budget.cost, members.costs), elapsedMs: performance.now() - start },
  });
  if (!text) return ended();
  const indent = indentAt(await workspace.text(hole.file), hole.span.start);
  const { needs, cost, provider } = members;
  let candidate: Candidate | undefined;
  let own = text.lines.map((line) => line.startsWith(indent) ? line.slice(indent.length) : line);
  for (let tries = 0; tries < 2 && !isLaid(text, candidate, hole.file); tries++) {
    if (candidate) own = withoutMoved(own, text, candidate, hole.file);
    candidate = await judge(context, draft, { text: own.join("\n"), needs, cost, provider }, budget);
    budget.judged();
    tellVerdict(steps, candidate);
  }
  if (!candidate || !isLaid(text, candidate, hole.file) || candidate.verdict.state !== "valid") {
    return ended([{
      code: NOTE_CODES.members,
      text: "members that were written one by one are wrong together",
    }]);
  }
  const { notes, cost: paid } = ended();
  const outcome: Outcome = { hole, filled: "yes", candidates: [candidate], notes, cost: paid };
  tellOutcome(steps, outcome);
  return { outcome, notes, cost: paid };
}

/**
 * The next member that is owed at a hole between members, with what lays it in; `undefined` where none is.
 *
 * @throws {MazeError} `hook/deadline` if nobody says it in time.
 */
export async function nextMember(
  { kernel, signal, options, run }: FillContext,
  hole: Hole,
): Promise<Placement | undefined> {
  const { file, intent, language } = hole;
  const wish = { intent, examples: [], language, file, isNew: false, isFree: false, within: hole };
  const { deadlineMs } = new Budget(options, run);
  return await kernel.ask("indexer.place", [wish], { signal, deadlineMs });
}

/** The members of one hole. */
class Owed {
  readonly #context: FillContext;
  readonly #fill: FillOne;
  readonly #heads = new Set<string>();
  readonly #notes = new Map<string, Note>();
  readonly needs: ImportNeed[] = [];
  readonly costs: Cost[] = [];
  /** Negative log-likelihood of all of them. */
  cost = 0;
  provider = "";

  constructor(context: FillContext, fill: FillOne) {
    this.#context = context;
    this.#fill = fill;
  }

  /** What a person should know. */
  get notes(): readonly Note[] {
    return [...this.#notes.values()];
  }

  /**
   * Writes what is owed at a hole.
   *
   * @param start Where the first member stands; absent before there is one.
   * @returns The members as they stand in the file; `undefined` where nothing is owed, or one can not be filled by itself.
   */
  async from(hole: Hole, start?: number): Promise<Laid | undefined> {
    const { workspace } = this.#context;
    const next = await this.#next(hole);
    if (!next) {
      if (start === undefined) return undefined;
      const text = await workspace.text(hole.file);
      const lines = text.slice(start, hole.span.start).trimEnd().split("\n");
      return { lines, tailUnits: text.length - hole.span.end };
    }
    const { head, hole: open, faults: [fault] } = next;
    if (fault || !open || this.#heads.has(head)) return this.#left(head, fault?.message);
    this.#heads.add(head);
    const headed = await workspace.change(next.edits);
    return await whileLaid(this.#context, headed, async () => {
      const found = await this.#fill(this.#context, open);
      this.#heard(found);
      const [chosen] = found.filled === "yes" ? found.candidates : [];
      if (!chosen) return this.#left(head, `it is ${found.filled === "no" ? "not filled" : "ambiguous"}`);
      this.#took(next, chosen);
      return await whileLaid(this.#context, chosen.change, async () => {
        const above = await rebased(hole, headed);
        const moved = above && await rebased(above, chosen.change);
        const first = start === undefined ? next.span.start : moveOf(start, headed.edits);
        return moved && await this.from(moved, moveOf(first, chosen.change.edits));
      });
    });
  }

  async #next(hole: Hole): Promise<Placement | undefined> {
    try {
      return await nextMember(this.#context, hole);
    } catch (error) {
      if (!isLate(error)) throw error;
      this.#note(lateNote(error));
      return undefined;
    }
  }

  #heard({ notes, cost }: Outcome): void {
    notes.forEach((note) => this.#note(note));
    this.costs.push(cost);
  }

  #took({ head, needs = [] }: Placement, chosen: Candidate): void {
    this.needs.push(...needs, ...chosen.needs);
    this.cost += chosen.cost;
    this.provider = chosen.provider;
    this.#context.kernel.steps.note({ kind: "note", name: "member", fields: { head } });
  }

  #left(head: string, why = "it has no place of its own"): undefined {
    const text = `members were written all at once; ${head}: ${why.split("\n")[0]}`;
    this.#note({ code: NOTE_CODES.members, text: this.#context.kernel.steps.secrets.redactText(text) });
  }

  #note(note: Note): void {
    this.#notes.set(note.text, note);
  }
}

/** Where a place is after edits that stand before it, or behind. */
function moveOf(start: number, edits: readonly Edit[]): number {
  return rebaseSpan({ start, end: start }, edits)?.start ?? start;
}

/** Lines of members as they stand in the file, and how much of that is behind them. */
interface Laid {
  readonly lines: readonly string[];
  readonly tailUnits: number;
}

/** What stands in their place in a candidate; imports above may have been put together in another way. */
function linesOf({ lines, tailUnits }: Laid, { change }: Candidate, file: string): readonly string[] {
  const text = change.files.find((one) => one.file === file)?.text ?? "";
  return text.slice(0, text.length - tailUnits).split("\n").slice(-lines.length);
}

/** True where a candidate's members stand in the file as they were filled. */
function isLaid(laid: Laid, candidate: Candidate | undefined, file: string): candidate is Candidate {
  if (!candidate) return false;
  const lines = linesOf(laid, candidate, file);
  const [first = "", ...rest] = laid.lines;
  return lines[0]?.endsWith(first) === true && rest.every((line, at) => lines[at + 1] === line);
}

/** What is no indentation, as inside of a text, stays as it was. */
function withoutMoved(own: readonly string[], laid: Laid, candidate: Candidate, file: string): string[] {
  const lines = linesOf(laid, candidate, file);
  return own.map((line, at) => lines[at] === laid.lines[at] ? line : laid.lines[at] ?? line);
}
