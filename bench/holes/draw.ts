/**
 * Draws functions of a project whose bodies can be told by what they do.
 *
 * @module
 */

import { type Moment, SignatureKind } from "../../plugins/typescript/compiler.ts";
import { argumentsFor } from "../../plugins/typescript/inputs/inputs.ts";
import { holesIn } from "../../plugins/typescript/holes.ts";
import { Session } from "../../plugins/typescript/session.ts";
import { parseFile } from "../../plugins/typescript/syntax.ts";
import { drawSome } from "../prefix/holes.ts";
import { observed, type Scratch, scratchOf } from "./child.ts";
import { faultsOf } from "./compile.ts";
import type { IsKnown } from "./fresh.ts";
import { type Callable, callablesIn } from "./functions.ts";
import { type Project, sourcesOf } from "./projects.ts";
import { ASKING, type HoleTask, taskOf, textIn, withBody } from "./task.ts";

/** Tokens of a body. */
export const LEAST_TOKENS = 100;
export const MOST_TOKENS = 400;
/** Inputs that are made for a function: 24 tell 58 % of the small faults that are put into bodies. */
const INPUTS = 60;
/** Of these so many give a value, and so many different ones. */
const LEAST_GIVING = 5;
const LEAST_VALUES = 3;
/** Functions that are tried for each one that is wanted. */
const SURPLUS = 6;

/** What may be drawn. */
export interface DrawOptions {
  readonly most: number;
  /** Tokens of a text. */
  readonly count: (text: string) => number;
  /** Functions to pass over. */
  readonly isKnown?: IsKnown;
  /** Told what became of the functions. */
  readonly tell?: (line: string) => void;
  /** Tokens of a body at least; `LEAST_TOKENS` when absent. */
  readonly least?: number;
  /** For all functions of one file, milliseconds. */
  readonly runMs?: number;
}

interface Candidate {
  readonly file: string;
  readonly whole: string;
  readonly callable: Callable;
  readonly tokens: number;
}

interface Measured extends Candidate {
  readonly given: readonly string[];
  readonly told: readonly string[];
}

/** Tasks of a project, in the order in which they were drawn: the same ones each time. */
export async function drawTasks(project: Project, options: DrawOptions): Promise<readonly HoleTask[]> {
  const { most, tell = () => {} } = options;
  const candidates = await candidatesIn(project, options);
  const drawn = drawSome(candidates, SURPLUS * most);
  await using scratch = await scratchOf(project.root, options.runMs);
  const given = await givenFor(project, drawn);
  const measured = await measuredBy(scratch, drawn, given);
  const telling = measured.filter(({ told }) => isTelling(told));
  const tasks: HoleTask[] = [];
  // Alone, elsewhere, and a second time: what depends on the clock, on chance, on its place or on what ran before says
  // something else.
  await using other = await scratchOf(project.root, options.runMs);
  for (const one of telling) {
    if (tasks.length === most) break;
    const task = taskOf(project, one);
    if (await does(other, task, one.whole)) tasks.push(task);
  }
  tell(
    `${project.name}: ${candidates.length} bodies, ${drawn.length} tried, ${given.size} with inputs, ` +
      `${measured.length} run, ${telling.length} telling, ${tasks.length} tasks`,
  );
  return tasks;
}

/** True where a file's function does with the inputs what the body that stood there did. */
export async function does(scratch: Scratch, task: HoleTask, text: string): Promise<boolean> {
  const { file, callable, given, told } = task;
  const [seen] = await observed(scratch, { file, text }, [{ callable, given }]);
  return seen !== undefined && seen.length === told.length && seen.every((one, at) => one === told[at]);
}

/** True where inputs show enough. */
export function isTelling(told: readonly string[]): boolean {
  const giving = told.filter((one) => one.startsWith("gives "));
  const isSeen = told.every((one) => one !== "unseen");
  return isSeen && giving.length >= LEAST_GIVING && new Set(giving).size >= LEAST_VALUES;
}

async function candidatesIn(
  { root }: Project,
  { count, isKnown = () => false, least = LEAST_TOKENS }: DrawOptions,
): Promise<readonly Candidate[]> {
  const faulty = new Set((await faultsOf(root)).map(({ file }) => file));
  return [...await sourcesOf(root)].filter(([file]) => !faulty.has(file)).flatMap(([file, whole]) =>
    callablesIn(file, whole).flatMap((callable): Candidate[] => {
      const body = textIn(whole, callable.body);
      const tokens = count(body.trim());
      const isWanted = tokens >= least && tokens <= MOST_TOKENS && !isKnown(callable.name, body);
      return isWanted && isHole({ file, whole, callable }) ? [{ file, whole, callable, tokens }] : [];
    })
  );
}

/** False in a file that a program makes. */
function isHole(one: Pick<Candidate, "file" | "whole" | "callable">): boolean {
  const nothing = { snapshot: "", examples: () => [], purpose: () => "" };
  const holes = holesIn(parseFile(one.file, withBody(one, ASKING)), nothing);
  return holes.some(({ span }) => span.start === one.callable.body.start);
}

/** Argument lists, made from the types of the uncut code; of those that can be made. */
async function givenFor(
  { root }: Project,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<Candidate, readonly string[]>> {
  const found = new Map<Candidate, readonly string[]>();
  await using session = new Session(root, undefined);
  for (const [file, own] of Map.groupBy(candidates, (one) => one.file)) {
    const compiler = await session.compiler(file);
    const path = session.path(file);
    await compiler.ask(new Map(), async (moment) => {
      for (const one of own) {
        const given = await givenAt(moment, path, one.callable.at);
        if (given.length > 0) found.set(one, given);
      }
    });
  }
  return found;
}

async function givenAt({ checker }: Moment, path: string, at: number): Promise<readonly string[]> {
  const [type] = await checker.getTypeAtPosition(path, [at]);
  const [signature] = type ? await checker.getSignaturesOfType(type, SignatureKind.Call) : [];
  const lists = signature ? await argumentsFor(signature, checker, INPUTS) : [];
  return lists.map((texts) => texts.join(", "));
}

/** What the bodies do, file by file; those that do not end are left out. The order is that of the draw. */
async function measuredBy(
  scratch: Scratch,
  candidates: readonly Candidate[],
  given: ReadonlyMap<Candidate, readonly string[]>,
): Promise<readonly Measured[]> {
  const told = new Map<Candidate, readonly string[]>();
  const able = candidates.filter((one) => given.has(one));
  for (const [file, own] of Map.groupBy(able, (one) => one.file)) {
    const [{ whole: text } = { whole: "" }] = own;
    const made = own.map((one) => ({ callable: one.callable, given: given.get(one) ?? [] }));
    for (const [at, seen] of (await observed(scratch, { file, text }, made)).entries()) {
      const one = own[at];
      if (one && seen) told.set(one, seen);
    }
  }
  return candidates.flatMap((one) => {
    const seen = told.get(one);
    return seen ? [{ ...one, given: given.get(one) ?? [], told: seen }] : [];
  });
}
