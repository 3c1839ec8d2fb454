/**
 * All productions for the places of one hole. What does not depend on the place is found once.
 *
 * @module
 */

import { partsOf } from "../../_words/words.ts";
import { type Features, NO_FEATURES, scoreOf } from "../rank.ts";
import { TypeFlags } from "../compiler.ts";
import type { Survey } from "../survey.ts";
import { holdersAmong, Level, nameAtom, receiversAmong } from "./atoms.ts";
import { arrowsFor } from "./arrows.ts";
import { type Callable, callablesOf, callAt, shapeOf } from "./calls.ts";
import { type Counts, roleClass, typeFeatures } from "./features.ts";
import { withInner } from "./inner.ts";
import { withLater } from "./later.ts";
import { literalsFor } from "./literals.ts";
import { objectsFor } from "./objects.ts";
import { inParentheses, isOperand } from "./operand.ts";
import { operatorsFor } from "./operators.ts";
import { pairsOf } from "./pairs.ts";
import { phrasesFor } from "./phrases.ts";
import { type Atom, kindOf, type Place, type Production, type TypedText } from "./place.ts";
import { type Seeds, seedsFor } from "./seeds.ts";
import { type Form, formAt, formsOf, mayStand, type RankedAtom } from "./shapes.ts";

/** Atoms compared at a slot; the hole itself takes all. */
const MAX_AT_SLOT = 110;
const MAX_ALIKE = 16;
/** Methods whose signatures are asked for: of names, and of their members. */
const MAX_CALLEES = 64;
const MAX_FAR_CALLEES = 28;
const MAX_IN_FORMS = 160;
/** Outer atoms that are paired with the parameters of a function literal. */
const MAX_BESIDE = 30;
/** Calls without arguments whose results are looked into. */
const MAX_RESULTS = 10;
/** Productions nest no deeper. */
const MAX_DEPTH = 2;

interface Known {
  /** Likeliest first, the place aside. */
  readonly atoms: readonly RankedAtom[];
  readonly byText: ReadonlyMap<string, RankedAtom>;
  readonly byPart: ReadonlyMap<string, readonly RankedAtom[]>;
  readonly callables: readonly Callable[];
  readonly forms: readonly Form[];
}

/** What a hole is asked with. */
export interface Wishes {
  readonly file: string;
  readonly quote: string;
  /** Words that say what is wanted at the hole. */
  readonly words: readonly string[];
  /** What the hole's examples bring into play. */
  readonly seeds: Seeds;
}

/** Makes the productions of one hole. */
export class Makers {
  readonly #survey: Survey;
  readonly #counts: Counts;
  readonly #wishes: Wishes;
  readonly #visible: ReadonlySet<string>;
  readonly #features = new Map<string, Features>();
  readonly #inner = new Map<string, Promise<Known>>();
  #known: Promise<Known> | undefined;

  constructor(survey: Survey, counts: Counts, wishes: Wishes) {
    this.#survey = survey;
    this.#counts = counts;
    this.#wishes = wishes;
    this.#visible = new Set(survey.names.filter(({ needs }) => !needs).map(({ text }) => text));
  }

