/**
 * The head of new code: a model is asked for it alone, and again with what is wrong with it; where no model is, the
 * examples may give one.
 *
 * @module
 */

import type { Capabilities } from "../code/capabilities.ts";
import type { ContextItem, Prompt } from "../code/completion.ts";
import type { Draft, Hole } from "../code/hole.ts";
import { type Note, NOTE_CODES } from "../code/note.ts";
import { isSecretFile } from "../code/secret_forms.ts";
import type { Placement } from "../code/wish.ts";
import { MazeError, messageOf } from "../kernel/errors.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { toldWrong } from "./correction.ts";
import { Stream } from "./decode/stream.ts";
import { Watching } from "./decode/watching.ts";
import { NOTHING_KEPT } from "./decode/writing.ts";
import type { Place } from "./place.ts";
import { requestFor } from "./request.ts";
import { wordsOf } from "./wording.ts";

/** A head, judged in its place, and what was tried before it. */
export interface Headed {
  /** Absent where none was found right. */
  readonly placement?: Placement;
  readonly notes: readonly Note[];
}

/** Times that a model is asked for a head. */
const MOST_TRIES = 3;
/** Code of an answer, in UTF-16 units, in which a head is looked for. */
const MOST_UNITS = 4_000;
/** Declarations that a model is told of beside the file. */
const MOST_TOLD = 12;

/**
 * Finds the head.
 *
 * @throws {MazeError} What the only model threw; `hook/unanswered` where nothing writes code.
 */
export async function headFor(context: FillContext, place: Place, budget: Budget): Promise<Headed> {
  return await new Asking(context, place, budget).find();
}

/** True for an error of who judges heads, not of who writes them. */
function isOfIndexer(error: unknown): boolean {
  return error instanceof MazeError && error.hook?.startsWith("indexer.") === true;
}

class Asking {
  readonly #context: FillContext;
  readonly #place: Place;
  readonly #budget: Budget;
  readonly #notes: Note[] = [];
  /** What was wrong with each head that was refused, in words for a model. */
  readonly #refused: string[] = [];
  readonly #failures: unknown[] = [];

  constructor(context: FillContext, place: Place, budget: Budget) {
    this.#context = context;
    this.#place = place;
    this.#budget = budget;
  }

