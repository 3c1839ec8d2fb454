/**
 * What can stand as a value without anything around it: visible names, `this`, and the members below them.
 *
 * @module
 */

import { type Checker, type Symbol, SymbolFlags, type Type, TypeFlags } from "../compiler.ts";
import type { Statistics } from "../statistics.ts";
import { privateName, privateNamesAt } from "../private_names.ts";
import { nameFeatures } from "../rank.ts";
import type { Survey } from "../survey.ts";
import type { Counts } from "./features.ts";
import type { Atom, TypedText } from "./place.ts";

/** Members looked at on one receiver; when there are more, the project's most used, then those named as is wanted. */
const MAX_MEMBERS = 60;
const MAX_RECEIVERS = 50;
/** Members whose own members are looked at. */
const MAX_HOLDERS = 28;
/** A holder's name is declared at most this many scopes away. */
const HOLDER_DISTANCE = 2;
const PLAIN_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The names whose members are looked at: near ones and those in use. */
export function receiversAmong(names: readonly Atom[], counts: Counts): Atom[] {
  return likeliest(
    names.filter(({ type }) => !(type.flags & (TypeFlags.AnyOrUnknown | TypeFlags.Never))),
    counts,
    MAX_RECEIVERS,
  );
}

/** Members of near names whose own members are looked at: objects that can not be called. */
export async function holdersAmong(atoms: readonly Atom[], survey: Survey, counts: Counts): Promise<Atom[]> {
  const holders = atoms.filter(({ receiver, type, isCallable }) =>
    receiver && !isCallable && (type.flags & (TypeFlags.Object | TypeFlags.Union)) &&
    !(type.flags & TypeFlags.Boolean) &&
    (receiver.text === "this" || receiver.name.distance <= HOLDER_DISTANCE)
  );
  return (await withoutCalls(survey, likeliest(holders, counts, MAX_HOLDERS)));
}

/** Atoms that this function, this file or the project uses most, near ones before far ones. */
function likeliest(atoms: readonly Atom[], { context, statistics }: Counts, most: number): Atom[] {
  const score = ({ text, name }: Atom) =>
    2 * Math.log1p(context.inFunction(text)) + Math.log1p(context.inFile(text)) +
    0.5 * Math.log1p(statistics.countAnywhere(text)) - 0.6 * Math.min(name.distance, 6);
  return atoms.map((atom) => ({ atom, score: score(atom) })).sort((a, b) => b.score - a.score).slice(0, most)
    .map(({ atom }) => atom);
}

/** A visible name as an atom. */
export function nameAtom(name: TypedText): Atom {
  const shape = name.text === "this" ? "ThisExpression" : "Identifier";
  return { ...name, last: name.text, shape, isCallable: name.name.kind === "function" };
}

/** Members of a method or of an array function are never wanted. */
async function withoutCalls(survey: Survey, members: readonly Atom[]): Promise<Atom[]> {
  const signatures = await Promise.all(members.map(({ type }) => survey.signatures(type, "call")));
  return members.filter((_, at) => signatures[at]?.length === 0);
}

/** A member, and its name as it is written. */
interface Property {
  readonly name: string;
  readonly symbol: Symbol;
}

interface Properties {
  readonly dot: "." | "?.";
  readonly properties: readonly Property[];
}

interface Typed extends Properties {
  readonly types: readonly (Type | undefined)[];
}

/** Looks below receivers; receivers of one type are asked once. */
export class Level {
  readonly #survey: Survey;
  readonly #statistics: Statistics;
  readonly #privateNames: ReadonlySet<string>;
  readonly #known = new Map<Type["id"], Typed>();

  /** @param statistics Say which members are usual where there are too many. */
  constructor(survey: Survey, statistics: Statistics) {
    this.#survey = survey;
    this.#statistics = statistics;
    this.#privateNames = privateNamesAt(survey.path);
  }