  /** The productions that may stand at a place, their types not yet compared. */
  async productions(place: Place): Promise<readonly Production[]> {
    const all = await (this.#known ??= this.#find());
    const known = place.inner.length > 0 ? await this.#within(all, place.inner) : all;
    const shapes = new Shapes(place, this.#counts);
    const atoms = place.depth === 0 ? known.atoms : this.#atomsAt(place, known);
    const typed = [
      ...await literalsFor(place, this.#survey, this.#counts, this.#wishes.quote),
      ...seedsFor(place, this.#wishes.seeds, this.#counts),
      ...atoms.map((one) => this.#atomAt(place, one, shapes)),
    ];
    const seen = new Set(typed.map(({ parts }) => parts[0]));
    const visible = new Set([...this.#visible, ...place.inner.map(({ text }) => text)]);
    const phrases = phrasesFor(place, this.#wishes.file, visible, this.#counts, this.#survey)
      .filter(({ parts }) => !seen.has(parts[0]));
    const calls = place.depth < MAX_DEPTH ? known.callables : [];
    const found = [
      ...typed,
      ...calls.map((one) => callAt(place, one, this.#counts, shapes.of(shapeOf(one)))),
      ...await arrowsFor(place, this.#survey, this.#counts),
      ...await objectsFor(place, this.#survey, this.#counts, this.#visible),
      ...known.forms.filter((form) => mayStand(form, place)).map((form) =>
        formAt(place, form, shapes.of(form.shape))
      ),
      ...operatorsFor(place, this.#survey, this.#counts),
      ...phrases,
    ];
    const later = place.depth === 0 ? await withLater(found, this.#survey) : withInner(found, place);
    return isOperand(place) ? later.map((one) => inParentheses(one, place)) : later;
  }

  /** What belongs together is asked for at once: on a busy machine every answer costs a turn of the scheduler. */
  async #find(): Promise<Known> {
    const counts = this.#counts;
    const survey = this.#survey;
    const { words } = this.#wishes;
    const names = survey.names.map(nameAtom);
    const level = new Level(survey, counts.statistics);
    const near = [...names, ...await level.below(receiversAmong(names, counts))];
    const [direct, second, forms] = await Promise.all([
      callablesOf(near, words, survey, counts, MAX_CALLEES),
      holdersAmong(near, survey, counts).then((holders) => level.below(holders)),
      formsOf(
        this.#ranked(near.filter(({ needs }) => !needs)).slice(0, MAX_IN_FORMS),
        survey,
        counts,
        this.#wishes.quote,
      ),
    ]);
    const far = [...second, ...await level.below(resultsOf(direct))];
    const atoms = this.#ranked([...near, ...far]);
    return {
      atoms,
      byText: new Map(atoms.map((one) => [one.atom.text, one])),
      byPart: byPart(atoms),
      callables: [...direct, ...await callablesOf(far, words, survey, counts, MAX_FAR_CALLEES)],
      forms,
    };
  }

  /** What is known outside a function literal, and what its parameters add. */
  #within(all: Known, inner: readonly TypedText[]): Promise<Known> {
    const key = inner.map(({ text, type }) => `${text} ${type.id}`).join();
    let known = this.#inner.get(key);
    if (!known) this.#inner.set(key, known = this.#add(all, inner.map(nameAtom)));
    return known;
  }

  async #add(all: Known, names: readonly Atom[]): Promise<Known> {
    const { statistics } = this.#counts;
    const own = new Set(names.map(({ text }) => text));
    const near = [...names, ...await new Level(this.#survey, statistics).below(names)];
    const callables = await callablesOf(
      near,
      this.#wishes.words,
      this.#survey,
      this.#counts,
      MAX_FAR_CALLEES,
    );
    const outer = all.atoms.filter(({ atom }) => !own.has(atom.name.name));
    const ranked = this.#ranked(near);
    const atoms = [...ranked, ...outer];
    return {
      atoms,
      byText: new Map(atoms.map((one) => [one.atom.text, one])),
      byPart: byPart(atoms),
      callables: [...callables, ...all.callables.filter(({ callee }) => !own.has(callee.name.name))],
      // What a parameter has is compared with its like and with what is outside.
      forms: [
        ...pairsOf([...ranked, ...outer.slice(0, MAX_BESIDE)], this.#counts, own),
        ...all.forms.filter(isSlotted),
      ],
    };
  }

  #ranked(atoms: readonly Atom[]): RankedAtom[] {
    return atoms.map((atom): RankedAtom => {
      let features = this.#features.get(atom.text);
      if (!features) this.#features.set(atom.text, features = atomFeatures(atom, this.#counts));
      return { atom, features };
    }).sort((a, b) => scoreOf([b.features]) - scoreOf([a.features]));
  }

  /** For a slot: the likeliest atoms, those used at such places, and those of a like name. */
  #atomsAt({ wanted }: Place, { atoms, byText, byPart }: Known): RankedAtom[] {
    const found = new Set(atoms.slice(0, MAX_AT_SLOT));
    for (const key of wanted.keys) {
      for (const { text } of this.#counts.statistics.phrasesAt(key, 16)) {
        const one = byText.get(text);
        if (one) found.add(one);
      }
    }
    for (const word of wanted.words) {
      for (const part of partsOf(word)) {
        byPart.get(part)?.slice(0, MAX_ALIKE).forEach((one) => found.add(one));
      }
    }
    return [...found];
  }

  #atomAt(place: Place, { atom, features }: RankedAtom, shapes: Shapes): Production {
    const { text, shape, type, last, isCallable } = atom;
    const counts = this.#counts;
    return {
      parts: [text],
      slots: [],
      shape,
      features: [
        shapes.of(shape),
        features,
        counts.at(place, text),
        counts.named(place, last),
        typeFeatures(place, type),
        isCallable ? shapes.callable : NO_FEATURES,
        shapes.from(counts.origin(atom)),
      ],
      ...(atom.needs ? { needs: atom.needs } : {}),
      type,
    };
  }
}

/** Pairs are made anew for a function literal; other forms are as good there as outside. */
function isSlotted({ makes }: Form): boolean {
  return makes === undefined;
}

/** The results of calls without arguments, as atoms to look below. */
function resultsOf(callables: readonly Callable[]): Atom[] {
  return callables.filter(({ arity, isNew, isGeneric, returned, text }) =>
    arity === 0 && !isNew && !isGeneric && !text.includes("?.") && returned.flags & TypeFlags.Object
  ).sort((a, b) => scoreOf([b.features]) - scoreOf([a.features])).slice(0, MAX_RESULTS)
    .map(({ callee, text, returned }): Atom => ({
      ...callee,
      text: `${text}()`,
      type: returned,
      shape: "CallExpression",
      receiver: callee,
      isCallable: false,
    }));
}

function atomFeatures(atom: Atom, counts: Counts): Features {
  const { receiver, text, last } = atom;
  return {
    ...counts.used(text),
    ...(receiver ? counts.member(receiver, last) : counts.source(atom)),
    ...(text.includes("?.") ? { optional: 1 } : {}),
    ...(text.includes("(") ? { ofCall: 1 } : {}),
    calledShare: counts.calledShare(last),
  };
}

function byPart(atoms: readonly RankedAtom[]): Map<string, RankedAtom[]> {
  const found = new Map<string, RankedAtom[]>();
  for (const one of atoms) {
    for (const part of partsOf(one.atom.last)) {
      const row = found.get(part);
      if (row) row.push(one);
      else found.set(part, [one]);
    }
  }
  return found;
}

/** The shape features of one place: one object for each shape. */
export class Shapes {
  readonly #place: Place;
  readonly #counts: Counts;
  readonly #known = new Map<string, Features>();
  readonly #origins = new Map<string, Features>();
  #callable: Features | undefined;

  constructor(place: Place, counts: Counts) {
    this.#place = place;
    this.#counts = counts;
  }

  /** The features of functions that are not called. */
  get callable(): Features {
    return this.#callable ??= this.#counts.callable(this.#place);
  }

  /** The features of everything of one origin. */
  from(origin: string): Features {
    let features = this.#origins.get(origin);
    if (!features) {
      const role = roleClass(this.#place.wanted);
      this.#origins.set(
        origin,
        features = { [`${role}|${origin}`]: 1, [`${kindOf(this.#place.type)}|${origin}`]: 1 },
      );
    }
    return features;
  }

  /** The features that all productions of a shape share at the place. */
  of(shape: string): Features {
    let features = this.#known.get(shape);
    if (!features) this.#known.set(shape, features = this.#counts.shape(this.#place, shape));
    return features;
  }
}
