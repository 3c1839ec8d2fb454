/**
 * What to do about a fault in what is being written: the move that is likely to cost the fewest tokens.
 *
 * @module
 */

import type { DrawnToken, LikelyToken } from "../../code/completion.ts";
import type { Diagnostic } from "../../code/diagnostic.ts";
import { estimatedTokens } from "../../code/estimate.ts";
import type { MoveKind, Odds } from "./odds.ts";
import { type Kept, NOTHING_KEPT, type Writing } from "./writing.ts";

/** A fault, and what there is to go by. */
export interface Situation {
  readonly writing: Writing;
  /** The first fault; `undefined` where what is written has no end. */
  readonly fault: Diagnostic | undefined;
  /** Where the hole begins in its file: faults' places count there. */
  readonly holeStart: number;
  /** Where writing can be taken up again, ascending. */
  readonly starts: readonly number[];
  /** All names that may stand in the place of the one at fault; absent where nobody knows them. */
  readonly names?: readonly string[];
  /** True where the model can be bound to go on with one of some words. */
  readonly canBegin?: boolean;
  /** What may be done. */
  readonly allowed: ReadonlySet<MoveKind>;
  readonly odds: Odds;
  readonly tried: Tried;
}

/** What can be done, and what of the text is kept. */
interface Move {
  readonly kind: MoveKind;
  readonly kept: Kept;
  /** Part of the likelihood that was left where a choice was excluded; absent where nobody told. */
  readonly mass?: number;
}

/** A move, and what it is likely to cost. */
export interface Mend extends Move {
  /** Tokens until there is a whole answer without a fault, as far as one can tell. */
  readonly expected: number;
}

/** Each move is made once at a place. */
export class Tried {
  readonly #made = new Set<string>();
  readonly #faults = new Map<string, number>();
  /** In how many samples before this one each fault was met. */
  readonly #met = new Map<string, number>();
  /** Faults of this sample. */
  readonly #own = new Set<string>();
  /** Moves since writing began anew. */
  #inRow = 0;

