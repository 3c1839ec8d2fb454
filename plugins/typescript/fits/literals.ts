/**
 * Values that a type itself fixes: members of unions of literals, `true`, `undefined`, `[]`, `{}`.
 *
 * @module
 */

import { type Type, TypeFlags } from "../compiler.ts";
import type { Survey } from "../survey.ts";
import type { Counts } from "./features.ts";
import { NO_FEATURES } from "../rank.ts";
import type { Place, Production } from "./place.ts";

/** Larger unions are lists of names, and no choice among them can be argued for. */
const MAX_UNION = 40;

/** Literals whose frequency is a matter of habit everywhere. */
const USUAL = new Set(["[]", "{}", "true", "false", "undefined", "null"]);

/** The literals that the place's type fixes. */
export async function literalsFor(
  place: Place,
  survey: Survey,
  counts: Counts,
  quote: string,
): Promise<Production[]> {
  const { type } = place;
  if (!type) return place.depth === 0 ? [...listsFor(place, counts), ...usualFor(place, counts)] : [];
  const texts = new Map<string, string>();
  const members = type.isUnionType() ? await type.getTypes() ?? [] : [type];
  for (const member of members.slice(0, MAX_UNION)) addLiterals(texts, member, quote);
  const { checker } = survey.moment;
  for (const member of members.slice(0, 4)) {
    if (!(member.flags & TypeFlags.Object)) continue;
    texts.set(await checker.isArrayLikeType(member) ? "[]" : "{}", "");
  }
  const arrays = texts.has("[]") && place.depth < 2 ? listsFor(place, counts) : [];
  return [
    ...arrays,
    ...[...texts.keys()].map((text) => literalOf(text, place, counts)),
  ];
}

/** Where no type says which: the literals that stand for nothing, yes and no. */
function usualFor(place: Place, counts: Counts): Production[] {
  return [...USUAL].map((text) => literalOf(text, place, counts));
}

function literalOf(text: string, place: Place, counts: Counts): Production {
  const shape = text === "[]" ? "ArrayExpression" : text === "{}" ? "ObjectExpression" : shapeOf(text);
  const isUsual = USUAL.has(text);
  const own = { literal: 1, [`literal_${isUsual ? text : "own"}`]: 1, ...counts.used(text, "l_") };
  const named = isUsual ? NO_FEATURES : counts.named(place, text);
  return {
    parts: [text],
    slots: [],
    shape,
    features: [counts.shape(place, shape), counts.at(place, text), own, named],
  };
}

const LISTS = [["[", "]"], ["[", ", ", "]"], ["[...", "]"], ["[...", ", ", "]"], ["[...", ", ...", "]"]];

/** Lists of one or two elements, or of other lists'. */
function listsFor(place: Place, counts: Counts): Production[] {
  return LISTS.map((parts): Production => {
    const sign = parts.join("");
    const slots = parts.slice(1).map((_, at) => {
      const spread = (parts[at] ?? "").endsWith("...");
      const keys = [
        spread ? "under:SpreadElement" : `element:${place.wanted.keys[0]}`,
        spread ? "under" : "element",
      ];
      return {
        key: `${sign}\0${at}\0${place.depth}\0${place.wanted.keys[0]}`,
        place: {
          type: undefined, // a list of another kind may be spread, a read-only one too
          wanted: { keys, words: [] },
          depth: place.depth + 1,
          inner: place.inner,
        },
      };
    });
    const features = [counts.shape(place, "ArrayExpression"), { list: 1, [`list${sign}`]: 1 }];
    return { parts, slots, shape: "ArrayExpression", features };
  });
}

function addLiterals(texts: Map<string, string>, type: Type, quote: string): void {
  if (type.isStringLiteralType()) texts.set(quoted(type.value, quote), "");
  else if (type.isLiteralType() && !(type.flags & TypeFlags.EnumLiteral)) texts.set(String(type.value), "");
  if (type.flags & TypeFlags.Undefined) texts.set("undefined", "");
  if (type.flags & TypeFlags.Null) texts.set("null", "");
  if (type.flags & TypeFlags.Boolean) ["true", "false"].forEach((text) => texts.set(text, ""));
}

function shapeOf(text: string): string {
  return text === "undefined" ? "Identifier" : "Literal";
}

/** A string literal with the file's own quotes. */
export function quoted(value: string, quote: string): string {
  const inner = JSON.stringify(value).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
