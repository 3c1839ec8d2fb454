/**
 * One attempt at a hole as the stream of steps tells it: what a provider was asked, what was judged, what came of it.
 *
 * @module
 */

import type { Step } from "@maze/maze";
import { timeText } from "../views/outcome.ts";
import { cut, type Style, visible } from "../views/style.ts";

/** A candidate that was judged. */
interface Judged {
  readonly text: string;
  readonly state: string;
  readonly faults: readonly string[];
}

/** A piece of context that a model was given, or not. */
export interface Told {
  /** Its first line. */
  readonly head: string;
  readonly reason: string;
  readonly form: "whole" | "short" | "left out";
  readonly tokens: number;
}

/** What the notes among a hole's steps say. */
export interface Attempt {
  /** What a provider was asked; `undefined` when it came to none. */
  readonly request: Step["fields"] | undefined;
  /** What a model was told beside the file, most useful first; empty where none was asked. */
  readonly context: readonly Told[];
  readonly judged: readonly Judged[];
  /** What was done to answers without asking a model. */
  readonly mended: readonly string[];
  /** `yes`, `ambiguous` or `no`; `undefined` when the attempt did not end. */
  readonly filled: string | undefined;
  readonly notes: readonly string[];
}

/** Reads the notes of a hole's steps; those of another version of Maze say less. */
export function attemptIn(steps: readonly Step[]): Attempt {
  const notes = (name: string) => steps.filter((step) => step.kind === "note" && step.name === name);
  const outcome = notes("outcome").at(-1)?.fields;
  const requests = notes("request").map(({ fields }) => fields);
  // A provider that needs no prompt, asked last, is told nothing.
  const context = requests.findLast((fields) => fields.context !== undefined)?.context;
  return {
    request: requests.at(-1),
    context: Array.isArray(context) ? context.flatMap(toldIn) : [],
    judged: notes("judged").map(({ fields }) => ({
      text: textIn(fields, "text"),
      state: textIn(fields, "state"),
      faults: textsIn(fields, "faults"),
    })),
    mended: notes("mend.patch").map(({ fields }) => textIn(fields, "reason")).filter((reason) =>
      reason !== ""
    ),
    filled: outcome && textIn(outcome, "filled"),
    notes: outcome ? textsIn(outcome, "notes") : [],
  };
}

/** The request in a few rows: what is wanted, how much of it, and what the provider was told of the place. */
export function requestText({ request }: Attempt, columns: number | undefined): string {
  if (!request) return row("asked", "no provider");
  const [answers, time, examples, bindings] = ["answers", "budgetMs", "examples", "bindings"].map((name) =>
    numberIn(request, name)
  );
  const names = textsIn(request, "names").map(oneLine);
  const wide = columns ?? 200;
  return [
    row("asked", `${answers} answers at most, within ${timeText(time ?? 0)}`),
    row(
      "told",
      [
        textIn(request, "intent") === "" ? "no intent" : `the intent`,
        `type ${oneLine(textIn(request, "expected")) || "not known"}`,
        `${examples} ${examples === 1 ? "example" : "examples"}`,
        `${bindings} ${bindings === 1 ? "name" : "names"}`,
      ].join(", "),
    ),
    names.length === 0 ? "" : row("names", cut(names.join(", "), wide - INDENT)),
  ].join("");
}

/** How much of it is shown, and how. */
export interface View {
  readonly style: Style;
  readonly columns: number | undefined;
  readonly most: number;
}

/** The context of a request: each piece with its tokens and why it is there, then what there was no room for. */
export function contextText({ context }: Attempt, view: View): string {
  if (context.length === 0) return "";
  const given = context.filter(({ form }) => form !== "left out");
  const out = context.filter(({ form }) => form === "left out");
  const sum = given.reduce((all, { tokens }) => all + tokens, 0);
  const pieces = given.length === 1 ? "1 piece" : `${given.length} pieces`;
  return [
    row("context", `${pieces}, ${sum} tokens${out.length === 0 ? "" : `; ${out.length} left out`}`),
    toldLines(given, view),
    out.length === 0 ? "" : view.style.dim("    left out\n"),
    toldLines(out, { ...view, most: Math.ceil(view.most / 4) }),
  ].join("");
}

function toldLines(told: readonly Told[], { style, columns, most }: View): string {
  const lines = told.slice(0, most).map(({ head, reason, tokens }) => {
    const end = `  ${oneLine(reason)}`;
    const own = `    ${String(tokens).padStart(4)}  ${oneLine(head)}`;
    return `${cut(own, columns && Math.max(24, columns - end.length))}${style.dim(end)}\n`;
  });
  const more = told.length - lines.length;
  return lines.join("") + (more > 0 ? style.dim(`          and ${more} more\n`) : "");
}

/** The judged candidates with their first fault, in the order in which they were judged. */
export function judgedText(
  { judged }: Attempt,
  { style, columns, most }: View,
): string {
  const room = columns && columns - 6;
  const lines = judged.slice(0, most).map(({ text, state, faults: [fault] }) =>
    `    ${stateMark(state, style)} ${cut(oneLine(text), room)}\n` +
    (fault === undefined ? "" : `      ${style.dim(cut(oneLine(fault), room))}\n`)
  );
  const more = judged.length - lines.length;
  return lines.join("") + (more > 0 ? style.dim(`    and ${more} more\n`) : "");
}

/** What was done to answers without asking a model, one row each. */
export function mendedText({ mended }: Attempt, columns: number | undefined): string {
  return mended.map((reason) => row("mended", cut(oneLine(reason), columns && columns - INDENT))).join("");
}

/** One sign for a verdict. */
export function stateMark(state: string, style: Style): string {
  if (state === "valid") return style.green("✓");
  return state === "invalid" ? style.red("✗") : style.yellow("?");
}

/** A name and what it stands for. */
export function row(name: string, text: string): string {
  return `  ${name.padEnd(INDENT - 2)}${text}\n`;
}

/** A text on one line, without control characters. */
export function oneLine(text: string): string {
  return visible(text.replaceAll(/\s+/g, " "));
}

const INDENT = 12;

function textIn(fields: Step["fields"], name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

function numberIn(fields: Step["fields"], name: string): number {
  const value = fields[name];
  return typeof value === "number" ? value : 0;
}

function textsIn(fields: Step["fields"], name: string): readonly string[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function toldIn(value: unknown): Told[] {
  const { head, reason, form, tokens }: Partial<Record<keyof Told, unknown>> = Object(value);
  const isKnown = form === "whole" || form === "short" || form === "left out";
  return typeof head === "string" && typeof reason === "string" && isKnown && typeof tokens === "number"
    ? [{ head, reason, form, tokens }]
    : [];
}
