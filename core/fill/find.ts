/**
 * Finds the holes that are asked for.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import { placeAt } from "../code/text.ts";
import type { FillContext } from "./context.ts";

/** `FILE`, `FOLDER` or `FILE:LINE`, relative to the root; the whole project without any. */
export type Target = string;

/** The holes in the targets, in order of file and place. */
export async function find(context: FillContext, targets: readonly Target[]): Promise<Hole[]> {
  const places = targets.map(parseTarget);
  const paths = places.length === 0 ? [""] : [...new Set(places.map(({ path }) => path))];
  const holes = await context.kernel.ask("indexer.holes", [paths], { signal: context.signal });
  const kept: Hole[] = [];
  for (const hole of holes) {
    const line = placeAt(await context.workspace.text(hole.file), hole.span.start).line + 1;
    const isAsked = places.length === 0 ||
      places.some((place) =>
        contains(place.path, hole.file) && (place.line === undefined || place.line === line)
      );
    if (isAsked) kept.push(hole);
  }
  return kept.sort((a, b) => compare(a.file, b.file) || a.span.start - b.span.start);
}

interface AskedPlace {
  readonly path: string;
  /** 1-based. */
  readonly line: number | undefined;
}

function parseTarget(target: Target): AskedPlace {
  const match = /^(.*?)(?::(\d+))?(?::\d+)?$/.exec(target);
  const path = (match?.[1] ?? target).replace(/^\.\//, "").replace(/\/+$/, "");
  return { path: path === "." ? "" : path, line: match?.[2] === undefined ? undefined : Number(match[2]) };
}

function contains(path: string, file: string): boolean {
  return path === "" || path === file || file.startsWith(`${path}/`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
