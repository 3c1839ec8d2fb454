/**
 * Functions that are like the one around a hole: in files near by, with a like name, a like signature, and types that have
 * the same members.
 *
 * @module
 */

import type { ContextItem } from "../../../core/code/completion.ts";
import { isAlike, partsOf } from "../../_words/words.ts";
import type { Declaration } from "../index/entry.ts";
import type { Session } from "../session.ts";
import { closeness } from "./closeness.ts";
import type { Declared } from "./declared.ts";
import type { Links, Place } from "./links.ts";
import type { Seeds } from "./seeds.ts";
import { cut } from "./shown.ts";

const SCORE = 0.7;
/** What two functions must have in common: words of the signature 1, of the name 1, their folder less. */
const LEAST = 0.9;
const NEAR = 0.4;
const MOST = 2;
/** Those that are most alike are looked at closely: what their types have in common counts for so much. */
const CLOSELY = 24;
const MEMBERS = 0.5;
/** A longer one is shown by its signature alone. */
const UNITS = 900;

interface Sibling {
  /** Relative to the root. */
  readonly file: string;
  readonly name: string;
  readonly signature: string;
  readonly start: number;
  readonly end: number;
  readonly likeness: number;
}

/** An item, and the declaration that it shows; for a method that of its own name. */
export interface SiblingItem {
  readonly item: ContextItem;
  readonly place: Place;
}

/** The functions that are most alike. @param files Those that are looked into. */
export async function siblingsOf(
  { file, files, seeds, declared, links, session }: {
    readonly file: string;
    readonly files: readonly string[];
    readonly seeds: Seeds;
    readonly declared: Declared;
    readonly links: Links;
    readonly session: Session;
  },
): Promise<SiblingItem[]> {
  if (seeds.name === "") return [];
  const own = wordsOf(seeds.head);
  const found: Sibling[] = [];
  for (const other of files) {
    if (other === file) continue;
    const near = NEAR * closeness(file, other);
    for (const one of functionsIn(await declared.in(other), seeds)) {
      const { name, signature, span: { start, end } } = one;
      const likeness = shared(own, wordsIn(one)) + alike(seeds.name, name) + near;
      if (likeness >= LEAST && end - start > signature.length + 8) {
        found.push({ file: other, name, signature, start, end, likeness });
      }
    }
  }
  const near = found.sort(liker).slice(0, CLOSELY);
  const members = await membersIn({ file, signature: seeds.head }, { declared, links });
  const close = await Promise.all(near.map(async (one) => ({
    ...one,
    likeness: one.likeness + MEMBERS * shared(members, await membersIn(one, { declared, links })),
  })));
  return await Promise.all(
    close.sort(liker).slice(0, MOST).map(async (one) => {
      const text = await session.textIfAny(one.file) ?? "";
      const short = cut(one.signature.replace(/\s+/g, " "), UNITS / 3);
      const isShown = one.end - one.start <= UNITS;
      const item = {
        text: isShown ? `// ${one.file}\n${text.slice(one.start, one.end)}` : short,
        short,
        reason: `"${one.name}" is like "${seeds.name}"`,
        score: SCORE,
      };
      return { item, place: { file: one.file, name: one.name } };
    }),
  );
}

/** The order of those that are more alike; of equals that of files and places. */
function liker(a: Sibling, b: Sibling): number {
  return b.likeness - a.likeness || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start);
}

/** Names of members of the types in a signature. */
async function membersIn(
  { file, signature }: Pick<Sibling, "file" | "signature">,
  { declared, links }: { readonly declared: Declared; readonly links: Links },
): Promise<ReadonlySet<string>> {
  const resolve = await links.resolver(file);
  const places = [...wordsOf(signature)].flatMap((word) => resolve(word) ?? []);
  const types = await Promise.all(places.map((place) => declared.at(place)));
  return new Set(types.flat().flatMap(({ members }) => members.map(({ name }) => name)));
}

type Function = Pick<Declaration, "name" | "signature" | "span">;

/** For a method the methods of classes, else the functions. */
function functionsIn(all: readonly Declaration[], { className }: Seeds): readonly Function[] {
  if (className === "") {
    return all.filter(({ kind, signature }) =>
      kind === "function" || kind === "const" && signature.includes("=>")
    );
  }
  return all.flatMap(({ members }) => members.filter(({ kind }) => kind === "method"));
}

const known = new WeakMap<Function, ReadonlySet<string>>();

function wordsIn(one: Function): ReadonlySet<string> {
  const words = known.get(one) ?? wordsOf(one.signature);
  known.set(one, words);
  return words;
}

/** Words of a signature that say something: types and names of parameters. */
function wordsOf(signature: string): ReadonlySet<string> {
  return new Set((signature.match(/[A-Za-z_$][\w$]*/g) ?? []).filter((word) => !COMMON.has(word)));
}

const COMMON: ReadonlySet<string> = new Set([
  ...[
    "export",
    "function",
    "async",
    "const",
    "default",
    "static",
    "public",
    "private",
    "protected",
    "readonly",
  ],
  ...["string", "number", "boolean", "void", "unknown", "any", "null", "undefined", "T", "Promise"],
]);

/** The share of words that both have. */
function shared(own: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let both = 0;
  for (const word of own) if (others.has(word)) both++;
  return both === 0 ? 0 : both / (own.size + others.size - both);
}

function alike(one: string, other: string): number {
  const [own, others] = [partsOf(one), partsOf(other)];
  const both = own.filter((part) => others.some((each) => isAlike(part, each))).length;
  return both / Math.max(own.length, others.length, 1);
}
