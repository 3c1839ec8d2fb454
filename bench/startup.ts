/**
 * How long the command line takes to start, beside an empty script in the same Deno. The commands take turns, so that
 * a busy machine burdens all of them alike.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { type Figure, figure, report } from "./report.ts";

const MAIN = fileURLToPath(new URL("../cli/main.ts", import.meta.url));

/** What is started, by name; the first is what the others are divided by. */
const STARTS: Readonly<Record<string, readonly string[]>> = {
  empty: ["eval", ""],
  help: ["run", "-A", MAIN, "--help"],
  version: ["run", "-A", MAIN, "--version"],
  "fill-help": ["run", "-A", MAIN, "fill", "--help"],
};

/** Measures and prints. `--json` for one line of JSON, `--runs=N` for other than 25 runs. */
export async function main(args: readonly string[]): Promise<void> {
  const runs = Number(args.find((arg) => arg.startsWith("--runs="))?.slice(7) ?? 25);
  const times = new Map(Object.keys(STARTS).map((name) => [name, new Array<number>()]));
  for (const start of Object.values(STARTS)) await timeOf(start); // fills the caches
  for (let run = 0; run < runs; run++) {
    for (const [name, start] of Object.entries(STARTS)) times.get(name)?.push(await timeOf(start));
  }
  report("startup", figuresOf(times), args.includes("--json"));
}

function figuresOf(times: ReadonlyMap<string, readonly number[]>): readonly Figure[] {
  const empty = times.get("empty") ?? [];
  const base = median(empty);
  const ratios = (name: string) => (times.get(name) ?? []).map((ms) => ms / base);
  const lower = { lower_is_better: true };
  return [
    figure({ name: "help.ratio", unit: "×", target: 3.5, goal: 2.5, ...lower }, ratios("help")),
    ...[...times].map(([name, runs]) => figure({ name: `${name}.time`, unit: "ms", ...lower }, runs)),
    figure({ name: "version.ratio", unit: "×", ...lower }, ratios("version")),
    figure({ name: "fill-help.ratio", unit: "×", ...lower }, ratios("fill-help")),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function timeOf(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const command = new Deno.Command(Deno.execPath(), { args: [...args], stdout: "null", stderr: "piped" });
  const { success, stderr } = await command.output();
  if (!success) throw new Error(`Cannot measure ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  return performance.now() - startedAt;
}
