/**
 * Blanks random expressions of a project.
 *
 * @module
 */

import { join } from "node:path";
import { placeAt } from "../../core/code/text.ts";
import { seeded, type Site, sitesOf } from "../synth/sites.ts";

/** Syntax nodes of the largest expression that is blanked. */
const MAX_SIZE = 5;
const HOLE = "hole()";

/** An expression that was blanked. */
export interface Blank {
  /** Of the hole that stands there now. */
  readonly id: string;
  /** What stood there before. */
  readonly text: string;
}

/** Draws expressions of all files of `src/` alike, none inside another, and writes holes in their places. */
export async function blank(root: string, count: number, seed: number): Promise<readonly Blank[]> {
  const texts = new Map<string, string>();
  for await (const { name } of Deno.readDir(join(root, "src"))) {
    if (!name.endsWith(".d.ts")) texts.set(`src/${name}`, await Deno.readTextFile(join(root, "src", name)));
  }
  const files = [...texts].sort(([a], [b]) => a < b ? -1 : 1);
  const drawn = draw(files.flatMap(([file, text]) => sitesOf(file, text, MAX_SIZE)), count, seeded(seed));
  const blanks: Blank[] = [];
  for (const [file, sites] of Map.groupBy(drawn, (site) => site.file)) {
    let [text, moved] = [texts.get(file) ?? "", 0];
    const starts: { readonly start: number; readonly text: string }[] = [];
    for (const site of sites.toSorted((a, b) => a.start - b.start)) {
      const start = site.start + moved;
      text = text.slice(0, start) + HOLE + text.slice(site.end + moved);
      moved += HOLE.length - (site.end - site.start);
      starts.push({ start, text: site.text });
    }
    blanks.push(...starts.map((one) => ({ id: idAt(file, text, one.start), text: one.text })));
    await Deno.writeTextFile(join(root, file), text);
  }
  return blanks;
}

function draw(sites: readonly Site[], count: number, random: () => number): readonly Site[] {
  const left = [...sites];
  const drawn: Site[] = [];
  while (drawn.length < count && left.length > 0) {
    const [site] = left.splice(Math.floor(random() * left.length), 1);
    const touches = (other: Site) =>
      site?.file === other.file && site.start < other.end && other.start < site.end;
    if (site && !drawn.some(touches)) drawn.push(site);
  }
  return drawn;
}

function idAt(file: string, text: string, start: number): string {
  const { line, column } = placeAt(text, start);
  return `${file}:${line + 1}:${column + 1}`;
}
