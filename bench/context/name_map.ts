/**
 * A map of names in the manner of Aider's repo map, made small: files are ranked by PageRank over who mentions whose
 * names, each file's rank is shared out among the names that are mentioned, and the best names are listed by file, as
 * many as fit.
 *
 * @see Aider-AI/aider:aider/repomap.py, `get_ranked_tags`, read at 0.86: the multipliers are its own
 * @module
 */

import type { Declaration } from "../../plugins/typescript/index/entry.ts";
import type { Piece } from "./declared.ts";

/** A file as the map sees it. */
export interface MappedFile {
  readonly file: string;
  readonly declarations: readonly Declaration[];
  /** How often the file mentions each name. */
  readonly mentions: ReadonlyMap<string, number>;
}

const LONG_NAME = 10;
const PRIVATE_NAME = 0.1;
const COMMON_NAME = 0.1;
const OPEN_FILE = 50;
const DAMPING = 0.85;
const ROUNDS = 20;
const LINE_UNITS = 100;

interface Tag {
  readonly file: string;
  readonly name: string;
  readonly line: string;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly weight: number;
}

/** A map as pieces, one a file. */
export function piecesOf(map: string): readonly Piece[] {
  return map.split("\n\n").flatMap((text) => {
    const [, file] = /^(.+):\n/.exec(text) ?? [];
    return file === undefined ? [] : [{ text, file }];
  });
}

/** The map for an open file, at most so many tokens long. */
export function nameMap(
  files: readonly MappedFile[],
  open: string,
  { budgetTokens, count }: { readonly budgetTokens: number; readonly count: (text: string) => number },
): string {
  const tags = files.flatMap(tagsOf);
  const ranked = rankedTags(tags, files, open).filter(({ file }) => file !== open);
  let [fits, tooMany] = [0, ranked.length + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (count(rendered(ranked.slice(0, middle))) <= budgetTokens) fits = middle;
    else tooMany = middle;
  }
  return rendered(ranked.slice(0, fits));
}

function tagsOf({ file, declarations }: MappedFile): Tag[] {
  const own = declarations.flatMap(({ name, signature, members }) => [
    { file, name, line: firstLine(signature) },
    ...members.filter(({ kind }) => kind === "method").map((one) => ({
      ...{ file, name: one.name, line: `  ${firstLine(one.signature)}` },
    })),
  ]);
  return [...new Map(own.map((one) => [`${one.name} ${one.line}`, one])).values()];
}

function firstLine(signature: string): string {
  return (signature.split("\n", 1)[0] ?? "").slice(0, LINE_UNITS);
}

function rankedTags(tags: readonly Tag[], files: readonly MappedFile[], open: string): Tag[] {
  const definers = new Map<string, Set<string>>();
  for (const { name, file } of tags) definers.set(name, (definers.get(name) ?? new Set()).add(file));
  const edges = files.flatMap(({ file: from, mentions }) =>
    [...mentions].flatMap(([name, uses]) => {
      const owners = [...definers.get(name) ?? []];
      const isLong = name.length >= 8 && /[a-z][A-Z]|_/.test(name);
      const weight = Math.sqrt(uses) * (isLong ? LONG_NAME : 1) * (name.startsWith("_") ? PRIVATE_NAME : 1) *
        (owners.length > 5 ? COMMON_NAME : 1) * (from === open ? OPEN_FILE : 1);
      return owners.filter((to) => to !== from).map((to): Edge => ({ from, to, name, weight }));
    })
  );
  const ranks = pageRank(edges, files.map(({ file }) => file), open);
  const out = totals(edges);
  const shares = new Map<string, number>();
  for (const { from, to, name, weight } of edges) {
    const key = `${to} ${name}`;
    shares.set(key, (shares.get(key) ?? 0) + (ranks.get(from) ?? 0) * weight / (out.get(from) ?? 1));
  }
  const share = ({ file, name }: Tag) => shares.get(`${file} ${name}`) ?? 0;
  return tags.toSorted((a, b) => share(b) - share(a));
}

function totals(edges: readonly Edge[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const { from, weight } of edges) out.set(from, (out.get(from) ?? 0) + weight);
  return out;
}

function pageRank(edges: readonly Edge[], files: readonly string[], open: string): Map<string, number> {
  const out = totals(edges);
  let ranks = new Map(files.map((file) => [file, 1 / files.length]));
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Map(files.map((file) => [file, file === open ? 1 - DAMPING : 0]));
    for (const { from, to, weight } of edges) {
      const given = DAMPING * (ranks.get(from) ?? 0) * weight / (out.get(from) ?? 1);
      next.set(to, (next.get(to) ?? 0) + given);
    }
    ranks = next;
  }
  return ranks;
}

function rendered(tags: readonly Tag[]): string {
  return [...Map.groupBy(tags, ({ file }) => file)]
    .map(([file, own]) => `${file}:\n${own.map(({ line }) => line).join("\n")}\n`).join("\n");
}