  async find(): Promise<Headed> {
    const { providers, signal } = this.#context;
    const { language, derived } = this.#place.placement;
    const names = providers.for({ language });
    if (names.length === 0) {
      throw new MazeError(`Cannot write new code in "${language}": no plugin writes code`, {
        code: "hook/unanswered",
      });
    }
    let answered = 0;
    for (const name of names) {
      try {
        const capabilities = await providers.capabilities(name, {
          signal,
          deadlineMs: this.#budget.deadlineMs,
        });
        if (!capabilities) continue;
        const placement = await this.#byModel(name, capabilities);
        answered++;
        if (placement) return { placement, notes: this.#notes };
      } catch (error) {
        if (signal.aborted || isOfIndexer(error)) throw error;
        this.#failures.push(error);
        this.#note(NOTE_CODES.unanswered, `${name} gave no head: ${messageOf(error)}`);
      }
    }
    const placement = derived === undefined ? undefined : await this.#judged(derived);
    if (placement) return { placement, notes: this.#notes };
    const [failure] = this.#failures;
    if (failure !== undefined && answered === 0 && this.#refused.length === 0) {
      throw failure;
    }
    this.#note(
      NOTE_CODES.noHead,
      answered + this.#failures.length > 0
        ? "no head was found right, so nothing could be written below it"
        : "what begins new code is written by a model, and none is listed; examples with literal values on both sides can stand for it",
    );
    return { notes: this.#notes };
  }

  async #byModel(name: string, capabilities: Capabilities): Promise<Placement | undefined> {
    if (isSecretFile(this.#place.wish.file)) {
      this.#note(NOTE_CODES.unanswered, `${name} was not asked: by its name the file holds secrets`);
      return undefined;
    }
    const context = await this.#related();
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      const told = { instruction: this.#instruction(), context, ...await this.#around() };
      const asked = { name, capabilities, told, from: { kept: NOTHING_KEPT, attempt } };
      const { request, inputTokens } = await requestFor(this.#context, this.#draft(), this.#budget, {
        ...asked,
        scope: { bindings: [], isCapped: false },
      });
      const isOver = () => this.#budget.leftMs === 0;
      const about = [this.#place.wish.file, name, attempt];
      // What the clock says is heard again in a replay.
      if (request.sampling.maxTokens === 0 || await this.#context.kernel.fact("head.isOver", about, isOver)) {
        this.#note(NOTE_CODES.spent, `${name} was not asked for a head: nothing is left for it`);
        return undefined;
      }
      const { price } = capabilities;
      const paid = { provider: name, inputTokens, ...(price ? { price } : {}) };
      await using stream = new Stream(this.#context, request, this.#budget, paid);
      const placement = await this.#judged(await this.#read(stream, `${name} ${attempt}`));
      if (placement) return placement;
    }
    return undefined;
  }

  /** The code of an answer, as far as it holds a head: what a model writes below or behind it is not asked for. */
  async #read(stream: Stream, label: string): Promise<string> {
    const enough = new RegExp(this.#place.placement.enough, "u");
    const { options, kernel } = this.#context;
    await using watching = options.watch ? await Watching.open(this.#context, this.#draft()) : undefined;
    let text = "";
    for (let chunk = await stream.next(); chunk; chunk = await stream.next()) {
      if (chunk.kind === "text" && chunk.answer === 0) text += chunk.text;
      if (chunk.kind === "end" || text.length > MOST_UNITS || enough.test(text)) break;
      const about = [this.#place.wish.file, label, text.length];
      const isDue = watching && await kernel.fact("head.isDue", about, () => watching.isDue(text));
      if (isDue && (await watching.judged(text, false))?.isComplete) break;
    }
    return text;
  }

  /** The head in its place; `undefined`, with a note, where something is wrong with it. */
  async #judged(text: string): Promise<Placement | undefined> {
    const { kernel, signal, workspace } = this.#context;
    const wish = { ...this.#place.wish, head: text };
    const found = await kernel.ask("indexer.place", [wish], { signal, deadlineMs: this.#budget.deadlineMs });
    if (found && found.faults.length === 0) {
      kernel.steps.note({ kind: "note", name: "head", fields: { head: found.head } });
      return found;
    }
    const head = found?.head || text.trim().split("\n")[0] || "nothing";
    const faults = found?.faults ?? [];
    const why = faults.map(({ code, message }) => `${code}: ${message.split("\n")[0]}`).join("; ");
    const { files } = await workspace.change(found?.edits ?? []);
    this.#refused.push(toldWrong(head, faults, files));
    this.#note(NOTE_CODES.headRefused, `${head}: ${why}`);
    kernel.steps.note({ kind: "note", name: "head.refused", fields: { head, why } });
    return undefined;
  }

  #draft(): Draft {
    const { wish: { intent, examples }, placement: { hole, language } } = this.#place;
    if (!hole) throw new TypeError(`Cannot ask for a head in "${language}": its indexer gave no place`);
    // What a doc comment says already is not said again above the place.
    const isSaid = this.#place.placement.around?.[0].trim() !== "";
    const said: Hole = { ...hole, intent: isSaid ? "" : [intent, ...examples].join("\n") };
    return { hole: said, text: "", edits: [] };
  }

  /** The file's text around the place, with what will stand next to the head. */
  async #around(): Promise<Pick<Prompt, "before" | "after">> {
    const { hole, around: [before, after] = ["", ""] } = this.#place.placement;
    const text = hole ? await this.#context.workspace.text(hole.file) : "";
    const at = hole?.span.start ?? 0;
    return { before: text.slice(0, at) + before, after: after + text.slice(at) };
  }

  #instruction(): readonly string[] {
    const { wish: { file, intent, examples }, placement: { form, reason } } = this.#place;
    return [
      `In the file ${file} a declaration is missing ${reason}.`,
      `What is wanted there: ${intent}.`,
      ...(examples.length === 0 ? [] : [`Its name and parameters must fit this:\n${examples.join("\n")}`]),
      `Write only its head, without what it does: ${form}`,
      ...new Set(this.#refused),
    ];
  }

  /** What else the project declares whose name says a word of what is wanted. */
  async #related(): Promise<readonly ContextItem[]> {
    const { kernel, signal } = this.#context;
    const { wish: { intent, file } } = this.#place;
    const words = wordsOf(intent).toSorted((a, b) => b.length - a.length).slice(0, MOST_TOLD);
    const asked = words.map((name) =>
      kernel.ask("indexer.symbols", [{ name, limit: 3, isWhole: true }], { signal })
    );
    const found = (await Promise.all(asked)).flat().filter((one) => one.file !== file && one.isExported);
    const unique = [...new Map(found.map((one) => [`${one.file} ${one.name}`, one])).values()];
    return unique.slice(0, MOST_TOLD).map(({ signature = "", file, name }, at) => ({
      text: `${signature} // ${file}`,
      short: name,
      reason: "its name says what is wanted",
      score: -at,
    }));
  }

  #note(code: string, text: string): void {
    this.#notes.push({ code, text: this.#context.kernel.steps.secrets.redactText(text) });
  }
}
