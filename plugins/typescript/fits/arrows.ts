/**
 * Function literals with one expression as their body: parameters named as the project names them at such places, or
 * as the type names them.
 *
 * @module
 */

import { type Signature, type Symbol, type Type, TypeFlags } from "../compiler.ts";
import type { Survey } from "../survey.ts";
import type { Counts } from "./features.ts";
import { asking, type Place, type PlacedSlot, type Production, type TypedText } from "./place.ts";

/** Parameters that a literal declares at most: callbacks seldom read more. */
const MAX_PARAMETERS = 2;
const PLAIN_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** The function literals that a place's type asks for. */
export async function arrowsFor(place: Place, survey: Survey, counts: Counts): Promise<Production[]> {
  const type = place.type ?? place.callback;
  if (!type || place.depth > 1) return [];
  const signature = await signatureOf(type, survey);
  if (!signature) return [];
  const [parameters, returned] = await Promise.all([
    signature.getParameters(),
    survey.moment.checker.getReturnTypeOfSignature(signature),
  ]);
  const types = parameters.length > 0 ? await survey.moment.checker.getTypeOfSymbol(parameters) : [];
  const arities = Array.from({ length: Math.min(parameters.length, MAX_PARAMETERS) + 1 }, (_, at) => at);
  return arities.map((arity) =>
    arrowOf(place, named(place, parameters, types, arity, counts), returned, counts)
  );
}

/** The only call signature of a type, or of the one member of a union that has any. */
async function signatureOf(type: Type, survey: Survey): Promise<Signature | undefined> {
  if (type.flags & TypeFlags.Boolean) return undefined;
  const members = type.isUnionType() ? await type.getTypes() ?? [] : [type];
  const objects = members.filter(({ flags }) => flags & TypeFlags.Object);
  const found = (await Promise.all(objects.map((one) => survey.signatures(one, "call")))).flat();
  return found.length === 1 ? found[0] : undefined;
}

function named(
  place: Place,
  parameters: readonly Symbol[],
  types: readonly (Type | undefined)[],
  arity: number,
  { statistics }: Counts,
): TypedText[] {
  const habit = place.wanted.keys.map((key) => statistics.parametersAt(key, arity)).find((names) => names);
  return parameters.slice(0, arity).flatMap((parameter, at): TypedText[] => {
    const type = types[at];
    const text = habit?.[at] ?? parameter.name;
    if (!type || !PLAIN_NAME.test(text)) return [];
    return [{
      text,
      type,
      name: { name: text, kind: "parameter", distance: 0, declaredAt: 0, isConst: false },
    }];
  });
}

function arrowOf(
  place: Place,
  own: readonly TypedText[],
  returned: Type | undefined,
  counts: Counts,
): Production {
  const names = own.map(({ text }) => text);
  const head = `(${names.join(", ")}) => `;
  const isVoid = returned !== undefined && (returned.flags & TypeFlags.Void) !== 0;
  const slot: PlacedSlot = {
    key: `${head}\0${place.depth}\0${place.wanted.keys[0]}`,
    place: {
      type: isVoid ? undefined : asking(returned),
      wanted: { keys: [`arrow:${place.wanted.keys[0]}`, "arrow"], words: place.wanted.words },
      depth: place.depth + 1,
      inner: [...own, ...place.inner],
    },
  };
  const habit = place.wanted.keys.map((key) => counts.statistics.arrowsAt(key, names.length));
  const features = {
    arrow: 1,
    [`arrow${names.length}`]: 1,
    ...(isVoid ? { arrowVoid: 1 } : {}),
    arrowHere: Math.log1p(habit[0] ?? 0),
    arrowRole: Math.log1p(habit.at(-1) ?? 0),
  };
  const shape = "ArrowFunctionExpression";
  return { parts: [head, ""], slots: [slot], shape, features: [counts.shape(place, shape), features] };
}
