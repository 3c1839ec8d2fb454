/**
 * What is counted about a production: some of it belongs to the text alone, the rest to the text at a place.
 *
 * @module
 */

import { type Features, nameFeatures, NO_FEATURES, type Wanted } from "../rank.ts";
import type { Statistics } from "../statistics.ts";
import type { Context } from "./context.ts";
import { asking, type Atom, kindOf, type Place, type TypedText } from "./place.ts";

/** Levels of a role's keys that are counted apart, the most particular first. */
const LEVELS = 3;
/** Distances and ages beyond these are all far. */
const MAX_DISTANCE = 6;
const MAX_AGE = 300;
/** Names at this distance and beyond are not the file's own: globals, and what could be imported. */
const FAR = 20;

/** Features of one hole's productions. */
export class Counts {
  readonly statistics: Statistics;
  readonly context: Context;
  readonly #names = new Map<string, Map<string, Features>>();

  constructor(statistics: Statistics, context: Context) {
    this.statistics = statistics;
    this.context = context;
  }

  /** What a text has wherever it stands: how often and how lately it was used. */
  used(text: string, prefix = ""): Record<string, number> {
    const { context } = this;
    const age = context.sinceUse(text);
    const features: Record<string, number> = {
      [`${prefix}inFile`]: Math.log1p(context.inFile(text)),
      [`${prefix}inFunction`]: Math.log1p(context.inFunction(text)),
      [`${prefix}anywhere`]: Math.log1p(this.statistics.countAnywhere(text)),
      [`${prefix}age`]: Math.log1p(Math.min(age, MAX_AGE)),
    };
    if (age === Infinity) features[`${prefix}fresh`] = 1;
    if (age < 3) features[`${prefix}justUsed`] = 1;
    if (context.siblings.has(text)) features[`${prefix}sibling`] = 1;
    if (context.target === text) features[`${prefix}target`] = 1;
    if (context.calleeObject === text) features[`${prefix}calleeObject`] = 1;
    return features;
  }

  /** Where a name comes from. */
  source({ name, text }: TypedText, prefix = ""): Record<string, number> {
    const { context } = this;
    const isOwn = name.kind === "local" || name.kind === "parameter";
    const features: Record<string, number> = {
      [`${prefix}name_${name.kind}`]: 1,
      [`${prefix}distance`]: Math.min(name.distance, MAX_DISTANCE),
    };
    if (isOwn && context.inFunction(text) === 0) features[`${prefix}unused_${name.kind}`] = 1;
    // A name that a file brings in or declares and never reads waits for its use.
    if (!isOwn && name.distance < FAR && context.inFile(text) === 0) {
      features[`${prefix}idle_${name.kind}`] = 1;
    }
    if (text === context.functionName) features[`${prefix}ownName`] = 1;
    if (context.argumentIndex >= 0 && context.parameters[context.argumentIndex] === text) {
      features[`${prefix}sameIndex`] = 1;
    }
    return features;
  }

  /** What a receiver and a member add. */
  member(receiver: Atom, member: string, prefix = ""): Record<string, number> {
    const { name, text } = receiver;
    const age = this.context.sinceUse(text);
    const isOwn = name.kind === "local" || name.kind === "parameter";
    const features: Record<string, number> = {
      [`${prefix}of_${name.kind}`]: 1,
      [`${prefix}ofDistance`]: Math.min(name.distance, MAX_DISTANCE),
      [`${prefix}ofRate`]: Math.log1p(this.statistics.places(`of:${member}`).total),
      [`${prefix}ofUsed`]: Math.log1p(this.context.inFunction(text)),
      [`${prefix}ofAge`]: Math.log1p(Math.min(age, MAX_AGE)),
      [`${prefix}ofHere`]: Math.log1p(this.statistics.count(`of:${member}`, text)),
    };
    if (receiver.receiver) features[`${prefix}deep`] = 1;
    if (isOwn && this.context.inFunction(text) === 0) features[`${prefix}ofUnused`] = 1;
    if (this.context.siblings.has(text)) features[`${prefix}ofSibling`] = 1;
    if (this.context.calleeObject === text) features[`${prefix}ofCalleeObject`] = 1;
    if (this.context.siblingReceivers.has(text)) features[`${prefix}ofSiblingToo`] = 1;
    if (this.context.target.startsWith(`${text}.`)) features[`${prefix}ofTarget`] = 1;
    return features;
  }

