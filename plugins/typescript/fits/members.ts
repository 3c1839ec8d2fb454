/**
 * The members of what is visible, with their types at the place.
 *
 * @module
 */

import { type Symbol, TypeFlags } from "../compiler.ts";
import type { Statistics } from "../statistics.ts";
import type { Survey } from "../survey.ts";
import type { Member, TypedText } from "./place.ts";

/** Members looked at on one receiver; the project's most used ones when there are more. */
const MAX_MEMBERS = 60;
const MAX_RECEIVERS = 60;
const PLAIN_NAME = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Members of the visible names, and members of those members where they are objects near the place. */
export async function membersOf(survey: Survey, statistics: Statistics): Promise<readonly Member[]> {
  const receivers = survey.names
    .filter(({ type }) => !(type.flags & (TypeFlags.AnyOrUnknown | TypeFlags.Never)))
    .sort((a, b) => a.name.distance - b.name.distance).slice(0, MAX_RECEIVERS);
  const first = await membersBelow(survey, statistics, receivers);
  const holders = first.filter(({ receiver, type }) =>
    (type.flags & (TypeFlags.Object | TypeFlags.Union)) &&
    (receiver.text === "this" || receiver.name.distance <= 2)
  );
  const second = await membersBelow(
    survey,
    statistics,
    await withoutCalls(survey, holders.slice(0, MAX_RECEIVERS)),
  );
  return [...first, ...second];
}

/** Members of a method or of an array function are never wanted. */
async function withoutCalls(survey: Survey, members: readonly Member[]): Promise<Member[]> {
  const signatures = await Promise.all(members.map(({ type }) => survey.signatures(type, "call")));
  return members.filter((_, at) => signatures[at]?.length === 0);
}

async function membersBelow(
  survey: Survey,
  statistics: Statistics,
  receivers: readonly TypedText[],
): Promise<Member[]> {
  const { checker } = survey.moment;
  const found = await Promise.all(receivers.map(async (receiver) => {
    const isNullable = await hasNull(receiver);
    const solid = isNullable ? await checker.getNonNullableType(receiver.type) : receiver.type;
    const type = solid && await checker.getApparentType(solid);
    const symbols = type ? await checker.getPropertiesOfType(type) : [];
    return { receiver, dot: isNullable ? "?." : ".", symbols: usual(symbols, statistics) };
  }));
  const types = await checker.getTypeOfSymbol(found.flatMap(({ symbols }) => symbols));
  let at = 0;
  return found.flatMap(({ receiver, dot, symbols }) =>
    symbols.flatMap((symbol): Member[] => {
      const type = types[at++];
      if (!type) return [];
      const text = `${receiver.text}${dot}${symbol.name}`;
      return [{ text, type, name: receiver.name, receiver, member: symbol.name }];
    })
  );
}

async function hasNull({ type }: TypedText): Promise<boolean> {
  if (!type.isUnionType()) return false;
  return (await type.getTypes() ?? []).some(({ flags }) => flags & (TypeFlags.Undefined | TypeFlags.Null));
}

function usual(symbols: readonly Symbol[], statistics: Statistics): readonly Symbol[] {
  const plain = symbols.filter(({ name }) => PLAIN_NAME.test(name));
  if (plain.length <= MAX_MEMBERS) return plain;
  const used = (symbol: Symbol) => statistics.places(`of:${symbol.name}`).total;
  return [...plain].sort((a, b) => used(b) - used(a)).slice(0, MAX_MEMBERS);
}
