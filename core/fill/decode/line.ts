/**
 * One answer written under watch: a stream, and after each fault the move that is likely to cost least, until the answer
 * is whole or nothing helps.
 *
 * @module
 */

import type { Diagnostic } from "../../code/diagnostic.ts";
import type { Draft } from "../../code/hole.ts";
import { type Note, NOTE_CODES } from "../../code/note.ts";
import type { ImportNeed } from "../../code/scope.ts";
import type { Budget } from "../budget.ts";
import { decodeChecked, type Ending } from "./checked.ts";
import type { FillContext } from "../context.ts";
import { type Attempt, needsOf, NO_ATTEMPT } from "./decode.ts";
import { chooseMend, type Mend, Tried } from "./mend.ts";
import type { MoveKind } from "./odds.ts";
import { type Mended, mended } from "./patch.ts";
import { type Place, requestFor } from "../request.ts";
import { tellMove, tellRequest } from "../tell.ts";
import { Watching } from "./watching.ts";
import { type Kept, NOTHING_KEPT } from "./writing.ts";

/** Whose answer it is, and what it may take. */
export interface LineSetting extends Place {
  /** The number of its first stream; those of another line of the hole are none of its own. */
  readonly first: number;
  /** Streams that it may ask for. */
  readonly most: number;
}

/** What came of a line. */
export interface Line {
  readonly attempt: Attempt;
  /** Streams that it asked for. */
  readonly streams: number;
}

/** Writes one answer; none where nothing helps or nothing more may be spent. */
export async function writeLine(
  context: FillContext,
  draft: Draft,
  budget: Budget,
  setting: LineSetting,
): Promise<Line> {
  await using watching = await Watching.open(context, draft);
  const writer = new Writer(context, draft, budget, { ...setting, watching });
  const attempt = await writer.write();
  return { attempt, streams: writer.streams };
}

class Writer {
  readonly #context: FillContext;
  readonly #draft: Draft;
  readonly #budget: Budget;
  readonly #setting: LineSetting & { readonly watching: Watching | undefined };
  readonly #tried = new Tried();
  readonly #notes = new Map<string, Note>();
  #kept: Kept = NOTHING_KEPT;
  #needs: readonly ImportNeed[] = [];
  /** What led to the stream that is under way. */
  #last: MoveKind | undefined;
  /** What stopped a stream last. */
  #fault: Extract<Ending, { readonly kind: "fault" }> | undefined;
  /** Streams so far. */
  streams = 0;

  constructor(
    context: FillContext,
    draft: Draft,
    budget: Budget,
    setting: LineSetting & { readonly watching: Watching | undefined },
  ) {
    this.#context = context;
    this.#draft = draft;
    this.#budget = budget;
    this.#setting = setting;
  }

