/**
 * How likely an answer that passes its examples is right: a log-linear model over what the answer leaves unexplained.
 *
 * @module
 */

import type { Explored } from "../../core/code/exploration.ts";
import type { Hole } from "../../core/code/hole.ts";
import { isAlike, sayingWords, signsSaid, wordsFor } from "./words.ts";

/** What speaks against an answer. */
export interface Doubts {
  /** How long it is: of two answers the shorter is likelier. */
  readonly length: number;
  /** Results like the wanted ones that as short texts have by chance: natural logarithm of one more than expected. */
  readonly chance: number;
  /** Parameters that it does not read. */
  readonly unread: number;
  /** Constants that the intent does not say. */
  readonly odd: number;
  /** Places in lists and texts, by number, that the intent does not say. */
  readonly places: number;
  /** The part of the intent's words that nothing in it speaks of. */
  readonly missed: number;
  /** Ways that it goes on some of the examples only. */
  readonly branches: number;
}

/** What an answer is measured by. */
export type Evidence = Pick<Explored, "text" | "cost" | "unread" | "surprise" | "tried">;

/**
 * The weight of each doubt, natural logarithm, and what all that was not found weighs together: fitted by
 * `bench/doubt.ts` on 60 bodies that no bench measures. Of 60 others 51 had an answer, 34 were likelier than all else, and
 * 33 of these were right.
 */
export const WEIGHTS: Readonly<Record<keyof Doubts, number>> & { readonly otherwise: number } = {
  length: 0.28,
  chance: 1.34,
  unread: 1.45,
  odd: 0.17,
  places: 0.52,
  missed: 2.25,
  branches: 0.39,
  otherwise: 7.38,
};

const ORDINALS = "first second third fourth fifth".split(" ");
const NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const TOKEN =
  /"(?:[^"\\]|\\.)*"|[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+(?:\.\d+)?|===|!==|=>|<=|>=|&&|\|\||\?\?|\?\.|[-+*/%<>!?:[\]]/gu;
/** What the search adds to the cost for a parameter that is not read. */
const UNREAD_COST = 3;

/** What speaks against an answer for a hole. */
export function doubtsOf({ text, cost, unread, surprise, tried }: Evidence, hole: Hole): Doubts {
  const callee = /^[\w$.]+/.exec(hole.examples[0]?.call ?? "")?.[0] ?? "";
  const words = sayingWords(hole.intent, callee);
  const said = [...new Set(text.match(TOKEN) ?? [])].flatMap(wordsFor);
  const missed = words.filter((word) => !said.some((one) => isAlike(one, word)));
  return {
    length: cost - UNREAD_COST * unread,
    chance: Math.log1p(Math.exp(Math.min(40, tried - surprise))),
    unread,
    missed: missed.length / Math.max(1, words.length),
    ...looked(text, hole.intent.toLowerCase()),
  };
}

/** The negative logarithm of an answer's weight; only differences count. */
export function costOf(doubts: Doubts): number {
  const names = Object.keys(doubts) as (keyof Doubts)[];
  return names.reduce((sum, name) => sum + WEIGHTS[name] * doubts[name], 0);
}

/** What an answer has that the intent may not say. */
function looked(text: string, intent: string): Pick<Doubts, "odd" | "places" | "branches"> {
  // What is thrown is the example's own, or says the condition again.
  const tokens = text.replaceAll(/ throw new [^;]*;/g, " throw;").match(TOKEN) ?? [];
  const intentWords = new Set(intent.split(/[^\p{L}\p{N}]+/u));
  const signs = signsSaid(intent).map((sign) => sign.trim());
  let [odd, places, branches] = [0, 0, 0];
  tokens.forEach((token, at) => {
    const [two, one] = [tokens[at - 2] ?? "", tokens[at - 1] ?? ""];
    const isPlace = one === "[" || ["at", "slice", "charAt"].includes(one) || two === "slice";
    if (/^\d/.test(token)) {
      const value = Number(token);
      const isSaid = [token, NUMBER_WORDS[value], isPlace ? ORDINALS[value] : undefined].some((word) =>
        word !== undefined && intentWords.has(word)
      );
      if (isPlace) places += isSaid ? 0 : 1;
      else if (value > 1 && !isSaid) odd++;
    } else if (token.startsWith('"')) {
      const inner = token.slice(1, -1).trim().toLowerCase();
      if (inner !== "" && !intent.includes(inner) && !signs.includes(inner)) odd++;
    } else if (token === "?" || token === "if") branches++;
  });
  return { odd, places, branches };
}
