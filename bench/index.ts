/**
 * What it costs to read projects. Every run is a fresh process, and runs of different kinds take turns, so that a busy
 * machine burdens all of them alike.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { obtain, packages } from "./packages.ts";
import { type Figure, figure, report } from "./report.ts";

/** What one run of a probe prints. */
interface Run {
  readonly ms: number;
  readonly lines: number;
  /** Highest resident memory, megabytes; 0 where the system does not tell. */
  readonly peakMb: number;
  readonly [extra: string]: number;
}

const probe = fileURLToPath(new URL("./index/probe.ts", import.meta.url));

/** Measures and prints. `--json` for one line of JSON, `--runs=N` for other than 5 runs. */
export async function main(args: readonly string[]): Promise<void> {
  const runs = Number(args.find((arg) => arg.startsWith("--runs="))?.slice(7) ?? 5);
  const store = await Deno.makeTempDir({ prefix: "maze-bench-index-" });
  try {
    const figures = await measure(store, runs);
    report("index", figures, args.includes("--json"));
  } finally {
    await Deno.remove(store, { recursive: true });
  }
}

async function measure(store: string, runs: number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const wanted of packages.filter(({ name }) => name !== "rxjs")) {
    const root = await obtain(wanted);
    const isOpenai = wanted.name === "openai";
    const turns = await taken(runs, isOpenai ? allModes : coldModes, {
      root,
      storeDir: `${store}/${wanted.name}`,
    });
    figures.push(...coldFigures(wanted.name, turns));
    if (isOpenai) figures.push(...warmFigures(turns));
  }
  return figures;
}

type Mode = "cold" | "session" | "oxc" | "tsc" | "warm" | "change" | "checker";
const coldModes: readonly Mode[] = ["oxc", "cold", "session", "tsc"];
const allModes: readonly Mode[] = [...coldModes, "warm", "change", "checker"];
type Turns = Readonly<Record<Mode, readonly Run[]>>;

async function taken(
  runs: number,
  modes: readonly Mode[],
  { root, storeDir }: { root: string; storeDir: string },
): Promise<Turns> {
  const turns: Record<Mode, Run[]> = {
    ...{ cold: [], session: [], oxc: [], tsc: [], warm: [], change: [], checker: [] },
  };
  for (let run = 0; run < runs; run++) {
    await Deno.remove(storeDir, { recursive: true }).catch(unlessMissing);
    for (const mode of modes) {
      turns[mode].push(await once(mode, root, storeDir));
    }
  }
  return turns;
}

async function once(mode: Mode, root: string, storeDir: string): Promise<Run> {
  const args = ["run", "-A", "--no-lock", probe, mode, root, storeDir];
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  if (!success) throw new Error(`Cannot measure ${mode} of ${root}: ${new TextDecoder().decode(stderr)}`);
  const run: Run = JSON.parse(new TextDecoder().decode(stdout));
  return run;
}

/** Immer is so small that its figure is mostly the parser's start. */
function coldFigures(name: string, { cold, session, oxc, tsc }: Turns): readonly Figure[] {
  const isSmall = name === "immer";
  const limits = isSmall ? {} : { target: 1500, goal: 1000 };
  const perLines = cold.map(({ ms, lines }) => ms / lines * 1e5);
  const ratio = cold.map(({ ms }, i) => ms / (oxc[i]?.ms ?? NaN));
  const cpuRatio = cold.map((run, i) => (run["cpuMs"] ?? NaN) / (oxc[i]?.["cpuMs"] ?? NaN));
  const ms = { unit: "ms", lower_is_better: true };
  return [
    figure({ name: `${name}.cold`, ...ms }, cold.map((run) => run.ms)),
    ...isSmall ? [] : [figure({ name: `${name}.cold per 100K lines`, ...ms, ...limits }, perLines)],
    figure({
      name: `${name}.cold / oxc`,
      unit: "times",
      lower_is_better: true,
      ...isSmall ? {} : { goal: 1.3 },
    }, ratio),
    figure({ name: `${name}.cold / oxc, CPU time`, unit: "times", lower_is_better: true }, cpuRatio),
    figure({ name: `${name}.cold, CPU time`, ...ms }, cold.map((run) => run["cpuMs"] ?? NaN)),
    figure(
      { name: `${name}.cold with what synth counts`, ...ms },
      session.map((run) => run.ms),
    ),
    figure({ name: `${name}.oxc parseSync and .program`, ...ms }, oxc.map((run) => run.ms)),
    figure({ name: `${name}.tsc --noEmit --noCheck`, ...ms }, tsc.map((run) => run.ms)),
    figure({ name: `${name}.lines`, unit: "lines", lower_is_better: false }, [cold[0]?.lines ?? NaN]),
    figure({ name: `${name}.peak memory`, unit: "MB", lower_is_better: true }, cold.map((run) => run.peakMb)),
  ];
}

function warmFigures({ warm, change, cold, checker }: Turns): readonly Figure[] {
  const at100k = cold.map(({ peakMb, lines }) => peakMb / Math.max(1, lines / 1e5));
  const withChecker = checker.map(({ peakMb, lines }) => peakMb / Math.max(1, lines / 1e5));
  const ms = { unit: "ms", lower_is_better: true };
  const mb = { unit: "MB", lower_is_better: true };
  return [
    figure({ name: "openai.warm", ...ms, target: 300, goal: 150 }, warm.map((run) => run.ms)),
    figure({ name: "openai.one changed file", ...ms, target: 50, goal: 30 }, change.map((run) => run.ms)),
    figure(
      { name: "openai.one changed file, the largest", ...ms },
      change.map((run) => run["largestMs"] ?? NaN),
    ),
    figure({ name: "openai.peak memory at 100K lines", ...mb, target: 500 }, at100k),
    figure({ name: "openai.peak memory with checker", ...mb }, withChecker),
  ];
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
