/**
 * Functions that make or take what a hole deals with.
 *
 * @module
 */

import type { Declaration } from "../index/entry.ts";
import type { Candidates } from "./candidates.ts";
import type { Declared } from "./declared.ts";
import { keyOf, type Links, type Place } from "./links.ts";

const MAKES = 0.45;
const TAKES = 0.35;
/** Of each type. */
const MOST = 6;

/** A type that the hole deals with, and the word by which its file knows it. */
export interface Wanted {
  readonly place: Place;
  readonly weight: number;
}

/** Adds exported functions of these files whose signature names one of the types. */
export async function addMakers(
  to: Candidates,
  wanted: readonly Wanted[],
  { files, declared, links }: {
    readonly files: readonly string[];
    readonly declared: Declared;
    readonly links: Links;
  },
): Promise<void> {
  const known = new Map(wanted.map((one) => [one.place.name, one]));
  const counts = new Map<string, number>();
  for (const file of files) {
    for (const one of await declared.in(file)) {
      const { name, kind, isExported, container, signature } = one;
      const isCalled = kind === "function" || kind === "const" && signature.includes("=>");
      if (!isExported || container !== "" || !isCalled) continue;
      for (const word of typesIn(one)) {
        const type = known.get(word);
        const place = type && links.resolve(word, file);
        if (!type || !place || keyOf(place) !== keyOf(type.place)) continue;
        const count = counts.get(word) ?? 0;
        if (count >= MOST) continue;
        counts.set(word, count + 1);
        const makes = isMade(word, signature);
        to.add(
          { file, name },
          type.weight * (makes ? MAKES : TAKES),
          `${makes ? "makes" : "takes"} "${word}"`,
        );
        break;
      }
    }
  }
}

const typesOf = new WeakMap<Declaration, readonly string[]>();

/** Words that may be types, in order of place. */
function typesIn(one: Declaration): readonly string[] {
  const types = typesOf.get(one) ?? one.signature.match(/[A-Z][\w$]*/g) ?? [];
  typesOf.set(one, types);
  return types;
}

/** True for a type that stands behind the parameters. */
function isMade(word: string, signature: string): boolean {
  return signature.lastIndexOf(word) > signature.lastIndexOf(")");
}
