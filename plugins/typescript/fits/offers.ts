/**
 * Answers "what fits here?" for one survey: for the hole itself, and for the slots of what was offered for it.
 *
 * @module
 */

import type { Slot, Term } from "../../../core/code/scope.ts";
import { TypeFlags } from "../compiler.ts";
import { costsOf } from "../rank.ts";
import type { Statistics } from "../statistics.ts";
import type { Survey } from "../survey.ts";
import { callsFor } from "./calls.ts";
import { Counts, typeFeatures } from "./features.ts";
import { literalsFor } from "./literals.ts";
import { membersOf } from "./members.ts";
import { operatorsFor } from "./operators.ts";
import { phrasesFor } from "./phrases.ts";
import { isMember, type Member, type Place, type Production, type TypedText } from "./place.ts";

/** Terms given for the hole and for a slot; the likelier ones when more fit. */
const MAX_TERMS = [600, 24];
/** Types compared at once while looking for enough terms. */
const CHUNK = 32;
/** Productions nest no deeper. */
const MAX_DEPTH = 2;

/** What a survey is asked with. */
export interface Asked {
  readonly file: string;
  readonly intent: string;
  /** The file's own quote for strings. */
  readonly quote: string;
}

/** The offers for one hole. */
export class Offers {
  readonly #survey: Survey;
  readonly #counts: Counts;
  readonly #asked: Asked;
  readonly #visible: ReadonlySet<string>;
  readonly #places = new Map<string, Place>();
  readonly #known = new Map<string, Promise<readonly Term[]>>();
  #members: Promise<readonly Member[]> | undefined;

  constructor(survey: Survey, statistics: Statistics, asked: Asked) {
    this.#survey = survey;
    this.#asked = asked;
    this.#counts = new Counts(statistics, asked.file, survey.path);
    this.#visible = new Set(survey.names.map(({ text }) => text));
    const words = [survey.role.wanted, ...asked.intent.split(/\W+/)].filter(Boolean);
    this.#places.set("", { type: survey.expected, wanted: { keys: survey.role.keys, words }, depth: 0 });
  }

  /** The productions for a slot, likeliest first; `""` is the hole. An unknown key has none. */
  terms(key: string): Promise<readonly Term[]> {
    const place = this.#places.get(key);
    if (!place) return Promise.resolve([]);
    let known = this.#known.get(key);
    if (!known) this.#known.set(key, known = this.#offer(place));
    return known;
  }

  /** Every production that fits a place, without its likelihood: what the model is trained on. */
  async fitting(place: Place | undefined = this.#places.get("")): Promise<readonly Production[]> {
    const productions = place ? await this.#productions(place) : [];
    const fits = await Promise.all(productions.map((one) => place && this.#mayFit(place, one)));
    return productions.filter((_, at) => fits[at]);
  }

  async #productions(place: Place): Promise<readonly Production[]> {
    const members = await (this.#members ??= membersOf(this.#survey, this.#counts.statistics));
    const [literals, calls] = await Promise.all([
      literalsFor(place, this.#survey, this.#counts, this.#asked.quote),
      place.depth < MAX_DEPTH
        ? callsFor(place, [...this.#survey.names, ...members], this.#survey, this.#counts)
        : [],
    ]);
    const typed = [
      ...literals,
      ...this.#survey.names.map((name) => this.#named(place, name)),
      ...members.map((member) => this.#member(place, member)),
    ];
    const seen = new Set(typed.map(({ parts }) => parts[0]));
    const phrases = phrasesFor(place, this.#asked.file, this.#visible, this.#counts)
      .filter(({ parts }) => !seen.has(parts[0]));
    return [...typed, ...calls, ...operatorsFor(place, this.#survey, this.#counts), ...phrases];
  }

  async #offer(place: Place): Promise<readonly Term[]> {
    const productions = await this.#productions(place);
    const costs = costsOf(productions.map(({ features }) => features));
    const order = productions.map((production, at) => ({ production, cost: costs[at] ?? 99 }))
      .sort((a, b) => a.cost - b.cost);
    const most = MAX_TERMS[Math.min(place.depth, 1)] ?? 0;
    const terms: Term[] = [];
    for (let at = 0; at < order.length && terms.length < most; at += CHUNK) {
      const chunk = order.slice(at, at + CHUNK);
      const fits = await Promise.all(chunk.map(({ production }) => this.#mayFit(place, production)));
      chunk.forEach(({ production, cost }, index) =>
        fits[index] && terms.push(this.#asTerm(production, cost))
      );
    }
    return terms.slice(0, most);
  }

  #mayFit({ type }: Place, { type: own }: Production): Promise<boolean> | boolean {
    if (!own) return true;
    if (!type) return !(own.flags & TypeFlags.Void);
    return this.#survey.fits(own, type);
  }

  #asTerm({ parts, slots, shape }: Production, cost: number): Term {
    const open = slots.map(({ key, place }): Slot => {
      this.#places.set(key, place);
      return { key, type: "" };
    });
    return { parts, slots: open, cost, form: shape, needs: [] };
  }

  #named(place: Place, name: TypedText): Production {
    const shape = name.text === "this" ? "ThisExpression" : "Identifier";
    const features = {
      ...this.#counts.common(place, name.text, shape),
      ...this.#counts.name(name, place.wanted),
      ...typeFeatures(place, name.type),
    };
    return { parts: [name.text], slots: [], shape, features, type: name.type };
  }

  #member(place: Place, member: Member): Production {
    const shape = member.text.includes("?.") ? "ChainExpression" : "MemberExpression";
    const features = {
      ...this.#counts.common(place, member.text, shape),
      ...this.#counts.member(member, place.wanted),
      ...typeFeatures(place, member.type),
      ...(isMember(member.receiver) ? { depth2: 1 } : {}),
    };
    return { parts: [member.text], slots: [], shape, features, type: member.type };
  }
}