  /** The members of receivers, with their types. */
  async below(receivers: readonly Atom[]): Promise<Atom[]> {
    await this.#learn(receivers.map(({ type }) => type));
    return receivers.filter(({ text }) => text !== "super").flatMap((receiver) => {
      const { dot, properties, types } = this.#known.get(receiver.type.id) ??
        { dot: ".", properties: [], types: [] };
      return properties.flatMap(({ name, symbol }, at): Atom[] => {
        const type = types[at];
        const text = `${receiver.text}${dot}${name}`;
        if (!type || this.#survey.isMarker(text)) return [];
        if (isOnPrototype(text) && (name.startsWith("#") || this.#statistics.countAnywhere(text) === 0)) {
          return [];
        }
        const shape = text.includes("?.") ? "ChainExpression" : "MemberExpression";
        const isCallable = (symbol.flags & (SymbolFlags.Method | SymbolFlags.Function)) !== 0;
        const needs = receiver.needs ? { needs: receiver.needs } : {};
        return [{
          text,
          type,
          name: receiver.name,
          receiver,
          last: name.replace("#", ""),
          shape,
          isCallable,
          ...needs,
        }];
      });
    });
  }

  async #learn(types: readonly Type[]): Promise<void> {
    const fresh = [
      ...new Map(types.filter(({ id }) => !this.#known.has(id)).map((type) => [type.id, type])).values(),
    ];
    const found = await Promise.all(fresh.map((type) => this.#properties(type)));
    // One question for the types of all members: each question costs more than a type in its answer.
    const all = found.flatMap(({ properties }) => properties).map(({ symbol }) => symbol);
    const typed = all.length > 0 ? await this.#survey.moment.checker.getTypeOfSymbol(all) : [];
    let at = 0;
    fresh.forEach(({ id }, index) => {
      const own = found[index] ?? { dot: ".", properties: [] };
      this.#known.set(id, { ...own, types: typed.slice(at, at += own.properties.length) });
    });
  }

  async #properties(type: Type): Promise<Properties> {
    const { isNullable, symbols } = await membersOf(type, this.#survey.moment.checker);
    return { dot: isNullable ? "?." : ".", properties: this.#usual(this.#readable(symbols)) };
  }

  /** Members that can be written behind a dot here. A class's own private name hides that of a class it extends. */
  #readable(symbols: readonly Symbol[]): Property[] {
    const found = new Map<string, Property>();
    for (const symbol of symbols) {
      const name = privateName(symbol.name) ?? symbol.name;
      const isReadable = PLAIN_NAME.test(name) || name !== symbol.name && this.#privateNames.has(name);
      if (isReadable && !found.has(name)) found.set(name, { name, symbol });
    }
    return [...found.values()];
  }

  #usual(properties: readonly Property[]): readonly Property[] {
    if (properties.length <= MAX_MEMBERS) return properties;
    const { wanted } = this.#survey.role;
    const rated = properties.map((property) => ({
      property,
      used: this.#statistics.places(`of:${property.name.replace("#", "")}`).total,
      alike: nameFeatures([wanted], property.name).alikeName ?? 0,
    }));
    return rated.sort((a, b) => b.used - a.used || b.alike - a.alike).slice(0, MAX_MEMBERS)
      .map(({ property }) => property);
  }
}

/** What lies on a prototype is reached by its instances; the few who name it have a habit. */
function isOnPrototype(text: string): boolean {
  return /\.prototype(?:\.|$)/.test(text);
}

/** The members of a value, `null` and `undefined` left aside. */
export async function membersOf(
  type: Type,
  checker: Checker,
): Promise<{ readonly isNullable: boolean; readonly symbols: readonly Symbol[] }> {
  const isNullable = await hasNull(type);
  const solid = isNullable ? await checker.getNonNullableType(type) : type;
  const apparent = solid && (solid.flags & TypeFlags.Object ? solid : await checker.getApparentType(solid));
  return { isNullable, symbols: apparent ? await checker.getPropertiesOfType(apparent) : [] };
}

/** True for a union with `null` or `undefined`. */
export async function hasNull(type: Type): Promise<boolean> {
  if (!type.isUnionType() || type.flags & TypeFlags.Boolean) return false;
  return (await type.getTypes() ?? []).some(({ flags }) => flags & (TypeFlags.Undefined | TypeFlags.Null));
}

/** True for what `await` waits for. */
export async function hasThen(type: Type, checker: Checker): Promise<boolean> {
  if (type.flags & TypeFlags.Any) return true;
  const members = type.isUnionType() ? await type.getTypes() ?? [] : [type];
  for (const one of members.filter(({ flags }) => flags & TypeFlags.Object)) {
    if ((await checker.getPropertiesOfType(one)).some(({ name }) => name === "then")) return true;
  }
  return false;
}
