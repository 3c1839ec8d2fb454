/**
 * From what is named to what it is made of: the types in signatures and members, step by step.
 *
 * @module
 */

import type { Declaration } from "../index/entry.ts";
import type { Candidates } from "./candidates.ts";
import type { Declared } from "./declared.ts";
import { identifiersIn } from "./identifiers.ts";
import { keyOf, type Links, type Place } from "./links.ts";

/** A type in a signature or a member counts for so much of what it stands in. */
const STEP = 0.55;
/** What a type extends, or is another name of, has its members: that is nearly the type itself. */
const SAME = 0.85;
/** What has more parts than this says less of each: one of thirty services of a client, one arm of a long union. */
const MANY = 8;
/** What counts for less is not looked into. */
const LEAST = 0.28;
/** Declarations that are looked into. */
const MOST = 80;

/** Where looking begins, and how much it counts. */
export interface Start {
  readonly place: Place;
  readonly weight: number;
}

/** A word of a declaration. */
interface Part {
  readonly word: string;
  /** The member in which it stands first; empty for the declaration's own head. */
  readonly member: string;
  readonly share: number;
}

/**
 * Adds what declarations are made of, the weightiest first.
 *
 * @param starts Those of the hole's own file are looked into as well.
 */
export async function addReached(
  to: Candidates,
  starts: readonly Start[],
  { declared, links }: { readonly declared: Declared; readonly links: Links },
): Promise<void> {
  const seen = new Set<string>();
  const queue = [...starts];
  // What waits already with at least that weight would be passed over.
  const waiting = new Map<string, number>();
  while (queue.length > 0 && seen.size < MOST) {
    const { place, weight } = takeBest(queue);
    if (weight < LEAST) return;
    if (seen.has(keyOf(place)) || place.name === "*") continue;
    seen.add(keyOf(place));
    const resolve = await links.resolver(place.file);
    const parts = partsOf(await declared.at(place)).flatMap((part) => {
      const found = resolve(part.word);
      const isOther = found && found.name !== "*" && keyOf(found) !== keyOf(place);
      return isOther ? [{ ...part, found }] : [];
    });
    const each = weight * Math.min(1, Math.sqrt(MANY / parts.length));
    for (const { found, member, share } of parts) {
      const own = each * share;
      to.add(found, own, member === "" ? `a type of "${place.name}"` : `type of "${place.name}.${member}"`);
      const key = keyOf(found);
      if (own < LEAST || own <= (waiting.get(key) ?? 0) || seen.has(key)) continue;
      waiting.set(key, own);
      queue.push({ place: found, weight: own });
    }
  }
}

function takeBest(queue: Start[]): Start {
  let best = 0;
  for (const [at, { weight }] of queue.entries()) if (weight > (queue[best]?.weight ?? 0)) best = at;
  const [taken] = queue.splice(best, 1);
  if (!taken) throw new RangeError("Cannot take the best of a queue: it is empty");
  return taken;
}

const known = new WeakMap<readonly Declaration[], readonly Part[]>();

/** Each word of the signatures once, where it stands first. */
function partsOf(all: readonly Declaration[]): readonly Part[] {
  const parts = known.get(all) ?? partsIn(all);
  known.set(all, parts);
  return parts;
}

function partsIn(all: readonly Declaration[]): readonly Part[] {
  const found = new Map<string, Part>();
  const add = (code: string, member: string, share: number) => {
    for (const word of identifiersIn(code)) if (!found.has(word)) found.set(word, { word, member, share });
  };
  for (const one of all) {
    add(sameAs(one), "", SAME);
    add(one.signature, "", STEP);
    for (const { name, signature, access } of one.members) {
      if (access !== "private") add(signature, name, STEP);
    }
  }
  return [...found.values()];
}

/** What a class or interface extends, and what an alias stands for. */
function sameAs({ kind, signature, members }: Declaration): string {
  if (kind === "class" || kind === "interface") {
    return /\b(?:extends|implements)\b([^{]*)/.exec(signature)?.[1] ?? "";
  }
  return kind === "type" && members.length === 0 ? signature.slice(signature.indexOf("=") + 1) : "";
}
