/**
 * The words of names and sentences, and the words that speak of what a piece of code does.
 *
 * @module
 */

import { partsOf } from "../_words/words.ts";

/** Words that any sentence has. */
const COMMON = new Set(
  "the and for with that this from has have are not its into than then when where which one all some who whose how there them they their what does without"
    .split(" "),
);

/** What people say of a sign, a method or a condition of JavaScript. */
const HINTS: Readonly<Record<string, string>> = {
  length: "length long longer longest short shorter shortest number many count size empty words letters",
  size: "number many count size different",
  filter: "only those without except that matching greater less more least most above below",
  map: "each every",
  find: "find first with",
  some: "any some contains",
  every: "all every everybody everything",
  includes: "contains holds among",
  has: "known contains",
  get: "of many count often number per each by group grouped",
  reduce:
    "sum total together altogether largest smallest longest shortest oldest youngest most least best worst average cost",
  sum: "sum total together altogether amount",
  toSorted:
    "sorted order ordered alphabetical ascending descending first latest earliest newest oldest youngest highest lowest largest smallest most least longest shortest best worst by",
  sort: "sorted order ordered alphabetical ascending descending first",
  localeCompare: "sorted order alphabetical name",
  toReversed: "reversed reverse backwards last end latest opposite",
  reverse: "reversed reverse backwards last end latest opposite",
  slice: "cut first last shortened shorter part rest without up before after behind",
  charAt: "letter letters character first initial initials",
  at: "last first at",
  split: "words lines parts word line part",
  join: "joined together between words text",
  flat: "all flat together",
  flatMap: "all together",
  concat: "together both",
  set: "different distinct unique once repeats again many count often number per each by group grouped",
  push: "group grouped by per each",
  groupBy: "group grouped by per",
  trim: "spaces space ends",
  replaceAll: "replaced instead",
  padStart: "padded digits wide width",
  padEnd: "padded wide width",
  toFixed: "decimals digits places",
  repeat: "times repeated",
  startsWith: "begins begin starts start starting beginning prefix",
  endsWith: "ends end ending suffix",
  toUpperCase: "upper capital capitals capitalised shout letters",
  toLowerCase: "lower small case however",
  indexOf: "where place position before",
  max: "largest greatest highest most longest oldest latest maximum least bounds between never",
  min: "smallest least lowest shortest youngest earliest minimum most bounds between never",
  abs: "apart distance far difference away",
  floor: "whole down full",
  ceil: "whole up started",
  round: "rounded nearest whole",
  sqrt: "root",
  keys: "names keys",
  values: "values",
  entries: "pairs entries",
  "+": "sum total together plus more added add often many count later after next and",
  "-": "difference minus less left without fewer remaining apart between before",
  "*": "times product cost costs area each per percent percentage double twice",
  "/": "quotient average divided share per ratio percent half part mean",
  "%": "rest remainder even odd divisible leap multiple",
  "<":
    "less fewer under below before younger earlier more above over after than beyond smaller bigger longer",
  "<=": "least most enough up from not or",
  ">": "more above over after older later larger greater than beyond longer less below",
  ">=": "least most enough up from not or",
  "===": "same equal equals whether is with of no nothing empty",
  "!==": "different other unlike whether not has",
  "&&": "and both",
  "||": "or either any",
  "??": "or otherwise none when missing often many count per each group grouped by",
  "!": "not no without nothing",
  "?": "if when or otherwise else least most",
  throw: "throws error",
};

/** What signs are called. */
const SIGNS: Readonly<Record<string, string>> = {
  comma: ",",
  hyphen: "-",
  dash: "-",
  space: " ",
  dot: ".",
  slash: "/",
  colon: ":",
  semicolon: ";",
  underscore: "_",
  line: "\n",
  hash: "#",
  percent: "%",
  plus: "+",
};

/** The signs that a sentence names, or shows on their own. */
export function signsSaid(sentence: string): string[] {
  const named = sentence.toLowerCase().match(/\p{L}+/gu) ?? [];
  const called = named.flatMap((word) => {
    const sign = word.replace(/(?:es|s)$/, "");
    return [word, sign, word.replace(/s$/, "")].flatMap((one) =>
      Object.hasOwn(SIGNS, one) ? SIGNS[one] ?? [] : []
    );
  });
  const shown = [...sentence.matchAll(/(?<=\s)[^\p{L}\p{N}\s](?=[\s.,;]|$)/gu)].map(([sign]) => sign);
  return [...new Set([...called, ...shown])];
}

/** The words of a sentence that say something, and of a name. */
export function sayingWords(sentence: string, name: string): string[] {
  const all = [...partsOf(name), ...sentence.split(/[^\p{L}\p{N}]+/u).map((word) => word.toLowerCase())];
  return [...new Set(all.filter((word) => word.length > 2 && !COMMON.has(word)))];
}

/** Equal, one the other's beginning, or alike but for the ending. */
export function isAlike(one: string, two: string): boolean {
  const [short, long] = one.length < two.length ? [one, two] : [two, one];
  if (short.length < 3) return one === two;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  return common === short.length || common >= 4 && 3 * common >= 2 * long.length;
}

/** The words that speak of a name or sign of code: its own and those that people say for it. */
export function wordsFor(code: string): string[] {
  const hints = Object.hasOwn(HINTS, code) ? HINTS[code] : undefined;
  return [...partsOf(code), ...hints?.split(" ") ?? []];
}
