/**
 * What became of a hole, for people: a place, a few lines of diff, one line of costs.
 *
 * @module
 */

import type { Candidate, Outcome } from "@maze/maze";
import type { Recalled } from "../fill/memory.ts";
import { momentText } from "./moment.ts";
import { NOTE_CODES } from "@maze/maze/plugin";
import { diffText, type FileDiff } from "./diff.ts";
import { refusalText } from "./refusal.ts";
import { cut, named, type Style, visible, wrapped } from "./style.ts";
import { firstFault, judgement, reasons, unchecked, warnings } from "./verdict.ts";

/** How a hole is shown. */
export interface OutcomeView {
  readonly style: Style;
  readonly columns: number | undefined;
  /** What the shown candidate does to files; empty when there is none. */
  readonly diffs: readonly FileDiff[];
  /** Which candidate goes into the project; `undefined` for none. */
  readonly chosen: Candidate | undefined;
  /** Where it comes from when it was not searched for; absent when it was. */
  readonly earlier?: Recalled | undefined;
}

const MARKS = { yes: "✓", ambiguous: "?", no: "✗" } as const;
/** Readings and partial answers that are shown beside the first. */
const SHOWN = 3;

/** The whole text for one hole, with an empty line at its end. */
export function outcomeText(outcome: Outcome, view: OutcomeView): string {
  return `${headline(outcome, view)}${placeLine(outcome, view)}${body(outcome, view)}\n`;
}

/** Candidates that were found valid, best first: those that `--choose` numbers from 1. */
export function readingsOf({ candidates }: Pick<Outcome, "candidates">): readonly Candidate[] {
  return candidates.filter(({ verdict }) => verdict.state === "valid");
}

/** `1.2 s`, `340 ms`. */
export function timeText(elapsedMs: number): string {
  return elapsedMs < 1000 ? `${Math.round(elapsedMs)} ms` : `${(elapsedMs / 1000).toFixed(1)} s`;
}

function headline({ hole, filled }: Outcome, { style, columns, chosen }: OutcomeView): string {
  const state = chosen ? "yes" : filled;
  const paint = { yes: style.green, ambiguous: style.yellow, no: style.red }[state];
  const place = named(hole.id);
  const intent = visible(hole.intent.replaceAll(/\s+/g, " "));
  const left = columns && columns - place.length - 4;
  return `${paint(MARKS[state])} ${style.bold(place)}${intent && `  ${style.dim(cut(intent, left))}`}\n`;
}

/** Where new code goes, and why there. */
function placeLine({ placed, hole, candidates }: Outcome, { columns }: OutcomeView): string {
  if (!placed) return "";
  const where = `${placed.isNew ? `makes ${hole.file}` : `in ${hole.file}`}: ${placed.reason}`;
  // Candidates show it themselves.
  const head = candidates.length === 0 ? placed.head : "";
  return [where, head].filter(Boolean).map((line) => wrapped(visible(line), "  ", columns)).join("");
}

function body(outcome: Outcome, view: OutcomeView): string {
  const { style, chosen } = view;
  const readings = readingsOf(outcome);
  const shown = chosen ?? (outcome.filled === "yes" ? readings[0] : undefined);
  const cost = style.dim(`${costText(outcome.cost)}${asShownText(outcome, view)}`);
  if (outcome.refusal) return refusalText(outcome.refusal, view.columns);
  if (shown) {
    const others = readings.filter((one) => one !== shown);
    const { reports } = shown.verdict;
    const gaps = [...lostText(outcome, view), ...warnings(reports), ...unchecked(reports)].slice(0, SHOWN);
    return `${diffsText(outcome, view)}  ${style.dim(`${judgement(shown)} ·`)} ${cost}\n` +
      gaps.map((gap) => wrapped(gap, "  ", view.columns)).join("") + unseenText(outcome, view) +
      readingLines("also valid", others, readings, view);
  }
  if (outcome.filled === "ambiguous") {
    const said = [...lostText(outcome, view), ambiguity(outcome)];
    return `${said.map((text) => wrapped(text, "  ", view.columns)).join("")}${
      readingLines("readings", readings, readings, view)
    }${unseenText(outcome, view)}  ${cost}\n`;
  }
  return `${noteLines(outcome, view)}${partialLines(outcome, view)}  ${cost}\n`;
}

function diffsText({ hole }: Outcome, { diffs, style, columns }: OutcomeView): string {
  return diffs.map((diff) => {
    const name = diff.file === hole.file ? "" : `  ${named(diff.file)}\n`;
    return name + diffText(diff, style, columns);
  }).join("");
}

