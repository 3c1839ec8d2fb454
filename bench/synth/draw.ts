/**
 * Which expressions of a project are measured: a seeded draw from each stratum.
 *
 * @module
 */

import { type Moment, TypeFlags } from "../../plugins/typescript/compiler.ts";
import { childrenOf, parseFile, type SyntaxNode } from "../../plugins/typescript/syntax.ts";
import type { BenchProject } from "./project.ts";
import { seeded, type Site, sitesOf } from "./sites.ts";

/** Sizes that are measured apart, in syntax nodes. */
export const sizes = ["1", "2-3", "4-5"] as const;
/** One of the sizes. */
export type Size = typeof sizes[number];

/**
 * `closed`: the type says something, fixes every string and number, and no function is written. `open`: the others.
 * `large`: closed, in files of more lines than a checker re-reads in a moment.
 */
export type Stratum = "closed" | "open" | "large";

/** A site with its stratum. */
export interface Drawn extends Site {
  readonly bucket: Size;
  readonly stratum: Stratum;
}

const MAX_NODES = 5;
const LARGE_LINES = 1700;
const SEED = 7;
/** Sites looked at for each one that is wanted: many are of the other stratum. */
const SURPLUS = 4;

/** Draws up to `most` sites of each size and stratum; the same ones for the same project. */
export async function draw(project: BenchProject, most: number): Promise<Drawn[]> {
  const random = seeded(SEED);
  await using moment = await project.compiler.moment(new Map());
  const drawn: Drawn[] = [];
  const groups = [
    project.files.filter((file) => !isLarge(project, file)),
    project.files.filter((file) => isLarge(project, file)),
  ];
  for (const [at, files] of groups.entries()) {
    const all = files.flatMap((file) => sitesOf(file, project.text(file), MAX_NODES));
    for (const bucket of sizes) {
      const pool = all.filter(({ size }) => bucketOf(size) === bucket);
      const counts = { closed: 0, open: 0, large: 0 };
      for (let tries = 0; tries < most * SURPLUS && pool.length > 0; tries++) {
        const [site] = pool.splice(Math.floor(random() * pool.length), 1);
        if (!site) break;
        const isClosed = await fixes(moment, site);
        const stratum = at === 0 ? (isClosed ? "closed" : "open") : (isClosed ? "large" : undefined);
        if (stratum && counts[stratum]++ < most) drawn.push({ ...site, bucket, stratum });
      }
    }
  }
  return drawn;
}

function isLarge(project: BenchProject, file: string): boolean {
  return project.text(file).split("\n").length > LARGE_LINES;
}

function bucketOf(size: number): Size {
  return size === 1 ? "1" : size <= 3 ? "2-3" : "4-5";
}

/** True for a site of the closed stratum, its file's length aside. */
async function fixes(moment: Moment, site: Site): Promise<boolean> {
  if (!site.isFlat) return false;
  const literals = site.hasLiteral ? literalsIn(site) : [];
  if (!literals) return false;
  const [node, ...below] = await moment.expressions(site.file, [site, ...literals]);
  const type = node && await moment.checker.getTypeAtLocation(node);
  if (!type || type.flags & (TypeFlags.AnyOrUnknown | TypeFlags.TypeParameter)) return false;
  for (const [at, literal] of below.entries()) {
    const asked = literal && await moment.checker.getContextualType(literal);
    const members = asked?.isUnionType() ? await asked.getTypes() ?? [] : asked ? [asked] : [];
    if (!members.some((one) => one.isLiteralType() && one.value === literals[at]?.value)) return false;
  }
  return true;
}

interface Literal {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

/** The strings and numbers of a site; `undefined` when a template is among them. */
function literalsIn(site: Site): Literal[] | undefined {
  const prefix = "async function* f() { (";
  const { program, isWhole } = parseFile(site.file, `${prefix}${site.text}) }`);
  if (!isWhole) return undefined;
  const found: Literal[] = [];
  let isFixed = true;
  const shift = site.start - prefix.length;
  const visit = (node: SyntaxNode) => {
    if (node.type === "TemplateLiteral") isFixed = false;
    if (node.type === "Literal" && (typeof node.value === "string" || typeof node.value === "number")) {
      found.push({ start: node.start + shift, end: node.end + shift, value: node.value });
    }
    childrenOf(node).forEach(visit);
  };
  visit(program);
  return isFixed ? found : undefined;
}
