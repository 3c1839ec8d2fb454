/**
 * Answers "what fits here?" for one survey: for the hole itself, and for the slots of what was offered for it.
 *
 * @module
 */

import type { Example } from "../../../core/code/hole.ts";
import type { Slot, Term } from "../../../core/code/scope.ts";
import { TypeFlags } from "../compiler.ts";
import { costsOf, scoreOf } from "../rank.ts";
import type { Statistics } from "../statistics.ts";
import type { Survey } from "../survey.ts";
import { Context } from "./context.ts";
import { Counts } from "./features.ts";
import { hasNull, hasThen } from "./atoms.ts";
import { Makers } from "./makers.ts";
import { seedsOf } from "./seeds.ts";
import type { Place, Production } from "./place.ts";

/** Terms given for the hole and for a slot; the likelier ones when more fit. */
const MAX_TERMS = [140, 12];
/** Productions whose types are compared before a slot's terms are closed. */
const MAX_LOOKED_AT = [400, 36];
/** Types compared at once while looking for enough terms. */
const CHUNK = 24;

/** What a survey is asked with. */
export interface Asked {
  readonly file: string;
  readonly intent: string;
  /** The file's own quote for strings. */
  readonly quote: string;
  /** What the hole's code must make true. */
  readonly examples?: readonly Example[];
}

/** The offers for one hole. */
export class Offers {
  readonly #survey: Survey;
  readonly #makers: Makers;
  readonly #places = new Map<string, Place>();
  readonly #known = new Map<string, Promise<readonly Term[]>>();

  constructor(survey: Survey, statistics: Statistics, asked: Asked) {
    this.#survey = survey;
    const counts = new Counts(statistics, new Context(survey, statistics, asked.file));
    const words = [survey.role.wanted, ...wordsOf(asked.intent)].filter(Boolean);
    this.#makers = new Makers(survey, counts, {
      ...asked,
      words,
      seeds: seedsOf(asked.examples ?? [], asked.quote),
    });
    const wanted = { keys: survey.role.keys, words };
    const { expected: type, callback } = survey;
    this.#places.set("", { type, callback, wanted, depth: 0, inner: [] });
  }

  /** The productions for a slot, likeliest first; `""` is the hole. An unknown key has none. */
  terms(key: string): Promise<readonly Term[]> {
    const place = this.#places.get(key);
    if (!place) return Promise.resolve([]);
    const same = contentOf(place);
    let known = this.#known.get(same);
    if (!known) this.#known.set(same, known = this.#offer(place));
    return known;
  }

  /** Every production that fits a place, without its likelihood: what the model is trained on. */
  async fitting(place: Place | undefined = this.#places.get("")): Promise<readonly Production[]> {
    const productions = place ? await this.#makers.productions(place) : [];
    const fits = await Promise.all(productions.map((one) => place && this.#mayFit(place, one)));
    return productions.filter((_, at) => fits[at]);
  }

  async #offer(place: Place): Promise<readonly Term[]> {
    const productions = await this.#makers.productions(place);
    const scores = productions.map(({ features }) => scoreOf(features));
    const order = [...productions.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    const level = Math.min(place.depth, 1);
    const most = MAX_TERMS[level] ?? 0;
    const looked = Math.min(order.length, MAX_LOOKED_AT[level] ?? 0);
    const fitting: number[] = [];
    for (let at = 0; at < looked && fitting.length < most; at += CHUNK) {
      const chunk = order.slice(at, at + CHUNK);
      const fits = await Promise.all(chunk.map((one) => this.#mayFit(place, productions[one])));
      fitting.push(...chunk.filter((_, index) => fits[index]));
    }
    const costs = costsOf(fitting.map((one) => scores[one] ?? 0));
    return fitting.slice(0, most).flatMap((one, at) => {
      const production = productions[one];
      return production ? [this.#asTerm(production, costs[at] ?? 0)] : [];
    });
  }

  #mayFit({ type, needs }: Place, production: Production | undefined): Promise<boolean> | boolean {
    const own = production?.type;
    if (!own) return true;
    if (needs === "nullable") return hasNull(own);
    if (needs === "thenable") return hasThen(own, this.#survey.moment.checker);
    if (!type) return !(own.flags & TypeFlags.Void);
    if (own.flags & TypeFlags.Void) return (type.flags & TypeFlags.Void) !== 0;
    return this.#survey.fits(own, type);
  }

  #asTerm({ parts, slots, shape, needs }: Production, cost: number): Term {
    const open = slots.map(({ key, place }): Slot => {
      this.#places.set(key, place);
      return { key, type: "" };
    });
    return { parts, slots: open, cost, form: shape, needs: needs ?? [] };
  }
}

/** Places of equal content have equal terms. */
function contentOf({ type, callback, needs, wanted, depth, inner }: Place): string {
  const names = inner.map(({ text }) => text);
  const types = [type?.id ?? "", callback?.id ?? "", needs ?? ""];
  return [...types, depth, ...wanted.keys, "", ...wanted.words, "", ...names].join("\0");
}

/** Neighbouring words that are one name in code: `not found error`. */
const MAX_RUN = 3;

/** The words of an intent, and the runs of them that a name may be made of. */
function wordsOf(intent: string): string[] {
  const words = intent.split(/\W+/).filter(Boolean);
  const runs = Array.from(
    { length: MAX_RUN - 1 },
    (_, more) => words.slice(0, -more - 1).map((_, at) => words.slice(at, at + more + 2).join("_")),
  );
  return [...words, ...runs.flat()];
}
