/**
 * Sites of one package, each cut out and found again by every arm; what was measured before is not again.
 *
 * @module
 */

import llamaCpp from "../../plugins/llama_cpp/mod.ts";
import type { PackageName } from "../packages.ts";
import type { RowFile } from "../rows.ts";
import { Product } from "../synth/fill.ts";
import { type BenchProject, openProject } from "../synth/project.ts";
import { isSameCode } from "../synth/sites.ts";
import { type Arms, armsAt } from "./arms.ts";
import { keyOf, type Result } from "./figures.ts";
import type { Way } from "./recording.ts";
import { type CutSite, drawSites } from "./sites.ts";

/** On two cores a small model reads a prompt for half a minute: a bench measures time, it does not bound it. */
const MAX_MS = 600_000;
/** The room that is kept for an answer is the prompt's. */
const ANSWER_TOKENS = 64;

/** How sites are measured. */
export interface MeasureOptions {
  /** Sites of the package. */
  readonly most: number;
  /** Sites are begun for so long. */
  readonly minutes: number;
  /** Where the llama.cpp server is. */
  readonly baseUrl: string;
  readonly way: Pick<Way, "fetch" | "site" | "has" | "missing" | "likelihoodCalls">;
  /** Rows are added to it as they come. */
  readonly file: RowFile<Result>;
  /** Told of what was right at a site, and what there was to choose from, when it is measured. */
  readonly tell: (
    found: Arms & { readonly package: string; readonly form: string; readonly right: string },
  ) => void;
}

/** Measures a package that lies in a folder; rows that are there are given as they are. */
export async function measured(
  { name, version }: PackageName,
  root: string,
  { most, minutes, baseUrl, way, file, tell }: MeasureOptions,
): Promise<readonly Result[]> {
  await using project = await openProject(root);
  await forgetMeasures(project.root);
  const options = { baseUrl, seed: 1, timeouts: { firstToken: 600, betweenTokens: 600 } };
  await using product = await Product.open(project.root, {
    ...{ plugins: [{ plugin: llamaCpp, options }], fetch: way.fetch },
    fill: { maxMs: MAX_MS, answerTokens: ANSWER_TOKENS },
  });
  const until = performance.now() + minutes * 60_000;
  const rows: Result[] = [];
  for (const site of drawSites(project, most)) {
    const place = { package: name, version, file: site.file.slice(root.length + 1), at: site.start };
    const there = file.get(keyOf(place));
    if (there) {
      rows.push(there);
      continue;
    }
    way.site = `${name}-${version} ${place.file}:${site.start}`;
    if (performance.now() > until || !way.has(way.site)) continue;
    const before = { calls: way.likelihoodCalls, missing: way.missing?.length ?? 0 };
    const [found, worth] = await foundAt(project, product, site);
    const row = {
      ...{ ...place, form: site.form, ...worth },
      ...{ tokens: found.tokens, elapsedMs: Math.round(found.elapsedMs) },
      likelihoodCalls: way.likelihoodCalls - before.calls,
      ...(way.missing ? { missing: way.missing.length - before.missing } : {}),
    };
    await file.add(row);
    rows.push(row);
    tell({ package: name, form: site.form, right: site.text, ...found });
  }
  return rows;
}

async function foundAt(
  project: BenchProject,
  product: Product,
  site: CutSite,
): Promise<readonly [Arms, Pick<Result, "isRight" | "invented">]> {
  const cut = project.cut(site);
  try {
    using at = await product.draftAt(site.file, cut);
    const found = await armsAt(product, at.draft, "llama_cpp");
    const [joint] = found.joined;
    const { first, best, synth } = found;
    const isRight = (text: string | undefined) => text !== undefined && isSameCode(text, site.text);
    const isInvented = async (text: string | undefined, needs = joint?.needs ?? []) =>
      text !== undefined && await product.invents(at.draft, text, needs);
    return [found, {
      isRight: {
        ...{ first: isRight(first), best: isRight(best) },
        ...{ synth: isRight(synth), joined: isRight(joint?.text) },
      },
      invented: { first: await isInvented(first, []), joined: await isInvented(joint?.text) },
    }];
  } finally {
    project.restore(site);
    await product.restore(site.file, project.text(site.file));
  }
}

/** What a server was measured at before is asked again, so that a recording has all that is asked. */
async function forgetMeasures(root: string): Promise<void> {
  try {
    await Deno.remove(`${root}/.maze/store/llama_cpp`, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
