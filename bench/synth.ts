/**
 * How much of real code is found again without a model: expressions cut out of packages, filled, and compared.
 *
 *     deno task bench synth [--json] [--n=N] [--package=NAME] [--singly=N] [--verbose]
 *
 * @module
 */

import { obtain, type PackageName, packages } from "./packages.ts";
import { type Figure, report } from "./report.ts";
import { Product } from "./synth/fill.ts";
import { measure, type Result } from "./synth/measure.ts";
import { openProject } from "./synth/project.ts";
import { CompiledCopy } from "./synth/separate_tsc.ts";
import { summary } from "./synth/summary.ts";
import { validFills } from "./synth/valid.ts";

/** Sites of each package, size and stratum. */
const SITES = 40;
/** Fills that get a compiler run each, over all packages. */
const SINGLY = 20;
/** A compiler run over this package takes half a minute: its fills are checked in one batch. */
const BATCH_ONLY = new Set(["effect"]);

interface Options {
  readonly sites: number;
  readonly singly: number;
  readonly wanted: readonly PackageName[];
  readonly isVerbose: boolean;
}

/** Measures and prints. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const only = value("package");
  const options: Options = {
    sites: Number(value("n") ?? SITES),
    singly: Number(value("singly") ?? SINGLY),
    wanted: packages.filter(({ name }) => !only || name === only),
    isVerbose: args.includes("--verbose"),
  };
  const results: Result[] = [];
  const checks: Check[] = [];
  for (const wanted of options.wanted) {
    const [found, check] = await runPackage(wanted, options);
    results.push(...found);
    checks.push(check);
  }
  report("synth", [...summary(results), ...checkFigures(checks)], args.includes("--json"));
}

interface Check {
  readonly batch: number;
  readonly single: number;
  readonly faults: readonly string[];
}

async function runPackage(wanted: PackageName, options: Options): Promise<[Result[], Check]> {
  await using project = await openProject(await obtain(wanted));
  const told = (result: Result) => options.isVerbose && console.error(line(result));
  await using product = await Product.open(project.root);
  const results = await measure(wanted.name, project, product, options.sites, told);
  const fills = await validFills(project, product, results.filter(({ site }) => site.stratum === "closed"));
  const batch = fills.filter(({ file }, at) => fills.findIndex((one) => one.file === file) === at);
  const most = BATCH_ONLY.has(wanted.name) ? 0 : Math.ceil(options.singly / options.wanted.length);
  const single = fills.slice(0, most);
  await using copy = await CompiledCopy.of(project.root);
  const faults = await copy.faultsWith(batch);
  for (const one of single) faults.push(...await copy.faultsWith([one]));
  for (const fault of options.isVerbose ? faults : []) console.error(fault);
  return [results, { batch: batch.length, single: single.length, faults }];
}

function checkFigures(checks: readonly Check[]): Figure[] {
  const sum = (of: (check: Check) => number) => checks.reduce((all, one) => all + of(one), 0);
  return [{
    name: "tsc.faults",
    value: sum(({ faults }) => faults.length),
    unit: "faults",
    target: 0,
    goal: 0,
    lower_is_better: true,
    spread: 0,
    n: sum(({ batch, single }) => batch + single),
  }];
}

function line({ package: name, site, rank, baselineRank, phases, answers }: Result): string {
  const flat = (text: string) => text.replace(/\s+/g, " ");
  const ms = phases.map((one) => one.toFixed(0)).join("+");
  const head = [name, site.stratum, site.bucket, site.kind, rank, baselineRank, `${ms} ms`, flat(site.text)];
  return `${head.join(" | ")} | ${answers.slice(0, 5).map(({ text }) => flat(text)).join(" ; ")}`;
}
