/**
 * Functions that are like the one around a hole: in files near by, with a like name and a like signature.
 *
 * @module
 */

import type { ContextItem } from "../../../core/code/completion.ts";
import { isAlike, partsOf } from "../../_words/words.ts";
import type { Declaration } from "../index/entry.ts";
import type { Session } from "../session.ts";
import { closeness } from "./closeness.ts";
import type { Declared } from "./declared.ts";
import type { Place } from "./links.ts";
import type { Seeds } from "./seeds.ts";
import { cut } from "./shown.ts";

const SCORE = 0.7;
/** What two functions must have in common: words of the signature 1, of the name 1, their folder less. */
const LEAST = 0.9;
const NEAR = 0.4;
const MOST = 2;
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
  { file, files, seeds, declared, session }: {
    readonly file: string;
    readonly files: readonly string[];
    readonly seeds: Seeds;
    readonly declared: Declared;
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
  found.sort((a, b) =>
    b.likeness - a.likeness || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start)
  );
  return await Promise.all(
    found.slice(0, MOST).map(async (one) => {
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
