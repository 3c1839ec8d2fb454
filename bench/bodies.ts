/**
 * Bodies of small functions, taken out one at a time and filled from types and examples alone; five hidden checks tell
 * whether what was accepted is right.
 *
 *     deno task bench bodies [--json] [--verbose] [--project NAME] [--material FOLDER]
 *
 * @module
 */

import { createMaze, type Outcome } from "@maze/maze";
import examples from "../plugins/examples/mod.ts";
import synth from "../plugins/synth/mod.ts";
import typescript from "../plugins/typescript/mod.ts";
import { passesHidden, type Place, places } from "./body_places.ts";
import { figure, report } from "./report.ts";

const MAX_SECONDS = 10;

interface Result {
  readonly size: number;
  readonly filled: Outcome["filled"];
  readonly isRight: boolean;
  /** True when at least one body compiles and passes its examples. */
  readonly hasValid: boolean;
  readonly hasTelling: boolean;
  readonly elapsedMs: number;
}

/** Runs the bench. */
export async function main(args: readonly string[]): Promise<void> {
  const option = (name: string) => args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
  const results: Result[] = [];
  for await (const place of places(option("--material"), option("--project"))) {
    const { outcome, result } = await one(place);
    results.push(result);
    if (args.includes("--verbose")) console.error(line(place, outcome, result));
  }
  report("bodies", figuresOf(results), args.includes("--json"));
}

async function one(place: Place) {
  const { root, task } = place;
  const outcome = await fill(root, task.file);
  const chosen = outcome?.filled === "yes" ? outcome.candidates[0] : undefined;
  const text = chosen?.change.files.find(({ file }) => file === task.file)?.text;
  const valid = (outcome?.candidates ?? []).filter(({ verdict }) => verdict.state === "valid");
  const result: Result = {
    size: task.size,
    filled: outcome?.filled ?? "no",
    isRight: text !== undefined && await passesHidden(place, text),
    hasValid: valid.length > 0,
    hasTelling: outcome?.telling !== undefined,
    elapsedMs: outcome?.cost.elapsedMs ?? 0,
  };
  return { outcome, result };
}

async function fill(root: string, file: string): Promise<Outcome | undefined> {
  await using maze = await createMaze({
    root,
    plugins: [{ plugin: typescript, options: { cache: false } }, { plugin: examples }, { plugin: synth }],
    fill: { maxMs: MAX_SECONDS * 1000 },
  });
  for await (const outcome of maze.fill({ targets: [file] })) return outcome;
}

const STRATA = [
  { name: "<= 6 nodes", from: 0, to: 6, target: 60, goal: 80 },
  { name: "7-10 nodes", from: 7, to: 10, target: 25, goal: 45 },
  { name: "> 10 nodes", from: 11, to: Infinity, target: null, goal: null },
] as const;

function figuresOf(results: readonly Result[]) {
  const percent = { unit: "%", lower_is_better: false };
  const share = (part: readonly Result[], is: (one: Result) => boolean) =>
    part.length === 0 ? [0] : [100 * part.filter(is).length / part.length];
  const accepted = results.filter(({ filled }) => filled === "yes");
  const valid = results.filter(({ hasValid }) => hasValid);
  const rest = valid.filter(({ filled }) => filled !== "yes");
  return [
    ...STRATA.map(({ name, from, to, target, goal }) => {
      const part = results.filter(({ size }) => size >= from && size <= to);
      return figure(
        { name: `${name}: filled and right`, ...percent, target, goal },
        share(part, ({ isRight }) => isRight),
      );
    }),
    figure(
      { name: "accepted: right", ...percent, target: 80, goal: 90 },
      share(accepted, ({ isRight }) => isRight),
    ),
    figure(
      { name: "valid: accepted", ...percent, target: 70 },
      share(valid, ({ filled }) => filled === "yes"),
    ),
    figure(
      { name: "ambiguous: with telling input", ...percent, target: 100 },
      share(rest, ({ hasTelling }) => hasTelling),
    ),
    figure(
      { name: "time a hole", unit: "ms", lower_is_better: true, target: null },
      results.map(({ elapsedMs }) => elapsedMs),
    ),
  ];
}

function line(
  { project, task }: Place,
  outcome: Outcome | undefined,
  { isRight, elapsedMs }: Result,
): string {
  const [first, second] = (outcome?.candidates ?? []).map(({ text }) => text.replaceAll(/\s+/g, " "));
  const verdict = outcome?.filled === "yes" ? (isRight ? "right" : "WRONG") : outcome?.filled ?? "none";
  const told = outcome?.telling ? ` | ${outcome.telling.input}: ${outcome.telling.results.join(" or ")}` : "";
  return `${verdict.padEnd(9)} ${task.size} ${project}/${task.function} ${Math.round(elapsedMs)} ms | ${
    first ?? outcome?.notes.map(({ text }) => text).join("; ")
  } | ${second ?? ""}${told}`;
}