  /** How well a shape suits a place: one group for all productions of the shape there. */
  shape({ wanted, type, depth }: Place, shape: string): Features {
    const features: Record<string, number> = {
      [`${roleClass(wanted)}|${shape}`]: 1,
      [`${kindOf(type)}|${shape}`]: 1,
      [`depth${Math.min(depth, 2)}|${shape}`]: 1,
    };
    wanted.keys.slice(0, 2).forEach((key, level) => {
      const { total } = this.statistics.places(key);
      features[`shape${level}`] = Math.log((this.statistics.shapes(key, shape) + 0.5) / (total + 5));
    });
    return features;
  }

  /** How well a function that is not called suits a place. */
  callable({ wanted, type }: Place): Features {
    return { callable: 1, [`${kindOf(type)}|callable`]: 1, [`${roleClass(wanted)}|callable`]: 1 };
  }

  /** What the project's counts say of a text at a place. */
  at({ wanted }: Place, text: string): Features {
    let features: Record<string, number> | undefined;
    for (const [level, key] of wanted.keys.slice(0, LEVELS).entries()) {
      const count = this.statistics.count(key, text);
      if (count === 0) continue;
      features ??= {};
      features[`seen${level}`] = 1;
      features[`rate${level}`] = Math.log(count / (this.statistics.places(key).total + 1)) + 5;
      features[`count${level}`] = Math.log1p(count);
    }
    return features ?? NO_FEATURES;
  }

  /** How often results of a callee of this name stand at such places. */
  calleeAt({ wanted }: Place, name: string): Features {
    let features: Record<string, number> | undefined;
    for (const [level, key] of wanted.keys.slice(0, LEVELS).entries()) {
      const count = this.statistics.callee(key, name);
      if (count === 0) continue;
      features ??= {};
      features[`calleeAt${level}`] = Math.log1p(count);
      features[`calleeRate${level}`] = Math.log(count / (this.statistics.places(key).total + 1)) + 5;
    }
    return features ?? NO_FEATURES;
  }

  /** How a name meets the wanted words, for the role of the place. */
  named({ wanted }: Place, name: string): Features {
    const key = `${roleClass(wanted)} ${wanted.words.join(" ")}`;
    let row = this.#names.get(key);
    if (!row) this.#names.set(key, row = new Map());
    let features = row.get(name);
    if (!features) row.set(name, features = forRole(nameFeatures(wanted.words, name), roleClass(wanted)));
    return features;
  }

  /** How usual it is to call what has this name, between 0 and 1. */
  calledShare(name: string): number {
    const called = this.statistics.called(name);
    return called / (called + this.statistics.read(name) + 1);
  }

  /** A word for where an atom comes from, to be counted for each role. */
  origin({ name, receiver, text }: Atom): string {
    if (receiver) return receiver.receiver ? "deep" : `of_${name.kind}`;
    const isOwn = name.kind === "local" || name.kind === "parameter";
    return isOwn && this.context.inFunction(text) === 0 ? `${name.kind}_unused` : name.kind;
  }
}

function forRole(features: Features, role: string): Features {
  if (features === NO_FEATURES) return features;
  const own = Object.entries(features).map(([name, value]): [string, number] => [`${role}|${name}`, value]);
  return { ...features, ...Object.fromEntries(own) };
}

const EXACT: Features = { exact: 1 };
const LOOSE: Features = { loose: 1 };

/** How the production's own type meets the place's. */
export function typeFeatures({ type }: Place, own: TypedText["type"] | undefined): Features {
  if (!own || !type) return NO_FEATURES;
  if (own.id === type.id) return EXACT;
  return asking(own) ? NO_FEATURES : LOOSE;
}

/** The most general word for a role: `arg`, `init`, `return`. */
export function roleClass({ keys }: Wanted): string {
  return (keys.at(-1) ?? "other").replace(/[#:].*$/, "");
}
