/**
 * What lies near a hole in the graph of files and the declarations that they read of each other.
 *
 * @module
 */

import { posix } from "node:path";
import { isSecretFile } from "../../../core/code/secret_forms.ts";
import { nameFeatures } from "../rank.ts";
import { isTestFile } from "../test_files.ts";
import { keyOf, type Links, type Row } from "./links.ts";
import { Graph } from "./page_rank.ts";
import type { Start } from "./reach.ts";
import type { Seeds } from "./seeds.ts";

/** Files that are looked into: those that the walk comes to, and those in the same folder. */
const FILES = 32;
const BESIDE = 16;
/** A declaration stands for its file by so much of an edge. */
const MEMBERSHIP = 0.5;
/** The walk begins at the hole's file, and a little at what the code around the hole names. */
const NAMED = 0.2;

/** What a walk from a hole comes to. */
export interface Walk {
  /** By the key of a place, or by file: shares of the walk, the largest of a place is 1. */
  readonly ranks: ReadonlyMap<string, number>;
  /** The files that it comes to most, then some in the same folder; none that hold secrets by their name. */
  readonly files: readonly string[];
}

/** Where a walk begins. */
export interface WalkStart {
  readonly file: string;
  readonly seeds: Seeds;
  readonly starts: readonly Start[];
}

/** Walks from a file and from what the code around a hole names. */
export function walkFrom(links: Links, { file, seeds, starts }: WalkStart): Walk {
  const named = starts.map(({ place, weight }) => [keyOf(place), weight * NAMED] as const);
  const ranks = graphOf(links, file).ranks(new Map([[file, 1], ...named]));
  const most = [...ranks].reduce((top, [name, rank]) => isFile(name) ? top : Math.max(top, rank), 0);
  const files = [...ranks].filter(([name]) => isFile(name) && name !== file)
    .sort((a, b) => b[1] - a[1]).slice(0, FILES).map(([name]) => name);
  const beside = besideOf(links, file, seeds).filter((other) => !files.includes(other));
  return {
    ranks: new Map([...ranks].map(([name, rank]) => [name, most === 0 ? 0 : rank / most])),
    files: [...files, ...beside.slice(0, BESIDE)].filter((other) => !isSecretFile(other)),
  };
}

function isFile(name: string): boolean {
  return !name.includes("\0");
}

/** What tests read says little of what the project's own code does. */
function graphOf(links: Links, file: string): Graph {
  const graph = new Graph();
  for (const other of links.files) {
    if (isTestFile(other) && !isTestFile(file)) continue;
    for (const { key, declaring, weight } of edgesOf(links.row(other))) {
      graph.join(other, key, weight);
      graph.join(key, declaring, MEMBERSHIP);
    }
  }
  return graph;
}

/** From a file to a place that it reads, and on to the file that declares it. */
interface Edge {
  readonly key: string;
  readonly declaring: string;
  readonly weight: number;
}

const edges = new WeakMap<Row, readonly Edge[]>();

function edgesOf(row: Row): readonly Edge[] {
  const known = edges.get(row) ??
    row.links.flatMap(({ local, place }) =>
      place
        ? [{ key: keyOf(place), declaring: place.file, weight: 1 + Math.log(row.reads.get(local) ?? 1) }]
        : []
    );
  edges.set(row, known);
  return known;
}

/** Files in the folder of a file, those first that are named like what is wanted. */
function besideOf(links: Links, file: string, { wanted }: Seeds): readonly string[] {
  const folder = posix.dirname(file);
  return [...links.files].filter((other) =>
    other !== file && posix.dirname(other) === folder && !isTestFile(other)
  ).map((other) => ({ other, rank: nameFeatures(wanted, posix.parse(other).name).alikeName ?? 0 }))
    .sort((a, b) => b.rank - a.rank || (a.other < b.other ? -1 : 1)).map(({ other }) => other);
}
