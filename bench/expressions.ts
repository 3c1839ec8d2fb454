/**
 * Members, arguments and identifiers cut out of packages, and found again by a model joined with what fits, beside the
 * model alone and `synth` alone.
 *
 *     deno task bench expressions [--json] [--url=http://127.0.0.1:PORT] [--n=N] [--package=NAME,…] [--record=FILE]
 *         [--minutes=N] [--dump=FILE] [--verbose]
 *
 * `--url` is a llama.cpp server's. Without it a recording of one on sites of immer is played: the way is the same, the
 * model's words are old. `--minutes` ends each package's sites in time. `--dump` writes what there was to choose from at each site, as JSON lines.
 *
 * @module
 */

import llamaCpp from "../plugins/llama_cpp/mod.ts";
import { type Arms, armsAt } from "./expressions/arms.ts";
import { figuresOf, type Result } from "./expressions/figures.ts";
import { hasRecording, openWay, RECORDING } from "./expressions/recording.ts";
import { type CutSite, drawSites } from "./expressions/sites.ts";
import { obtain, packages } from "./packages.ts";
import { report } from "./report.ts";
import { Product } from "./synth/fill.ts";
import { type BenchProject, openProject } from "./synth/project.ts";
import { isSameCode } from "./synth/sites.ts";

/** Sites in all, and in the stored recording. */
const SITES = 320;
const RECORDED = 40;
const RECORDED_PACKAGES = ["immer"];
/** On two cores a small model reads a prompt for half a minute: a bench measures time, it does not bound it. */
const MAX_MS = 600_000;
/** The room that is kept for an answer is the prompt's. */
const ANSWER_TOKENS = 64;
/** No names of machines: requests are told apart by path and body. */
const NOWHERE = "http://127.0.0.1:1";

/** Measures and prints. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [url, record, dump] = [value("url"), value("record"), value("dump")];
  const isLive = url !== undefined;
  const only = value("package")?.split(",") ?? (isLive && !record ? [] : RECORDED_PACKAGES);
  const wanted = packages.filter(({ name }) => only.length === 0 || only.includes(name));
  const most = Number(value("n") ?? (isLive && !record ? SITES : RECORDED));
  const minutes = Number(value("minutes") ?? Infinity);
  if (!isLive && !hasRecording()) {
    console.error(`no recording is stored: give --url=…, and --record=${RECORDING.pathname} to store one`);
    Deno.exitCode = 2;
    return;
  }
  await using way = await openWay(url, record);
  const results: Result[] = [];
  const lines: string[] = [];
  for (const [at, each] of wanted.entries()) {
    const share = Math.floor(most / wanted.length) + (at < most % wanted.length ? 1 : 0);
    await using project = await openProject(await obtain(each));
    await forgetMeasures(project.root);
    const options = { baseUrl: url ?? NOWHERE, seed: 1, timeouts: { firstToken: 600, betweenTokens: 600 } };
    await using product = await Product.open(project.root, {
      ...{
        plugins: [{ plugin: llamaCpp, options }],
        fetch: way.fetch,
        fill: { maxMs: MAX_MS, answerTokens: ANSWER_TOKENS },
      },
    });
    const until = performance.now() + minutes * 60_000 / wanted.length;
    for (const site of drawSites(project, share)) {
      if (performance.now() > until) break;
      way.site = nameOf(project, site);
      if (!way.has(way.site)) continue;
      const [result, found] = await measured(project, product, site);
      results.push(result);
      const told = { package: each.name, form: site.form, right: site.text, ...found };
      lines.push(JSON.stringify(told));
      if (args.includes("--verbose")) console.error(lines.at(-1));
    }
  }
  if (dump) await Deno.writeTextFile(dump, lines.join("\n") + "\n");
  report("expressions", figuresOf(results, isLive ? undefined : way.missing.length), args.includes("--json"));
}

async function measured(
  project: BenchProject,
  product: Product,
  site: CutSite,
): Promise<readonly [Result, Arms]> {
  const file = site.file.slice(project.root.length + 1);
  const cut = project.cut(site);
  try {
    using at = await product.draftAt(site.file, cut);
    const found = await armsAt(product, at.draft, "llama_cpp");
    const [joint] = found.joined;
    const { first, best, synth } = found;
    const isRight = (text: string | undefined) => text !== undefined && isSameCode(text, site.text);
    const isInvented = async (text: string | undefined, needs = joint?.needs ?? []) =>
      text !== undefined && await product.invents(at.draft, text, needs);
    const result = {
      ...{ file, form: site.form, tokens: found.tokens, elapsedMs: found.elapsedMs },
      isRight: {
        ...{
          first: isRight(first),
          best: isRight(best),
          synth: isRight(synth),
          joined: isRight(joint?.text),
        },
      },
      invented: { first: await isInvented(first, []), joined: await isInvented(joint?.text) },
    };
    return [result, found];
  } finally {
    project.restore(site);
    await product.restore(site.file, project.text(site.file));
  }
}

/** As `immer-11.2.10 src/a.ts:7`. */
function nameOf({ root }: BenchProject, { file, start }: CutSite): string {
  return `${root.split("/").at(-1)} ${file.slice(root.length + 1)}:${start}`;
}

/** What a server was measured at before is asked again, so that a recording has all that is asked. */
async function forgetMeasures(root: string): Promise<void> {
  try {
    await Deno.remove(`${root}/.maze/store/llama_cpp`, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