  async write(): Promise<Attempt> {
    while (this.streams < this.#setting.most && !await this.#isOver()) {
      const ending = await this.#stream();
      if (ending.kind === "whole") return this.#answer(ending);
      const next = ending.kind === "cut" ? undefined : await this.#afterFault(ending);
      if (ending.kind === "fault" && (ending.isComplete || !this.#fault?.isComplete)) this.#fault = ending;
      if (!next) break;
      if (next.kind === "whole") return this.#answer(next);
    }
    return this.#nothing();
  }

  /** Where nothing helped, the last text that filled the hole, if there was one, shows what is wrong: it is judged, and told with its faults. */
  #nothing(): Attempt {
    const { name } = this.#setting;
    if (this.#fault) {
      const { code, message } = this.#fault.faults[0] ?? { code: "", message: "" };
      const times = `${this.streams} ${this.streams === 1 ? "time" : "times"}`;
      const text = `${name} wrote ${times}, each with a fault; the last: ${code}: ${message.split("\n")[0]}`;
      this.#note([{ code: NOTE_CODES.faulty, text }]);
    }
    const answers = this.#fault?.isComplete ? this.#answer(wholeOf(this.#fault)).answers : [];
    return { ...NO_ATTEMPT, answers, notes: [...this.#notes.values()] };
  }

  /** What the clock says is heard again in a replay. */
  #isOver(): Promise<boolean> {
    return this.#context.kernel.fact("line.isOver", [this.#label], () => this.#budget.leftMs === 0);
  }

  async #stream(): Promise<Ending> {
    const { name, capabilities, watching } = this.#setting;
    const [attempt, label] = [this.#attempt, this.#label];
    this.streams++;
    const draft = { ...this.#draft, text: this.#kept.text };
    const place = { ...this.#setting, from: { kept: this.#kept, attempt } };
    const asked = await requestFor(this.#context, draft, this.#budget, place);
    const { request, inputTokens, items, notes } = asked;
    this.#note(notes);
    if (request.sampling.maxTokens === 0) {
      this.#note([{
        code: NOTE_CODES.spent,
        text: `${name} was not asked: nothing is left to pay it`,
      }]);
      return { kind: "cut" };
    }
    const { steps } = this.#context.kernel;
    if (attempt === 0) tellRequest(steps, request, items);
    const { price } = capabilities ?? {};
    const { ending, notes: said } = await decodeChecked(this.#context, request, this.#budget, {
      ...{ provider: name, inputTokens, watching, from: this.#kept },
      ...(price ? { price } : {}),
      label,
    });
    this.#note(said);
    this.#learn(ending);
    return ending;
  }

  #learn(ending: Ending): void {
    const { odds } = this.#context;
    if (ending.kind !== "cut" && this.#last) odds.told(this.#last, ending.kind === "whole");
    if (ending.kind === "whole") odds.wrote(ending.tokens);
  }

  /** Mends what is written, or takes writing up again somewhere; `undefined` where there is nothing to do. */
  async #afterFault(
    ending: Exclude<Ending, { readonly kind: "whole" | "cut" }>,
  ): Promise<Ending | { readonly kind: "again" } | undefined> {
    const { moves } = this.#context.options;
    const isFault = ending.kind === "fault";
    const [fault] = isFault ? ending.faults : [];
    const { patch, names } = isFault ? await this.#mended(ending) : {};
    if (patch) {
      this.#took(patch.kind, patch.kept, fault);
      this.#needs = [...this.#needs, ...patch.needs];
      const { text, tokens } = patch.kept;
      const { cost } = ending.writing;
      if (!patch.isWhole) return { kind: "again" };
      this.#context.odds.told(patch.kind, true); // no stream follows that would show it
      return { kind: "whole", text, cost, tokens: tokens.length, needs: [] };
    }
    const mend = chooseMend({
      ...{ fault, tried: this.#tried, writing: ending.writing, odds: this.#context.odds },
      allowed: new Set(this.#canGoOn ? moves : moves.filter((kind) => kind === "restart")),
      holeStart: this.#draft.hole.span.start,
      starts: isFault ? ending.starts : [],
      canBegin: this.#setting.capabilities?.begins ?? false,
      ...(names ? { names } : {}),
    });
    if (!mend) return undefined;
    this.#took(mend.kind, mend.kept, fault, mend);
    if (mend.kind === "restart") this.#needs = [];
    return { kind: "again" };
  }

  /** What repairers know, where the answer is whole or the model can go on behind a fix. */
  async #mended(ending: Extract<Ending, { readonly kind: "fault" }>): Promise<Mended> {
    if (!this.#canGoOn && !ending.isComplete) return {};
    const [fault] = ending.faults;
    return await mended(this.#context, this.#draft, ending, {
      watching: this.#setting.watching,
      allowed: new Set(this.#context.options.moves),
      isTried: (kind, text) => this.#tried.has(kind, fault, { text, tokens: [] }),
    });
  }

  get #attempt(): number {
    return this.#setting.first + this.streams;
  }

  get #label(): string {
    return `${this.#draft.hole.id} ${this.#attempt}`;
  }

  get #canGoOn(): boolean {
    return this.#setting.capabilities?.continuation !== "none";
  }

  #took(kind: MoveKind, kept: Kept, fault: Diagnostic | undefined, mend?: Mend): void {
    this.#tried.add(kind, fault, kept);
    this.#kept = kept;
    this.#last = kind;
    tellMove(this.#context.kernel.steps, { ...mend, kind, kept, fault });
  }

  #answer({ text, cost, needs: found }: Extract<Ending, { readonly kind: "whole" }>): Attempt {
    const { name, scope } = this.#setting;
    const needs = [...needsOf(text, scope), ...this.#needs, ...found];
    const unique = [...new Map(needs.map((need) => [need.name, need])).values()];
    return {
      answers: [{ text, cost, needs: unique, provider: name }],
      notes: [...this.#notes.values()],
      otherwise: Infinity,
    };
  }

  #note(notes: readonly Note[]): void {
    for (const note of notes) this.#notes.set(note.text, note);
  }
}

function wholeOf(
  { writing: { text, cost, tokens }, checkedTo }: Extract<Ending, { readonly kind: "fault" }>,
): Extract<Ending, { readonly kind: "whole" }> {
  return { kind: "whole", text: text.slice(0, checkedTo).trimEnd(), cost, tokens: tokens.length, needs: [] };
}
