/**
 * The arms that are compared: ways of getting a hole filled by the same model.
 *
 * @module
 */

import type { MazeOptions } from "@maze/maze";
import { MOVES } from "../../core/fill/decode/odds.ts";
import examples from "../../plugins/examples/mod.ts";
import llamaCpp from "../../plugins/llama_cpp/mod.ts";
import synth from "../../plugins/synth/mod.ts";
import typescript from "../../plugins/typescript/mod.ts";
import { telling } from "./telling.ts";

/** One way. */
export interface Arm {
  /** As `--arms` names it. */
  readonly name: string;
  /** What it does, for people. */
  readonly what: string;
  /** Bounds of filling, beside those that all arms share. */
  readonly fill: NonNullable<MazeOptions["fill"]>;
  /** Who is there beside TypeScript, in order of calls. */
  readonly plugins: readonly ("model" | "examples" | "synth")[];
}

/** Time is no bound: a machine that is busy must not change what is written. */
const TIMEOUTS = { firstToken: 3600, betweenTokens: 3600 };
const SHARED = { maxMs: 1_200_000, answers: 1, wanted: 1, maxCandidates: 64, answerTokens: 512, streams: 16 };
/** A search without a model ends by its time. */
const SYNTH_MS = 15_000;
/** Samples that consensus is sought among at most: as many as the budget pays for. */
const SAMPLES = 6;
/** Each of them may need some. */
const STREAMS = 36;

const without = (left: typeof MOVES[number]): Arm => ({
  name: `C-${left}`,
  what: `C without the move "${left}"`,
  fill: { moves: MOVES.filter((move) => move !== left) },
  plugins: ["model"],
});

const alone = (move: typeof MOVES[number]): Arm => ({
  name: move,
  what: `C with no other moves than "patch" and "${move}"`,
  fill: { moves: ["patch", move] },
  plugins: ["model"],
});

/** All arms. The first one is the free sample, which is the first stream of every other one with a model. */
export const ARMS: readonly Arm[] = [
  {
    name: "F",
    what: "one free sample",
    fill: { watch: false, moves: [], streams: 1 },
    plugins: ["model"],
  },
  {
    name: "R",
    what: "free samples until one compiles",
    fill: { watch: false, moves: ["restart"] },
    plugins: ["model"],
  },
  {
    name: "R+E",
    what: "free samples until one compiles and meets its examples",
    fill: { watch: false, moves: ["restart"] },
    plugins: ["examples", "model"],
  },
  {
    name: "D",
    what:
      "a free sample, then at most three times another for which the chat says the last answer and its first faults",
    fill: { watch: false, moves: ["restart"], streams: 4, tellFaults: true },
    plugins: ["model"],
  },
  {
    name: "S",
    what: "watched: stopped at a fault, then a new sample",
    fill: { moves: ["restart"] },
    plugins: ["model"],
  },
  { name: "C", what: "checked: watched, with every move", fill: {}, plugins: ["model"] },
  ...(["patch", "declare", "exclude"] as const).map(without),
  ...(["declare", "exclude"] as const).map(alone),
  {
    name: "E",
    what: "checked, until one meets its examples",
    fill: {},
    plugins: ["examples", "model"],
  },
  {
    name: "C+E",
    what: "checked, with examples, until samples agree",
    fill: { samples: SAMPLES, streams: STREAMS },
    plugins: ["examples", "model"],
  },
  {
    name: "synth",
    what: "no model: a search by types and examples",
    fill: { answers: 40, maxMs: SYNTH_MS },
    plugins: ["examples", "synth"],
  },
];

/** Where the model is, and how it is asked. */
export interface ArmSetting {
  /** Absolute path of the project. */
  readonly root: string;
  /** Where llama-server listens. */
  readonly url: string;
  readonly temperature: number;
  /** How the model is asked, as the option of `llama_cpp`: only a chat can be told what was wrong. */
  readonly style: string;
  readonly fetch: typeof fetch;
  /** What a model is told beside the file, where that is not what Maze finds. */
  readonly context?: readonly string[] | undefined;
}

/** The seed that all arms begin with; a run's other seeds are added by the pool. */
export const FIRST_SEED = 1;

/** What `createMaze` is given for an arm. */
export function mazeOptions(
  arm: Arm,
  { root, url, temperature, style, fetch, context }: ArmSetting,
): MazeOptions {
  const fill = { ...SHARED, ...arm.fill, ...context?.length === 0 ? { contextTokens: 0 } : {} };
  const model = {
    plugin: llamaCpp,
    options: {
      ...{ baseUrl: url, style, samples: fill.answers, temperature, seed: FIRST_SEED },
      timeouts: TIMEOUTS,
    },
  };
  const uses = { model, examples: { plugin: examples }, synth: { plugin: synth } };
  return {
    ...{ root, fetch, fill },
    plugins: [
      { plugin: context ? telling(context) : typescript, options: { cache: false } },
      ...arm.plugins.map((name) => uses[name]),
    ],
  };
}

/**
 * The arms of these names, the free sample first.
 *
 * @throws {RangeError} For a name that is none.
 */
export function armsNamed(names: readonly string[]): readonly Arm[] {
  const unknown = names.find((name) => !ARMS.some((arm) => arm.name === name));
  if (unknown !== undefined) {
    throw new RangeError(`Cannot run arm "${unknown}": there are ${ARMS.map(({ name }) => name).join(", ")}`);
  }
  return ARMS.filter(({ name }) => names.includes(name));
}

/** True for an arm that asks the model. */
export function asksModel({ plugins }: Arm): boolean {
  return plugins.includes("model");
}
