/**
 * The order in which holes are filled: what others lean on first, an inner hole before the one around it, else by file
 * and place.
 *
 * @module
 */

import type { Example, Hole, Leaning } from "../code/hole.ts";

/** The holes in order of work. Where they lean on one another in a circle, the first by place begins. */
export function plan(holes: readonly Hole[], leanings: readonly Leaning[] = []): Hole[] {
  const left = byPlace(holes);
  const waits = leanings.filter(({ kind }) => kind !== "sees");
  const ordered: Hole[] = [];
  while (left.length > 0) {
    const open = new Set(left.map(({ id }) => id));
    const leans = ({ id }: Hole) => waits.some(({ hole, on }) => hole === id && on !== id && open.has(on));
    const next = Math.max(0, left.findIndex((hole) => !leans(hole)));
    ordered.push(...left.splice(next, 1));
  }
  return ordered;
}

/** A hole inside another comes first, so that the outer one sees its text. */
function byPlace(holes: readonly Hole[]): Hole[] {
  return [...holes].sort((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    if (isInside(a, b)) return -1;
    if (isInside(b, a)) return 1;
    return a.span.start - b.span.start;
  });
}

/** What holes have to do with one another: `HOLE ON` by ids. */
export type Pairs = ReadonlyMap<string, Leaning["kind"]>;

/** Leanings to look up. */
export function pairsOf(leanings: readonly Leaning[]): Pairs {
  return new Map(leanings.map(({ hole, on, kind }) => [`${hole} ${on}`, kind]));
}

/**
 * The first hole, and those that can be filled at the same time: nothing that is filled before them in the order tells
 * them anything, nor they that. They are in files of their own, share no example, and lean on nothing that is open.
 *
 * @param left Those that are open, in order of work.
 * @param all All holes of the run.
 */
export function abreast(
  left: readonly Hole[],
  all: readonly Hole[],
  pairs: Pairs,
  most: number,
): readonly Hole[] {
  const knows = (one: Hole, other: Hole) => pairs.has(`${one.id} ${other.id}`);
  const isFree = (hole: Hole) =>
    hole.kind !== "members" && sharing(hole, all).length === 0 &&
    left.every((other) => (pairs.get(`${hole.id} ${other.id}`) ?? "sees") === "sees");
  const [first] = left;
  if (!first || !isFree(first)) return first ? [first] : [];
  const group: Hole[] = [];
  for (const [at, hole] of left.entries()) {
    if (group.length >= most) break;
    const isApart = left.slice(0, at).every((other) =>
      other.file !== hole.file && !knows(hole, other) && !knows(other, hole)
    );
    if (isApart && isFree(hole)) group.push(hole);
  }
  return group;
}

/** The filled holes that decide a type for another one, straight or through one another, by id. */
export function decidersOf(
  id: string,
  leanings: readonly Leaning[],
  filled: ReadonlySet<string>,
): readonly string[] {
  const found = new Set<string>();
  const follow = (from: string) => {
    for (const { hole, on, kind } of leanings) {
      if (hole !== from || kind !== "binds" || on === id || !filled.has(on) || found.has(on)) continue;
      found.add(on);
      follow(on);
    }
  };
  follow(id);
  return [...found];
}

/** The other holes that an example of a hole comes to, as far as their own examples say so. */
export function sharing(hole: Hole, holes: readonly Hole[]): Hole[] {
  const keys = new Set(hole.examples.map(keyOf));
  return holes.filter((one) =>
    one.id !== hole.id && one.examples.some((example) => keys.has(keyOf(example)))
  );
}

function keyOf({ file, span: { start }, call }: Example): string {
  return `${file} ${start} ${call}`;
}

function isInside(inner: Hole, outer: Hole): boolean {
  return inner !== outer && inner.span.start >= outer.span.start && inner.span.end <= outer.span.end;
}
