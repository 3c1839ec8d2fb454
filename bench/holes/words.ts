/**
 * Other names for names: each word that a name is made of becomes one that means nothing, everywhere the same.
 *
 * @module
 */

import { generator } from "../eval/bootstrap.ts";

const SEED = 20_260_101;
const CONSONANTS = "bdfgklmnprstvz";
const VOWELS = "aeiou";
/** Words that hold a name together; a name of nothing else is one word. */
const SMALL = new Set(
  ("a an the to of is in on by as at or and not no for from with get set has new add all any if it be can do this " +
    "that are was one two into out up off per via let use id").split(" "),
);
/** Words as they stand in a name: `JSON`, `Parse`, `item`. */
export const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;

/** Gives names for names. Two of one name are equal, and of two names never. */
export class Words {
  readonly #taken: ReadonlySet<string>;
  readonly #random = generator(SEED);
  readonly #made = new Map<string, string>();
  readonly #given = new Set<string>();

  /** @param taken Names that are used: no other name becomes one of them. */
  constructor(taken: ReadonlySet<string>) {
    this.#taken = new Set([...taken].map((name) => name.toLowerCase()));
  }

  /** Another name in place of a name. */
  name(name: string): string {
    const parts = name.match(PARTS) ?? [];
    if (parts.some((part) => !isSmall(part))) return name.replaceAll(PARTS, (part) => this.part(part));
    return cased(this.#word(`=${name}`), name.replaceAll(/[^A-Za-z]/g, ""));
  }

  /** Another word in place of one that stands in names; a small one stays. */
  part(part: string): string {
    return isSmall(part) ? part : cased(this.#word(part.toLowerCase()), part);
  }

  /** True for a word that `part()` was given, in whatever case. */
  has(part: string): boolean {
    return this.#made.has(part.toLowerCase());
  }

  #word(key: string): string {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    let word = "";
    do word = this.#drawn(); while (this.#taken.has(word) || this.#given.has(word));
    this.#made.set(key, word);
    this.#given.add(word);
    return word;
  }

  #drawn(): string {
    const pick = (from: string) => from[Math.floor(this.#random() * from.length)] ?? "";
    const syllables = 2 + Math.floor(this.#random() * 2);
    return Array.from({ length: syllables }, () => pick(CONSONANTS) + pick(VOWELS)).join("");
  }
}

function isSmall(part: string): boolean {
  return SMALL.has(part.toLowerCase());
}

function cased(word: string, like: string): string {
  if (like.length > 1 && like === like.toUpperCase()) return word.toUpperCase();
  const [first = ""] = like;
  return first !== first.toLowerCase() ? word[0]?.toUpperCase() + word.slice(1) : word;
}
