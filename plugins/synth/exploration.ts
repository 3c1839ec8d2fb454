/**
 * What a search by running starts from: the names in scope, usual constants, and the words of what is wanted.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/code/completion.ts";
import type { Exploration, Ingredient } from "../../core/code/exploration.ts";
import type { Hole } from "../../core/code/hole.ts";
import type { Binding } from "../../core/code/scope.ts";
import { inputsFrom } from "../../core/fill/inputs.ts";
import { partsOf } from "../_words/words.ts";
import { sayingWords, signsSaid } from "./words.ts";

/** Calls whose results nobody knows; each makes every step of the search dearer. */
const MAX_INPUTS = 10;
const MOST = 120;
/** Dearer answers are much less likely than the first. */
const SLACK = 3;
/** What has to be imported first is farther than what is in the file. */
const FAR = 2;
/** Names of any project that say nothing about this one. */
const GLOBAL_DISTANCE = 50;
const NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
/** Numbers and strings that code of any project writes, with what they cost. */
const USUAL: readonly (readonly [string | number, number])[] = [
  [0, 2],
  [1, 2],
  [2, 3],
  [-1, 4],
  ...[3, 4, 10].map((value) => [value, 5] as const),
  ...[60, 100, 1000].map((value) => [value, 6] as const),
  ["", 2],
  [" ", 3],
  ...["-", ", ", ",", "/", ":", ".", "_", "0", "\n"].map((value) => [value, 4] as const),
];

/** What to search for at a request's hole. */
export function explorationFor({ draft: { hole }, scope }: CompletionRequest, maxMs: number): Exploration {
  const words = wordsOf(hole);
  return {
    ingredients: scope.bindings.filter(({ distance }) => distance < GLOBAL_DISTANCE)
      .map((binding) => ingredientOf(binding, hole, words)).sort((a, b) => a.cost - b.cost),
    literals: literalsOf(hole),
    ...(scope.wants && scope.wants.kind !== "any" ? { expected: scope.wants } : {}),
    words,
    inputs: inputsFrom(hole.examples, MAX_INPUTS),
    most: MOST,
    slack: SLACK,
    maxMs,
  };
}

function ingredientOf(
  { name, kind, takes, needs }: Binding,
  hole: Hole,
  words: readonly string[],
): Ingredient {
  const isNear = kind === "parameter" || kind === "this" || kind === "local";
  const isWanted = partsOf(name).some((part) => words.includes(part));
  return {
    text: name,
    cost: (isNear || isWanted ? 2 : 3) + (needs ? FAR : 0),
    kind: !takes ? "value" : /^\p{Lu}/u.test(name) ? "class" : "function",
    ...(takes ? { takes } : {}),
    ...(needs ? { needs } : {}),
    isGiven: kind === "parameter" && hole.kind === "body",
  };
}

/** The words of the intent and of the function that the examples call. */
function wordsOf({ intent, examples }: Hole): string[] {
  return sayingWords(intent, /^[\w$.]+/.exec(examples[0]?.call ?? "")?.[0] ?? "");
}

function literalsOf({ intent }: Hole): { value: string | number; cost: number }[] {
  const found = new Map<string | number, number>(USUAL);
  const say = (value: string | number) => found.set(value, 2);
  for (const [text] of intent.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)/g)) say(Number(text));
  for (const word of intent.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const at = NUMBER_WORDS.indexOf(word);
    if (at >= 0) say(at);
  }
  for (const [, , text = ""] of intent.matchAll(/(["'`«])([^"'`»]{1,30})["'`»]/g)) say(text);
  for (const sign of signsSaid(intent)) say(sign);
  return [...found].map(([value, cost]) => ({ value, cost }));
}