  /** Notes a move that keeps a text, after a fault. */
  add(kind: MoveKind, fault: Fault | undefined, { text }: Kept): void {
    this.#made.add(key(kind, fault, text));
    this.#inRow = kind === "restart" ? 0 : this.#inRow + 1;
    count(this.#faults, text);
    this.#own.add(saidBy(fault));
    if (kind !== "restart") return;
    for (const one of this.#own) count(this.#met, one);
    this.#own.clear();
  }

  /** True for a move that was made. A fresh start leads elsewhere each time. */
  has(kind: MoveKind, fault: Fault | undefined, { text }: Kept): boolean {
    return kind !== "restart" && this.#made.has(key(kind, fault, text));
  }

  /** In how many samples before this one the very same fault was met, as the same name that is not there in the same type. */
  met(fault: Fault | undefined): number {
    return this.#met.get(saidBy(fault)) ?? 0;
  }

  /** Moves that were made on one sample. */
  get inRow(): number {
    return this.#inRow;
  }

  /** How often writing was taken up again behind a text or behind what it begins with. */
  faultsBehind({ text }: Kept): number {
    if (text === "") return 0;
    return [...this.#faults].reduce((sum, [known, count]) => known.startsWith(text) ? sum + count : sum, 0);
  }
}

/** What tells faults apart. */
type Fault = Pick<Diagnostic, "code" | "message">;

function key(kind: MoveKind, fault: Fault | undefined, text: string): string {
  return JSON.stringify([kind, fault?.code ?? "", text]);
}

function saidBy(fault: Fault | undefined): string {
  return fault ? `${fault.code} ${fault.message}` : "";
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A place where it failed before is as likely to be wrong as what comes behind it; a fault of samples before this one, to come again. */
const AGAIN = 0.5;
/** A sample that needed a move is less likely to be right all in all. */
const FAULTY = 0.75;
/** A choice that leaves less than this is no choice: the model is sure. */
const LEAST_MASS = 0.02;
/** What is left where all that was told is out: likelihoods are rounded. */
const TAIL_MASS = 1e-4;
/** Counts as left where nobody tells: such a choice is trusted half as much as one that leaves all. */
const UNTOLD_MASS = 0.25;
/** Statements before a fault that writing is taken up from. */
const NEAR_STARTS = 3;

/** The move that costs least, as far as one can tell; `undefined` where nothing is left to try. */
export function chooseMend(situation: Situation): Mend | undefined {
  const restart: Move = { kind: "restart", kept: NOTHING_KEPT };
  const moves = [...excluding(situation), ...rewinding(situation), restart];
  const { allowed, tried, fault } = situation;
  const open = moves.filter(({ kind, kept }) => allowed.has(kind) && !tried.has(kind, fault, kept));
  return open.map((move) => priced(move, situation)).sort((a, b) => a.expected - b.expected)[0];
}

/** Another token where the name begins that is at fault: a likely one, else what the model makes of the names that may stand there. */
function excluding({ writing, fault, holeStart, names, canBegin = false }: Situation): Move[] {
  const start = (fault?.span.start ?? 0) - holeStart;
  // What is wrong around the hole is no choice that was made at one of its tokens.
  if (!fault || start < 0 || start >= writing.text.length) return [];
  const at = writing.tokenAt(start);
  const drawn = at === undefined ? undefined : writing.tokens[at];
  const before = at === undefined ? writing.cutAt(start) : writing.cutBefore(at);
  const between = writing.text.slice(before.text.length, start);
  const blamed = writing.text.slice(start, fault.span.end - holeStart);
  const place: Blamed = { lead: between.trimStart(), blamed, names, top: drawn?.top ?? [] };
  const others = drawn ? place.top.filter((one) => isOther(one, drawn, place)) : [];
  const mass = massOf(others);
  const [likeliest] = others;
  if (!drawn || !likeliest || mass < LEAST_MASS) {
    const own = spaceBefore(drawn?.text ?? between);
    const text = before.text + (own === "" ? spaceBefore(between) : "");
    return canBegin ? beginning({ ...before, text }, { ...place, lead: own + place.lead }) : [];
  }
  const kept = {
    text: before.text + spaceBefore(between) + likeliest.text.trimStart(),
    tokens: [...writing.tokens.slice(0, at), { ...likeliest, top: drawn.top }],
  };
  return [{ kind: "exclude", kept, mass }];
}

/** The model is bound to go on with one of the names; of their likelihood is known what others do not have. */
function beginning(before: Kept, { lead, blamed, names = [], top }: Blamed): Move[] {
  const begins = names.filter((name) => name !== blamed).map((name) => lead + name);
  if (begins.length === 0 || before.text.trim() === "") return [];
  const out = top.filter(({ text }) =>
    !begins.some((word) => word.startsWith(text) || text.startsWith(word))
  );
  const told = top.length > 0 ? { mass: Math.max(TAIL_MASS, 1 - massOf(out)) } : {};
  return [{ kind: "exclude", kept: { ...before, begins, ...told }, ...told }];
}

function massOf(tokens: readonly LikelyToken[]): number {
  return tokens.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
}

/** What stands at the place of a choice. */
interface Blamed {
  /** What the drawn token has before the name, as the point of `.name`. */
  readonly lead: string;
  readonly blamed: string;
  readonly names: readonly string[] | undefined;
  /** What was likely there, as far as it was told. */
  readonly top: readonly LikelyToken[];
}

/** False for a token that says nothing, or the beginning of what is blamed, or of no name that may stand there, or stands elsewhere. */
function isOther({ text }: LikelyToken, drawn: DrawnToken, { lead, blamed, names }: Blamed): boolean {
  const word = text.trim();
  if (word === "" || SPECIAL.test(word) || spaceBefore(text) !== spaceBefore(drawn.text)) return false;
  if (!word.startsWith(lead)) return !lead.startsWith(word);
  const name = word.slice(lead.length);
  if (blamed.startsWith(name)) return false;
  if (name.startsWith(blamed) && !NAME.test(name.slice(blamed.length))) return false;
  return names === undefined || beginsOne(name, names);
}

/** True for what goes on as a name or is no name at all. */
function beginsOne(text: string, names: readonly string[]): boolean {
  const [name = ""] = NAME.exec(text) ?? [];
  if (name === "" || /^\p{N}/u.test(name)) return true;
  return names.some((one) => name === text ? one.startsWith(name) : one === name);
}

/** The letters that a text begins with. */
const NAME = /^[\p{L}\p{N}_$]+/u;
/** Tokens that models end or begin with, and no code. */
const SPECIAL = /^(?:<[|｜].*|<\/?s>|<\w+>|```.*)$/;

function spaceBefore(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}

/** The start of the statement before the fault at which the model was least sure, of the nearest. */
function rewinding({ writing, fault, holeStart, starts }: Situation): Move[] {
  if (!fault) return [];
  const end = fault.span.start - holeStart;
  const near = starts.filter((start) => start > 0 && start <= end).slice(-NEAR_STARTS);
  return near.map((start) => ({ kind: "rewind" as const, kept: writing.cutAt(start) }))
    .filter(({ kept }) => kept.text !== "");
}

/** Tokens that are still to be written, once for each time that it will take. */
function priced(move: Move, { writing, fault, odds, tried }: Situation): Mend {
  const { kind, kept, mass = kept.begins ? UNTOLD_MASS : 1 } = move;
  const left = odds.usualTokens(tokensIn(writing)) - tokensIn(kept);
  const again = AGAIN ** tried.met(fault);
  const trust = kind === "restart" ? again : FAULTY ** tried.inRow * AGAIN ** tried.faultsBehind(kept);
  // That a model is sure says little of a choice that it has made wrong several times.
  const chance = odds.of(kind) * trust * mass ** (again / 2);
  return { ...move, expected: Math.max(1, left) / chance };
}

function tokensIn({ text, tokens }: Kept): number {
  return tokens.length > 0 ? tokens.length : estimatedTokens(text);
}