/** The readings with the numbers that `--choose` takes. */
function readingLines(
  title: string,
  shown: readonly Candidate[],
  all: readonly Candidate[],
  { style, columns }: OutcomeView,
): string {
  const shared = sharedLines(all);
  return shown.slice(0, SHOWN).map((candidate, at) => {
    const label = at === 0 ? title : " ".repeat(title.length);
    const text = oneLine(candidate.text.split("\n").slice(shared).join("\n"));
    return style.dim(
      `  ${label}  ${all.indexOf(candidate) + 1}  ${cut(text, columns && columns - title.length - 7)}`,
    ) +
      "\n";
  }).join("");
}

/** How many lines all of several texts begin with, as the head of new code: they tell none from another. */
function sharedLines([first, ...others]: readonly Candidate[]): number {
  if (!first || others.length === 0) return 0;
  const lines = [first, ...others].map(({ text }) => text.split("\n"));
  const [own = []] = lines;
  const at = own.findIndex((line, at) => lines.some((other) => other[at] !== line));
  return Math.max(0, at);
}

/** Why a hole is ambiguous: the input that tells two readings apart. */
export function ambiguity({ telling }: Pick<Outcome, "telling">): string {
  if (!telling) return "one reading fits, and the examples say too little to trust it";
  const [one = "", two = ""] = telling.results;
  return visible(`more than one reading fits: for ${telling.input} one gives ${one}, another ${two}`);
}

/** What could not be seen: also of a fill that passed. */
function unseenText({ notes }: Outcome, { columns }: OutcomeView): string {
  return notes.filter(({ code }) => code === NOTE_CODES.unseen)
    .map(({ text }) => wrapped(visible(text), "  ", columns)).join("");
}

/** What was tried, and each reason once why it could not be checked. */
function noteLines(outcome: Outcome, view: OutcomeView): string {
  const lost = lostText(outcome, view);
  const isLast = view.earlier?.number !== undefined;
  const said = isLast ? lost : [...lost, ...notesText(outcome)];
  return [...said, ...reasons(outcome.candidates.slice(0, SHOWN))].map((note) =>
    wrapped(note, "  ", view.columns)
  )
    .join("");
}

/** What a bound is raised by. */
const RAISED_BY: Readonly<Record<string, string>> = {
  [NOTE_CODES.notJudged]: "; fill.candidates in the config raises it",
  [NOTE_CODES.outOfTime]: "; --max-seconds gives more",
};

/** A provider that has nothing more to try says itself who would go on. */
function notesText({ notes, candidates }: Outcome): readonly string[] {
  const last = candidates.length === 0
    ? "no answer was judged"
    : candidates.some(firstFault)
    ? "the best answers have faults"
    : "the best answers could not be checked";
  const texts = notes.map(({ code, text }) => visible(text + (RAISED_BY[code] ?? "")));
  return notes.some(({ code }) => code === NOTE_CODES.exhausted || code === NOTE_CODES.noHead)
    ? texts
    : [...texts, `${last}; a model would go on from here`];
}

/** Where the text was shown before. */
function asShownText({ earlier }: Outcome, view: OutcomeView): string {
  return earlier === "valid" && view.earlier ? ` · as shown at ${momentText(view.earlier.at)}` : "";
}

/** What was shown before and can not go in any more. */
function lostText({ earlier }: Outcome, view: OutcomeView): readonly string[] {
  if (earlier !== "invalid" || !view.earlier) return [];
  const { at, number } = view.earlier;
  return number === undefined
    ? [`what was shown at ${momentText(at)} is not valid any more: this is a new search`]
    : [`reading ${number}, shown at ${momentText(at)}, is not valid any more`];
}

function partialLines({ candidates }: Outcome, { style, columns }: OutcomeView): string {
  const room = columns && columns - 4;
  return candidates.slice(0, SHOWN).map((candidate) => {
    const fault = firstFault(candidate) ?? judgement(candidate);
    return `  ${cut(oneLine(candidate.text), room)}\n    ${style.dim(cut(fault, room))}\n`;
  }).join("");
}

function costText({ elapsedMs, candidates, inputTokens, outputTokens, money }: Outcome["cost"]): string {
  const tokens = inputTokens + outputTokens;
  return [
    timeText(elapsedMs),
    `${candidates} judged`,
    ...(tokens > 0 ? [`${inputTokens} tokens in, ${outputTokens} out`] : []),
    ...(money === undefined ? [] : [`cost ${money.toPrecision(2)}`]),
  ].join(" · ");
}

function oneLine(text: string): string {
  return visible(text.trim().replaceAll(/\s*\n\s*/g, " "));
}
