/**
 * How well a production suits what the code behind the hole does with its value.
 *
 * @module
 */

import type { Type } from "../compiler.ts";
import type { Features } from "../rank.ts";
import type { Survey } from "../survey.ts";
import type { Production } from "./place.ts";

const OPEN: Features = { laterOpen: 1 };

/** Productions for the hole itself, each with what later code says of its type. Types are asked about once. */
export async function withLater(
  productions: readonly Production[],
  survey: Survey,
): Promise<readonly Production[]> {
  if (survey.later.length === 0) return productions;
  const known = new Map<Type["id"], Promise<Features>>();
  const of = (type: Type) => {
    let features = known.get(type.id);
    if (!features) known.set(type.id, features = featuresOf(type, survey));
    return features;
  };
  return await Promise.all(productions.map(async (one) => {
    const own = one.type ? await of(one.type) : OPEN;
    return { ...one, features: [...one.features, own] };
  }));
}

async function featuresOf(type: Type, { later, fits, moment }: Survey): Promise<Features> {
  const whole = await Promise.all(later.map((one) => fits(type, one)));
  if (whole.every(Boolean)) return { laterFits: 1 };
  const solid = type.isUnionType() ? await moment.checker.getNonNullableType(type) : undefined;
  const rest = solid && solid.id !== type.id
    ? await Promise.all(later.map((one) => fits(solid, one)))
    : whole;
  // Code behind the hole may look first whether there is a value.
  if (rest.every(Boolean)) return { laterSolid: 1 };
  return { laterMiss: rest.filter((is) => !is).length / rest.length };
}
