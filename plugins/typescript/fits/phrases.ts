/**
 * Whole expressions that the project has written before and whose names are all visible here.
 *
 * @module
 */

import { privateNamesAt } from "../private_names.ts";
import type { Phrase, Statistics } from "../statistics.ts";
import type { Survey } from "../survey.ts";
import type { Counts } from "./features.ts";
import type { Place, Production } from "./place.ts";

/** Phrases taken for each key of the role. */
const MAX_PER_KEY = 80;
const MAX_TAIL_UNITS = 40;
/** What passes every check says nothing about the place. */
const FITS_ALL = /\bas (any|never|unknown as)\b|\b(null|undefined)!/;

const PRIVATE = /\.(#[\p{ID_Continue}$]+)/gu;

/** Phrases for a place. */
export function phrasesFor(
  place: Place,
  file: string,
  visible: ReadonlySet<string>,
  counts: Counts,
  survey: Survey,
): Production[] {
  const { statistics } = counts;
  const found = new Map<string, Phrase>();
  const keys = place.depth === 0 ? place.wanted.keys : place.wanted.keys.slice(0, 2);
  for (const key of keys) {
    for (const phrase of statistics.phrasesAt(key, MAX_PER_KEY)) found.set(phrase.text, phrase);
  }
  if (place.depth === 0) { for (const phrase of statistics.phrasesIn(file)) found.set(phrase.text, phrase); }
  const privates = privateNamesAt(survey.path);
  return [...found.values()].filter((phrase) => isUsable(phrase, place, statistics))
    .filter(({ text }) => [...text.matchAll(PRIVATE)].every(([, name = ""]) => privates.has(name)))
    .filter(({ text }) => mayWait(text, place, survey))
    .filter(({ roots }) => roots.every((root) => visible.has(root)))
    .map(({ text, shape, size }): Production => ({
      parts: [text],
      slots: [],
      shape,
      features: [
        counts.shape(place, shape),
        counts.at(place, text),
        counts.named(place, lastName(text)),
        { phrase: 1, phraseSize: Math.min(size, 6), [`phrase|${shape}`]: 1, ...counts.used(text, "p_") },
      ],
    }));
}

/** `await` and `yield*` need a function of their kind, and a `yield*` stands for itself. */
function mayWait(text: string, { depth }: Place, survey: Survey): boolean {
  if (/\byield\b/.test(text) && !(survey.isYieldAllowed && depth === 0)) return false;
  return survey.isAwaitAllowed || !/\bawait\b/.test(text);
}

/** Long strings are said once; a slot takes what is small. */
function isUsable({ shape, size, text }: Phrase, { depth }: Place, statistics: Statistics): boolean {
  if (FITS_ALL.test(text)) return false;
  if (depth > 0 && size > 5) return false;
  return shape !== "Literal" || text.length < 12 || statistics.countAnywhere(text) > 1;
}

function lastName(text: string): string {
  return /([\p{ID_Continue}$]+)[^\p{ID_Continue}$]*$/u.exec(text.slice(-MAX_TAIL_UNITS))?.[1] ?? "";
}
