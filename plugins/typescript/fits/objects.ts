/**
 * Object literals: the required members of the type that is asked for, short where a visible name is the key.
 *
 * @module
 */

import { type Symbol, SymbolFlags, type Type, TypeFlags } from "../compiler.ts";
import { nameFeatures, NO_FEATURES } from "../rank.ts";
import type { Survey } from "../survey.ts";
import type { Counts } from "./features.ts";
import { asking, type Place, type PlacedSlot, type Production } from "./place.ts";

/** Objects of more members are written by people who know more than the type. */
const MAX_MEMBERS = 6;
/** Members tried as the one that changes. */
const MAX_CHANGED = 4;
const PLAIN_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The object literals that a place's type asks for: with its required members, and with all that are visible. */
export async function objectsFor(
  place: Place,
  survey: Survey,
  counts: Counts,
  visible: ReadonlySet<string>,
): Promise<Production[]> {
  const { type } = place;
  if (place.depth > 1) return [];
  if (!type) return place.depth === 0 ? [mergedOf(place, counts)] : [];
  if (type.flags & TypeFlags.Boolean) return [];
  const members = type.isUnionType() ? await type.getTypes() ?? [] : [type];
  const objects = members.filter(({ flags }) => flags & TypeFlags.Object).slice(0, 3);
  const found = await Promise.all(objects.map((one) => objectsOf(one, place, survey, counts, visible)));
  return [...found.flat(), ...found.some(({ length }) => length > 0) ? [mergedOf(place, counts)] : []];
}

/** Two objects in one. */
function mergedOf(place: Place, counts: Counts): Production {
  const slots = [0, 1].map((at) => spreadSlot(`{...,...}\0${at}`, place, undefined));
  return {
    parts: ["{ ...", ", ...", " }"],
    slots,
    shape: "ObjectExpression",
    features: [counts.shape(place, "ObjectExpression"), { merged: 1 }],
  };
}

/** The members of another object. */
function spreadSlot(key: string, place: Place, type: Type | undefined): PlacedSlot {
  return {
    key: `${key}\0${place.depth}`,
    place: {
      type,
      wanted: { keys: ["under:SpreadElement", "under"], words: [] },
      depth: place.depth + 1,
      inner: place.inner,
    },
  };
}

/** The object with one member changed: the likeliest is one that has a name in scope, or that the words name. */
async function changedOf(
  symbols: readonly Symbol[],
  place: Place,
  survey: Survey,
  counts: Counts,
  visible: ReadonlySet<string>,
): Promise<Production[]> {
  const isNamed = ({ name }: Symbol) => nameFeatures(place.wanted.words, name) !== NO_FEATURES;
  const likely = [...symbols].sort((a, b) =>
    Number(visible.has(b.name)) - Number(visible.has(a.name)) || Number(isNamed(b)) - Number(isNamed(a))
  ).slice(0, MAX_CHANGED);
  const types = likely.length > 0 ? await survey.moment.checker.getTypeOfSymbol(likely) : [];
  const shape = "ObjectExpression";
  return likely.map(({ name }, at): Production => {
    const key = `{...,${name}}`;
    const isShort = visible.has(name);
    const from = spreadSlot(key, place, place.type);
    const to: PlacedSlot = {
      key: `${key}\0value\0${place.depth}`,
      place: {
        type: asking(types[at]),
        wanted: { keys: [`prop:${name}`, "prop"], words: [name] },
        depth: place.depth + 1,
        inner: place.inner,
      },
    };
    return {
      parts: isShort ? ["{ ...", `, ${name} }`] : ["{ ...", `, ${name}: `, " }"],
      slots: isShort ? [from] : [from, to],
      shape,
      features: [
        counts.shape(place, shape),
        { changed: 1, [isShort ? "changedShort" : "changedLong"]: 1 },
        counts.named(place, name),
      ],
    };
  });
}

async function objectsOf(
  type: Type,
  place: Place,
  survey: Survey,
  counts: Counts,
  visible: ReadonlySet<string>,
): Promise<Production[]> {
  const { checker } = survey.moment;
  if (await checker.isArrayLikeType(type)) return [];
  const [calls, news] = await Promise.all([
    survey.signatures(type, "call"),
    survey.signatures(type, "construct"),
  ]);
  if (calls.length + news.length > 0) return [];
  const symbols = await checker.getPropertiesOfType(type);
  if (symbols.some(({ flags, name }) => flags & SymbolFlags.Method || !PLAIN_NAME.test(name))) return [];
  const required = symbols.filter(({ flags }) => !(flags & SymbolFlags.Optional));
  const near = symbols.filter((one) => required.includes(one) || visible.has(one.name));
  const sets = near.length > required.length ? [required, near] : [required];
  const whole = await Promise.all(
    sets.filter((one) => one.length > 0 && one.length <= MAX_MEMBERS)
      .map((one) => objectOf(one, place, survey, counts, visible)),
  );
  return [...whole, ...await changedOf(symbols, place, survey, counts, visible)];
}

async function objectOf(
  symbols: readonly Symbol[],
  place: Place,
  survey: Survey,
  counts: Counts,
  visible: ReadonlySet<string>,
): Promise<Production> {
  const types = await survey.moment.checker.getTypeOfSymbol(symbols);
  const parts: string[] = [];
  const slots: PlacedSlot[] = [];
  let text = "{ ";
  symbols.forEach(({ name }, at) => {
    text += at > 0 ? ", " : "";
    if (visible.has(name)) return void (text += name);
    parts.push(`${text}${name}: `);
    text = "";
    slots.push({
      key: `{${symbols.map((one) => one.name)}}\0${name}\0${place.depth}`,
      place: {
        type: asking(types[at]),
        wanted: { keys: [`prop:${name}`, "prop"], words: [name] },
        depth: place.depth + 1,
        inner: place.inner,
      },
    });
  });
  const features = {
    objectOf: 1,
    objectShort: symbols.length - slots.length,
    objectLong: slots.length,
    ...(symbols.every(({ name }) => visible.has(name)) ? { objectReady: 1 } : {}),
  };
  const shape = "ObjectExpression";
  return { parts: [...parts, `${text} }`], slots, shape, features: [counts.shape(place, shape), features] };
}
