/**
 * Forms that ask whether a value is there, or give another one where it is not: `x !== undefined`, `x ?? []`.
 *
 * @module
 */

import { type Type, TypeFlags } from "../compiler.ts";
import type { Survey } from "../survey.ts";
import type { Counts } from "./features.ts";
import { kindOf } from "./place.ts";
import { type Form, prefixed, type RankedAtom } from "./shapes.ts";

const MAX_ATOMS = 40;

/** The forms around the likeliest atoms that may be absent. */
export async function nullablesOf(
  atoms: readonly RankedAtom[],
  survey: Survey,
  counts: Counts,
  quote: string,
): Promise<Form[]> {
  const unions = atoms.filter(({ atom }) =>
    atom.type.flags & TypeFlags.Union && !(atom.type.flags & TypeFlags.Boolean)
  )
    .slice(0, MAX_ATOMS);
  return (await Promise.all(unions.map((one) => formsFor(one, survey, counts, quote)))).flat();
}

async function formsFor(
  { atom, features }: RankedAtom,
  survey: Survey,
  { context }: Counts,
  quote: string,
): Promise<Form[]> {
  const members = atom.type.isUnionType() ? await atom.type.getTypes() ?? [] : [];
  const empty = members.find(({ flags }) => flags & (TypeFlags.Undefined | TypeFlags.Null));
  if (!empty) return [];
  const nothing = empty.flags & TypeFlags.Null ? "null" : "undefined";
  const rest = members.filter(({ flags }) => !(flags & (TypeFlags.Undefined | TypeFlags.Null)));
  const own = prefixed(features, "d_");
  const form = (text: string, sign: string, shape: string, makes: readonly string[]): Form => ({
    parts: [text],
    shape,
    features: { ...own, maybe: 1, [`maybe${sign}`]: 1, maybeUsed: Math.log1p(context.inFile(text)) },
    makes,
  });
  const instead = await insteadOf(rest, survey, quote);
  return [
    ...["===", "!=="].map((sign) =>
      form(`${atom.text} ${sign} ${nothing}`, sign, "BinaryExpression", ["boolean"])
    ),
    ...instead.map((text) => form(`${atom.text} ?? ${text}`, `??${text}`, "LogicalExpression", [])),
  ];
}

/** What usually stands in for an absent value of these types. */
async function insteadOf(types: readonly Type[], { moment }: Survey, quote: string): Promise<string[]> {
  const [first] = types;
  if (!first) return [];
  const kind = kindOf(first);
  if (kind === "boolean") return ["false", "true"];
  if (kind === "number") return ["0"];
  if (kind === "string") return types.length === 1 && first.flags & TypeFlags.String ? [quote + quote] : [];
  if (kind !== "object") return [];
  return [await moment.checker.isArrayLikeType(first) ? "[]" : "{}"];
}
