/**
 * What can stand as a value without anything around it: visible names, `this`, and the members below them.
 *
 * @module
 */

import { type Symbol, type Type, TypeFlags } from "../compiler.ts";
import type { Statistics } from "../statistics.ts";
import type { Survey } from "../survey.ts";
import type { Atom, TypedText } from "./place.ts";

/** Members looked at on one receiver; the project's most used ones when there are more. */
const MAX_MEMBERS = 48;
const MAX_RECEIVERS = 50;
/** Members whose own members are looked at. */
const MAX_HOLDERS = 24;
/** A holder's name is declared at most this many scopes away. */
const HOLDER_DISTANCE = 2;
const PLAIN_NAME = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The names whose members are looked at, nearest first. */
export function receiversAmong(names: readonly Atom[]): Atom[] {
  return names.filter(({ type }) => !(type.flags & (TypeFlags.AnyOrUnknown | TypeFlags.Never)))
    .sort((a, b) => a.name.distance - b.name.distance).slice(0, MAX_RECEIVERS);
}

/** Members of near names whose own members are looked at: objects that can not be called. */
export async function holdersAmong(atoms: readonly Atom[], survey: Survey): Promise<Atom[]> {
  const holders = atoms.filter(({ receiver, type }) =>
    receiver && (type.flags & (TypeFlags.Object | TypeFlags.Union)) && !(type.flags & TypeFlags.Boolean) &&
    (receiver.text === "this" || receiver.name.distance <= HOLDER_DISTANCE)
  );
  return (await withoutCalls(survey, holders.slice(0, 2 * MAX_HOLDERS))).slice(0, MAX_HOLDERS);
}

/** A visible name as an atom. */
export function nameAtom(name: TypedText): Atom {
  return { ...name, last: name.text, shape: name.text === "this" ? "ThisExpression" : "Identifier" };
}

/** Members of a method or of an array function are never wanted. */
async function withoutCalls(survey: Survey, members: readonly Atom[]): Promise<Atom[]> {
  const signatures = await Promise.all(members.map(({ type }) => survey.signatures(type, "call")));
  return members.filter((_, at) => signatures[at]?.length === 0);
}

interface Properties {
  readonly dot: "." | "?.";
  readonly symbols: readonly Symbol[];
  readonly types: readonly (Type | undefined)[];
}

/** Looks below receivers; receivers of one type are asked once. */
export class Level {
  readonly #survey: Survey;
  readonly #statistics: Statistics;
  readonly #known = new Map<Type["id"], Promise<Properties>>();

  /** @param statistics Say which members are usual where there are too many. */
  constructor(survey: Survey, statistics: Statistics) {
    this.#survey = survey;
    this.#statistics = statistics;
  }

  /** The members of receivers, with their types. */
  async below(receivers: readonly Atom[]): Promise<Atom[]> {
    const found = await Promise.all(receivers.map((receiver) => this.#properties(receiver.type)));
    return receivers.flatMap((receiver, index) => {
      const properties = found[index];
      return (properties?.symbols ?? []).flatMap((symbol, at): Atom[] => {
        const type = properties?.types[at];
        if (!type || receiver.text === "super") return [];
        const text = `${receiver.text}${properties?.dot}${symbol.name}`;
        const shape = text.includes("?.") ? "ChainExpression" : "MemberExpression";
        return [{ text, type, name: receiver.name, receiver, last: symbol.name, shape }];
      });
    });
  }

  #properties(type: Type): Promise<Properties> {
    let known = this.#known.get(type.id);
    if (!known) this.#known.set(type.id, known = this.#ask(type));
    return known;
  }

  async #ask(type: Type): Promise<Properties> {
    const { checker } = this.#survey.moment;
    const isNullable = await hasNull(type);
    const solid = isNullable ? await checker.getNonNullableType(type) : type;
    const apparent = solid && (solid.flags & TypeFlags.Object ? solid : await checker.getApparentType(solid));
    const symbols = this.#usual(apparent ? await checker.getPropertiesOfType(apparent) : []);
    return { dot: isNullable ? "?." : ".", symbols, types: await checker.getTypeOfSymbol(symbols) };
  }

  #usual(symbols: readonly Symbol[]): readonly Symbol[] {
    const plain = symbols.filter(({ name }) => PLAIN_NAME.test(name));
    if (plain.length <= MAX_MEMBERS) return plain;
    const used = (symbol: Symbol) => this.#statistics.places(`of:${symbol.name}`).total;
    return [...plain].sort((a, b) => used(b) - used(a)).slice(0, MAX_MEMBERS);
  }
}

/** True for a union with `null` or `undefined`. */
export async function hasNull(type: Type): Promise<boolean> {
  if (!type.isUnionType() || type.flags & TypeFlags.Boolean) return false;
  return (await type.getTypes() ?? []).some(({ flags }) => flags & (TypeFlags.Undefined | TypeFlags.Null));
}
