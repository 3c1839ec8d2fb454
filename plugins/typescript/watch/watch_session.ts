/**
 * A prefix check that lives as long as one attempt: one question to the compiler at a time, the newest text first.
 *
 * @module
 */

import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import type { Span } from "../../../core/code/text.ts";
import { MazeError } from "../../../core/kernel/errors.ts";
import type { Call, WatchAnswer, WatchSession } from "../../../core/kernel/hooks.ts";
import type { CompilerDiagnostic } from "../compiler.ts";
import { type ChangedType, wordsOf } from "../public_types.ts";
import { UNKNOWN_NAME } from "./codes.ts";
import { closed, type Cut, lastCut } from "./cut.ts";
import { brokenToken, deadStatement, type DeadSyntax, faultIn } from "./dead.ts";
import { type End, endOf, leavingEnd } from "./end.ts";
import type { Filling } from "./filling.ts";
import { listEnds, type ListHole, withoutRest } from "./list_end.ts";
import { faultsUpTo, findingsOfWhole, type Watched, type Whole } from "./judge.ts";
import { Levels } from "./levels.ts";
import { runawayIn } from "./runaway.ts";
import { startsIn } from "./starts.ts";
import { type Reading, readTokens } from "./tokens.ts";

const NAME = "typescript";

/** Judges one hole's text as it grows. */
export class TypescriptWatch implements WatchSession {
  readonly #watched: Watched;
  readonly #levels: Levels;
  #wanted = { revision: -1, written: "" };
  #answer: WatchAnswer | undefined;
  #turn: Promise<void> | undefined;
  /** What was found so far, and in which text. */
  #known: Known = NOTHING;
  #isEnded = false;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#levels = new Levels(watched.frame);
  }

  /** Answers with the newest revision that was judged, which may be newer than the one asked about. */
  async check(revision: number, written: string, { signal }: Call): Promise<WatchAnswer> {
    if (revision > this.#wanted.revision) this.#wanted = { revision, written };
    for (;;) {
      signal.throwIfAborted();
      if (this.#isEnded) throw ended();
      if (this.#answer && this.#answer.revision >= revision) return this.#answer;
      this.#turn ??= this.#judge().finally(() => this.#turn = undefined);
      await unlessAborted(this.#turn, signal);
    }
  }

  /** Judges a text that is all there. */
  async whole(revision: number, written: string, { signal }: Call): Promise<WatchAnswer> {
    const judged = async () => {
      await this.#turn?.catch(() => {}); // whoever asked was told
      if (this.#isEnded) throw ended();
      if (!written.startsWith(this.#known.text)) this.#known = NOTHING;
      const { frame } = this.#watched;
      const end = endOf(frame, written, readTokens(written, frame.isJsx)) ??
        { at: written.length, isClosed: true };
      const code = { code: written.slice(0, end.at), at: end.at, isEnded: true };
      for (const one of this.#listHole ? listEnds(this.#listHole, code, 0) : []) {
        const whole = one.at < end.at && await this.#whole(written, one);
        if (whole) return whole;
      }
      return await this.#whole(written, end);
    };
    const { text: _, ...found } = await unlessAborted(judged(), signal) ?? this.#known;
    return { revision, ...found };
  }

  /** Ends the session; a question that is on its way to the compiler is waited for. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnded = true;
    await this.#turn?.catch(() => {}); // whoever asked was told
  }

  async #judge(): Promise<void> {
    const { revision, written } = this.#wanted;
    if (!written.startsWith(this.#known.text)) this.#known = NOTHING;
    try {
      this.#known = await this.#look(written);
    } catch (error) {
      if (!(error instanceof MazeError) || error.code !== "typescript/panic") throw error;
      // The compiler could not judge this text: nothing more is known than before.
    }
    const { text: _, ...found } = this.#known;
    this.#answer = { revision, ...found };
  }

  async #look(written: string): Promise<Known> {
    const known = this.#known;
    if (known.isComplete) return known;
    const { frame } = this.#watched;
    const reading = readTokens(written, frame.isJsx);
    const end = endOf(frame, written, reading);
    const whole = end && await this.#whole(written, end);
    if (whole) return whole;
    const endless = runawayIn(written);
    const broken = (reading.stop && brokenToken(reading.stop)) ??
      deadStatement(frame, this.#levels, written, reading, known.checkedTo);
    const dead = [...broken ? [syntaxFault(broken)] : [], ...endless ? [endless] : []];
    if (dead.length > 0) {
      const faults = dead.map((one) => this.#diagnostic(one));
      return this.#with(known, written, faults, this.#codeBefore(written, dead[0]?.span.start ?? 0));
    }
    const cut = lastCut(frame, this.#levels, written, reading, known.checkedTo);
    if (!cut) return { ...known, text: written };
    for (const end of this.#ends(written, cut, known.checkedTo)) {
      const whole = await this.#whole(written, end);
      if (whole) return whole;
    }
    return await this.#upTo(written, reading, cut);
  }

  /** Where the hole may be filled, by what is written up to a cut. */
  #ends(written: string, cut: Cut, floor: number): readonly End[] {
    const { frame } = this.#watched;
    const leaving = leavingEnd(frame, written, cut);
    const isEnded = cut.levels.length === 0 && cut.isEnded;
    const code = { code: closed(frame, written, cut).code, at: cut.at, isEnded };
    const own = this.#listHole ? listEnds(this.#listHole, code, floor) : [];
    return leaving ? [...own, leaving] : own;
  }

  /** The hole, where it is one of a list. */
  get #listHole(): ListHole | undefined {
    const { frame, prefix: { listed }, hole: { kind } } = this.#watched;
    return listed && (kind === "range" || kind === "declaration") ? { frame, listed, kind } : undefined;
  }

  async #upTo(written: string, reading: Reading, cut: Cut): Promise<Known> {
    const found = await faultsUpTo(this.#watched, written, reading, cut);
    const { prefix } = this.#watched;
    const faults = found.map((fault) => this.#compilerFault(fault, prefix, written.slice(0, cut.at)));
    const known = this.#with(this.#known, written, faults, closed(this.#watched.frame, written, cut).code);
    return { ...known, checkedTo: cut.at };
  }

  /** What is found in a filled hole; `undefined` where a declaration that follows could still mend it. */
  async #whole(written: string, end: End): Promise<Known | undefined> {
    const { at, isClosed, mustFit } = this.#listHole ? withoutRest(this.#listHole, written, end) : end;
    const text = written.slice(0, at).trimEnd();
    const broken = faultIn(this.#watched.frame, text);
    const found: Whole = broken ? NO_FINDINGS : await findingsOfWhole(this.#watched, text);
    const isOpen = broken || found.faults.some(({ code }) => UNKNOWN_NAME.has(code));
    const fits = !broken && found.faults.length === 0 && found.shown.length === 0;
    if (!isClosed && (isOpen || (mustFit && !fits))) return undefined;
    const faults = broken ? [this.#diagnostic(syntaxFault(broken))] : [
      ...found.faults.map((fault) => this.#compilerFault(fault, this.#watched.whole, text)),
      ...found.shown.map((one) => this.#diagnostic(shownFault(one, text))),
    ];
    const code = broken ? this.#codeBefore(text, broken.span.start) : text;
    const { importable, hole: { file } } = this.#watched;
    const needs = await importable.soleImports(found.missing, file);
    const known = { ...this.#with(this.#known, written, faults, code), checkedTo: at, isComplete: true };
    return needs.length > 0 ? { ...known, needs } : known;
  }

  /** What of a text can be parsed before a place. */
  #codeBefore(written: string, at: number): string {
    const { frame } = this.#watched;
    const text = written.slice(0, at);
    const cut = lastCut(frame, new Levels(frame), text, readTokens(text, frame.isJsx), 0);
    return cut ? closed(frame, text, cut).code : "";
  }

  /**
   * A final fault stays one, whatever a later look says.
   *
   * @param code Holds the text before the first fault, and can be parsed.
   */
  #with(known: Known, text: string, more: readonly Diagnostic[], code: string): Known {
    const isNew = (one: Diagnostic) =>
      !known.faults.some(({ code, span }) => code === one.code && span.start === one.span.start);
    const faults = [...known.faults, ...more.filter(isNew)].sort((a, b) => a.span.start - b.span.start);
    const { frame, prefix } = this.#watched;
    const [first] = faults;
    const starts = first ? startsIn(frame, code, first.span.start - prefix.start) : [];
    return { ...known, text, faults, starts };
  }

  #compilerFault({ span, code, message }: CompilerDiagnostic, filling: Filling, text: string): Diagnostic {
    return this.#fault(filling.bare(span, text), `TS${code}`, message);
  }

  #diagnostic({ span, code, message }: OwnFault): Diagnostic {
    const { start } = this.#watched.prefix;
    return this.#fault({ start: span.start + start, end: span.end + start }, code, message);
  }

  #fault(span: Span, code: string, message: string): Diagnostic {
    return { file: this.#watched.hole.file, span, severity: "error", code, message, source: NAME };
  }
}

/** What is known of a text. */
interface Known extends Omit<WatchAnswer, "revision"> {
  readonly text: string;
}

const NOTHING: Known = { text: "", checkedTo: 0, isComplete: false, faults: [], starts: [] };

const NO_FINDINGS: Whole = { faults: [], missing: [], shown: [] };

interface OwnFault {
  readonly span: Span;
  readonly code: string;
  readonly message: string;
}

function syntaxFault({ span, message }: DeadSyntax): OwnFault {
  return { span, message, code: "watch/syntax" };
}

function shownFault(one: ChangedType, text: string): OwnFault {
  return { span: { start: 0, end: text.length }, message: wordsOf(one), code: "range/type" };
}

function ended(): MazeError {
  return new MazeError("Cannot check what is written: the session has ended", { code: "kernel/closed" });
}

/** Waits for a promise; the signal's reason is thrown when it comes first. */
async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = Promise.withResolvers<never>();
  const stop = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
