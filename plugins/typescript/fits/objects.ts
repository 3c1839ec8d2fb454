/**
 * Object literals: the required members of the type that is asked for, short where a visible name is the key.
 *
 * @module
 */

import { type Symbol, SymbolFlags, type Type, TypeFlags } from "../compiler.ts";
import type { Survey } from "../survey.ts";
import type { Counts } from "./features.ts";
import { asking, type Place, type PlacedSlot, type Production } from "./place.ts";

/** Objects of more members are written by people who know more than the type. */
const MAX_MEMBERS = 6;
const PLAIN_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The object literals that a place's type asks for: with its required members, and with all that are visible. */
export async function objectsFor(
  place: Place,
  survey: Survey,
  counts: Counts,
  visible: ReadonlySet<string>,
): Promise<Production[]> {
  const { type } = place;
  if (!type || place.depth > 1 || type.flags & TypeFlags.Boolean) return [];
  const members = type.isUnionType() ? await type.getTypes() ?? [] : [type];
  const objects = members.filter(({ flags }) => flags & TypeFlags.Object).slice(0, 3);
  const found = await Promise.all(objects.map((one) => objectsOf(one, place, survey, counts, visible)));
  return found.flat();
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
  return await Promise.all(
    sets.filter((one) => one.length > 0 && one.length <= MAX_MEMBERS)
      .map((one) => objectOf(one, place, survey, counts, visible)),
  );
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
