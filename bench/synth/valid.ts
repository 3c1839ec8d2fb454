/**
 * What the product would report as valid at a site: the first answer that the validators let pass.
 *
 * @module
 */

import type { Product } from "./fill.ts";
import type { Result } from "./measure.ts";
import type { BenchProject } from "./project.ts";

/** A file with a fill that was reported valid. */
export interface Fill {
  /** Relative to the project. */
  readonly file: string;
  /** The file's whole text, what the fill had to import included. */
  readonly text: string;
}

/** The valid fills of sites, in order; sites where no answer is valid have none. */
export async function validFills(
  project: BenchProject,
  product: Product,
  results: readonly Result[],
): Promise<Fill[]> {
  const fills: Fill[] = [];
  for (const { site, answers } of results) {
    const cut = project.cut(site);
    project.restore(site);
    const text = await product.firstValid(site.file, cut, answers);
    if (text !== undefined) fills.push({ file: site.file.slice(project.root.length + 1), text });
    await product.restore(site.file, project.text(site.file));
  }
  return fills;
}
