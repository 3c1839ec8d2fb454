/**
 * Servers that fail in every way that could be thought of: each must end in an answer or in a named error, in time, with
 * its socket closed, and without the key in anything that is told.
 *
 *     deno task bench faulty-servers [--json] [--n=1000] [--seed=1] [--verbose]
 *
 * @module
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { CompletionRequest } from "../core/code/completion.ts";
import { createKernel, type Kernel } from "../core/kernel/kernel.ts";
import { MazeError } from "../core/kernel/errors.ts";
import { asEntry } from "../core/maze.ts";
import openai from "../plugins/openai/mod.ts";
import { head, serveRaw, type Step } from "../test/plugins/_openai_wire/raw_server.ts";
import { drawFaulty } from "./faulty/draw.ts";
import { figure, report } from "./report.ts";

/** The key that must be told nowhere. */
const KEY = "sk-faulty-0123456789abcdef";
const KEY_ENV = "MAZE_BENCH_FAULTY_KEY";
/** Time for one request. */
const DEADLINE_MS = 1500;
/** What a busy machine may add. */
const SLACK_MS = 1500;
/** For a socket to close after the end. */
const CLOSE_MS = 3000;
const TIMEOUTS = { connect: 0.4, firstToken: 0.4, betweenTokens: 0.4 };
const AT_ONCE = 8;

/** What became of one server. */
interface Result {
  readonly kind: string;
  readonly seed: number;
  /** `answer`, or the error's code; `unnamed` for what is no error of Maze. */
  readonly end: string;
  readonly overMs: number;
  readonly isOpen: boolean;
  readonly isLeaking: boolean;
}

/** Runs the bench. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [count, seed] = [Number(value("n") ?? 1000), Number(value("seed") ?? 1)];
  Deno.env.set(KEY_ENV, KEY);
  await tried(seed); // what is loaded once is no leak
  const before = heapMb();
  const seeds = Array.from({ length: count }, (_, at) => seed * 1_000_003 + at);
  const results: Result[] = [];
  const work = async () => {
    for (let next = seeds.pop(); next !== undefined; next = seeds.pop()) results.push(await tried(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (args.includes("--verbose")) tell(results);
  const share = (holds: (result: Result) => boolean) => 100 * results.filter(holds).length / results.length;
  const common = { unit: "%", target: 100 };
  const figures = [
    figure({ name: "named.share", ...common, lower_is_better: false }, [
      share(({ end }) => end !== "unnamed"),
    ]),
    figure({ name: "in-time.share", ...common, lower_is_better: false }, [
      share(({ overMs }) => overMs <= SLACK_MS),
    ]),
    figure({ name: "closed.share", ...common, lower_is_better: false }, [share(({ isOpen }) => !isOpen)]),
    figure({ name: "key-kept.share", ...common, lower_is_better: false }, [
      share(({ isLeaking }) => !isLeaking),
    ]),
    figure({ name: "heap.growth", unit: "MB", target: 32, lower_is_better: true }, [
      Math.max(0, heapMb() - before),
    ]),
    figure({ name: "answered.share", unit: "%", lower_is_better: false }, [
      share(({ end }) => end === "answer"),
    ]),
    figure({ name: "servers", unit: "", lower_is_better: false }, [results.length]),
  ];
  report("faulty-servers", figures, args.includes("--json"));
}

/** Asks one server. */
async function tried(seed: number): Promise<Result> {
  const faulty = drawFaulty(seed);
  let asked = 0;
  const server = serveRaw(({ head: said }) => {
    const isModels = said.startsWith("GET");
    return isModels && faulty.kind !== "answers the models wrongly"
      ? MODELS
      : faulty.stepsFor(isModels ? 0 : asked++);
  });
  const told: unknown[] = [];
  const kernel = await opened(server.url);
  kernel.steps.subscribe((step) => void told.push(step));
  const start = performance.now();
  const end = await ended(kernel, told);
  const overMs = performance.now() - start - DEADLINE_MS;
  await kernel[Symbol.asyncDispose]();
  const isOpen = !await closes(() => server.open === 0);
  await server[Symbol.asyncDispose]();
  const isLeaking = JSON.stringify(told, errorsToo).includes(KEY);
  return { kind: faulty.kind, seed, end, overMs, isOpen, isLeaking };
}

async function ended(kernel: Kernel, told: unknown[]): Promise<string> {
  try {
    for await (const chunk of kernel.ask("provider.complete", [REQUEST], { deadlineMs: DEADLINE_MS })) {
      told.push(chunk);
    }
    return "answer";
  } catch (error) {
    told.push(error);
    if (error instanceof MazeError && error.code !== "hook/failed") return error.code;
    console.error(error); // whoever mends it has to see it
    return "unnamed";
  }
}

function opened(baseUrl: string): Promise<Kernel> {
  const options = { baseUrl, model: "m", apiKeyEnv: KEY_ENV, timeouts: TIMEOUTS };
  return createKernel({ root: "/nowhere", entries: [asEntry({ plugin: openai, options })] });
}

async function closes(isClosed: () => boolean): Promise<boolean> {
  for (const until = performance.now() + CLOSE_MS; performance.now() < until;) {
    if (isClosed()) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return isClosed();
}

function heapMb(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return Deno.memoryUsage().heapUsed / 2 ** 20;
}

function tell(results: readonly Result[]): void {
  for (const [kind, all = []] of Object.entries(Object.groupBy(results, (each: Result) => each.kind))) {
    const ends = Object.entries(Object.groupBy(all, ({ end }) => end)).map(([end, some]) =>
      `${end} ${some?.length}`
    );
    console.error(`${kind.padEnd(28)} ${ends.join(", ")}`);
  }
  const bad = results.filter(({ end, overMs, isOpen, isLeaking }) =>
    end === "unnamed" || overMs > SLACK_MS || isOpen || isLeaking
  );
  for (const result of bad) console.error(JSON.stringify(result));
}

function errorsToo(_name: string, value: unknown): unknown {
  return value instanceof Error
    ? { ...value, message: value.message, stack: value.stack, cause: value.cause }
    : value;
}

const MODELS: readonly Step[] = [{
  send: head(200, { "content-type": "application/json" }) +
    JSON.stringify({ object: "list", data: [{ id: "m" }] }),
}];

const REQUEST: CompletionRequest = {
  draft: {
    hole: {
      ...{ id: "a.ts:1:1", file: "a.ts", span: { start: 0, end: 0 }, snapshot: "0123456789abcdef" },
      ...{ language: "typescript", kind: "expression", intent: "a sum", examples: [] },
    },
    ...{ text: "", edits: [] },
  },
  scope: { bindings: [], isCapped: false },
  prompt: { instruction: ["Write one expression."], context: [], before: "const a = ", after: ";\n" },
  ...{ sampling: { maxTokens: 64 }, answers: 1, budgetMs: DEADLINE_MS },
};
