/**
 * Measures one project: every drawn site is cut, filled, and compared with what stood there.
 *
 * @module
 */

import { baselines } from "./baseline.ts";
import { draw, type Drawn } from "./draw.ts";
import type { Answer } from "../../core/fill/decode/decode.ts";
import type { Product } from "./fill.ts";
import type { BenchProject } from "./project.ts";
import { isSameCode } from "./sites.ts";

/** What came of one site. */
export interface Result {
  readonly package: string;
  readonly site: Drawn;
  /** Place of the right text among those offered, 0-based; -1 when it is not there. */
  readonly rank: number;
  /** The same for the plain baseline, and for the checked one. */
  readonly baselineRank: number;
  readonly checkedRank: number;
  readonly elapsedMs: number;
  readonly phases: readonly number[];
  /** What is offered, likeliest first; at most ten. */
  readonly answers: readonly Answer[];
}

/** How many texts count as offered at a glance. */
const SHOWN = 10;

/** Results of up to `most` sites of each size and stratum. */
export async function measure(
  name: string,
  project: BenchProject,
  product: Product,
  most: number,
  told: (result: Result) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const site of await draw(project, most)) {
    const result = await measureSite(name, project, product, site);
    told(result);
    results.push(result);
  }
  return results;
}

async function measureSite(
  name: string,
  project: BenchProject,
  product: Product,
  site: Drawn,
): Promise<Result> {
  const cut = project.cut(site);
  const { answers, phases } = await product.fill(site.file, cut);
  const { plain, checked } = await baselines(project, site.file, cut);
  project.restore(site);
  await product.restore(site.file, project.text(site.file));
  return {
    package: name,
    site,
    rank: answers.findIndex(({ text }) => isSameCode(text, site.text)),
    baselineRank: plain.findIndex((one) => isSameCode(one, site.text)),
    checkedRank: checked.findIndex((one) => isSameCode(one, site.text)),
    elapsedMs: phases.reduce((sum, one) => sum + one, 0),
    phases,
    answers: answers.slice(0, SHOWN),
  };
}
