/**
 * Bodies of small functions, taken out one at a time and filled from types and examples alone; five hidden checks tell
 * whether what was accepted is right.
 *
 *     deno task bench bodies [--json] [--verbose] [--project NAME] [--material FOLDER]
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createMaze, type Outcome } from "@maze/maze";
import examples from "../plugins/examples/mod.ts";
import synth from "../plugins/synth/mod.ts";
import typescript from "../plugins/typescript/mod.ts";
import { child, list, parseFile, type SyntaxNode, word } from "../plugins/typescript/syntax.ts";
import { figure, report } from "./report.ts";

const OWN_MATERIAL = new URL("./bodies/", import.meta.url);
const MAX_SECONDS = 10;
const BLANK = '{ throw new Error("not implemented") }';

interface Task {
  readonly file: string;
  readonly function: string;
  readonly size: number;
  readonly imports?: readonly string[];
  readonly checks: readonly { readonly call: string; readonly value: string }[];
}

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
  const only = option("--project");
  const folder = option("--material");
  const material = folder === undefined ? OWN_MATERIAL : pathToFileURL(`${resolve(folder)}/`);
  const results: Result[] = [];
  for (
    const { name } of [...Deno.readDirSync(material)].filter(({ isDirectory }) => isDirectory).sort(byName)
  ) {
    if (only && name !== only) continue;
    for (const { task, outcome, result } of await project(material, name)) {
      results.push(result);
      if (args.includes("--verbose")) console.error(line(name, task, outcome, result));
    }
  }
  report("bodies", figuresOf(results), args.includes("--json"));
}

async function project(material: URL, name: string) {
  const root = await Deno.makeTempDir({ prefix: `maze-bodies-${name}-` });
  try {
    await copy(new URL(`${name}/`, material), root);
    const tasks: Task[] = JSON.parse(await Deno.readTextFile(new URL(`${name}/checks.json`, material)));
    const found = [];
    for (const task of tasks) found.push(await one(root, task));
    return found;
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function one(root: string, task: Task) {
  const path = `${root}/${task.file}`;
  const whole = await Deno.readTextFile(path);
  const { start, end } = bodyOf(path, whole, task.function);
  await Deno.writeTextFile(path, whole.slice(0, start) + BLANK + whole.slice(end));
  try {
    const outcome = await fill(root, task.file);
    const chosen = outcome?.filled === "yes" ? outcome.candidates[0] : undefined;
    const text = chosen?.change.files.find(({ file }) => file === task.file)?.text;
    const valid = (outcome?.candidates ?? []).filter(({ verdict }) => verdict.state === "valid");
    const result: Result = {
      size: task.size,
      filled: outcome?.filled ?? "no",
      isRight: text !== undefined && await passesHidden(root, task, text),
      hasValid: valid.length > 0,
      hasTelling: outcome?.telling !== undefined,
      elapsedMs: outcome?.cost.elapsedMs ?? 0,
    };
    return { task, outcome, result };
  } finally {
    await Deno.writeTextFile(path, whole);
  }
}

async function fill(root: string, file: string): Promise<Outcome | undefined> {
  await using maze = await createMaze({
    root,
    plugins: [{ plugin: typescript, options: { cache: false } }, { plugin: examples }, { plugin: synth }],
    fill: { maxMs: MAX_SECONDS * 1000 },
  });
  for await (const outcome of maze.fill({ targets: [file] })) return outcome;
}

/** The reference is the bench's own code, and so are the checks: they run here. What was filled passed the sandbox. */
async function passesHidden(root: string, task: Task, text: string): Promise<boolean> {
  const trial = task.file.replace(/\.ts$/, `.trial-${crypto.randomUUID()}.ts`);
  await Deno.writeTextFile(`${root}/${trial}`, text);
  try {
    const files = [trial, ...task.imports ?? []];
    const modules = await Promise.all(files.map((file) => import(`file://${root}/${file}`)));
    const scope: Record<string, unknown> = Object.assign({}, ...modules);
    for (const { call, value } of task.checks) deepStrictEqual(evaluate(call, scope), evaluate(value, scope));
    return true;
  } catch {
    return false; // a check that fails or throws is the answer
  } finally {
    await Deno.remove(`${root}/${trial}`);
  }
}

function evaluate(text: string, scope: Record<string, unknown>): unknown {
  return new Function(...Object.keys(scope), `"use strict"; return (${text});`)(...Object.values(scope));
}

function bodyOf(path: string, text: string, name: string): SyntaxNode {
  for (const statement of list(parseFile(path, text).program, "body")) {
    const declaration = child(statement, "declaration");
    const body = declaration && child(declaration, "body");
    if (body && word(child(declaration, "id"), "name") === name) return body;
  }
  throw new RangeError(`Cannot take out a body: there is no function "${name}" in ${path}`);
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
  name: string,
  task: Task,
  outcome: Outcome | undefined,
  { isRight, elapsedMs }: Result,
): string {
  const [first, second] = (outcome?.candidates ?? []).map(({ text }) => text.replaceAll(/\s+/g, " "));
  const verdict = outcome?.filled === "yes" ? (isRight ? "right" : "WRONG") : outcome?.filled ?? "none";
  const told = outcome?.telling ? ` | ${outcome.telling.input}: ${outcome.telling.results.join(" or ")}` : "";
  return `${verdict.padEnd(9)} ${task.size} ${name}/${task.function} ${Math.round(elapsedMs)} ms | ${
    first ?? outcome?.notes.map(({ text }) => text).join("; ")
  } | ${second ?? ""}${told}`;
}

async function copy(from: URL, to: string): Promise<void> {
  for await (const entry of Deno.readDir(from)) {
    const source = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, from);
    if (!entry.isDirectory) await Deno.copyFile(source, `${to}/${entry.name}`);
    else {
      await Deno.mkdir(`${to}/${entry.name}`);
      await copy(source, `${to}/${entry.name}`);
    }
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
