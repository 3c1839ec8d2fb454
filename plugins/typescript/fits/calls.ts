/**
 * Calls and constructions as productions: one for each way the project could call what is visible.
 *
 * @module
 */

import { type Signature, SymbolFlags, type Type, TypeFlags } from "../compiler.ts";
import { nameFeatures } from "../rank.ts";
import type { Survey } from "../survey.ts";
import { type Counts, typeFeatures } from "./features.ts";
import { asking, isMember, type Place, type PlacedSlot, type Production, type TypedText } from "./place.ts";

/** Callees whose signatures are asked for, for one place. */
const MAX_CALLEES = 60;
const MAX_SIGNATURES = 4;
const MAX_ARGUMENTS = 4;

type CallKind = "call" | "construct";

/** The calls of visible functions, methods and classes whose result may fit the place. */
export async function callsFor(
  place: Place,
  callees: readonly TypedText[],
  survey: Survey,
  counts: Counts,
): Promise<Production[]> {
  const likely = callees
    .filter(({ type, text }) =>
      (type.flags & TypeFlags.Object) !== 0 && text !== "this" && !text.includes("?.")
    )
    .map((callee) => ({ callee, score: quickScore(place, callee, counts) }))
    .sort((a, b) => b.score - a.score).slice(0, MAX_CALLEES);
  const found = await Promise.all(likely.flatMap(({ callee }) => [
    callsOf(place, callee, "call", survey, counts),
    isMember(callee) && !/^[A-Z]/.test(callee.member)
      ? []
      : callsOf(place, callee, "construct", survey, counts),
  ]));
  return found.flat();
}

/** An order of callees before their signatures are asked for. */
function quickScore({ wanted }: Place, callee: TypedText, counts: Counts): number {
  const name = lastName(callee);
  const used = Math.log1p(counts.inFile(callee.text)) +
    Math.log1p(counts.statistics.places(`arg:${name}`).total) +
    Math.log1p(counts.statistics.places(`new:${name}`).total);
  return used + 2 * (nameFeatures(wanted, name).alikeName ?? 0) - (isMember(callee) ? 1 : 0) -
    0.2 * Math.min(callee.name.distance, 6);
}

async function callsOf(
  place: Place,
  callee: TypedText,
  kind: CallKind,
  survey: Survey,
  counts: Counts,
): Promise<Production[]> {
  const signatures = await survey.signatures(callee.type, kind);
  const found = await Promise.all(
    signatures.slice(0, MAX_SIGNATURES).map(async (signature, index) => {
      const returned = await survey.moment.checker.getReturnTypeOfSignature(signature);
      if (!returned || !await mayReturn(signature, returned, place, survey)) return [];
      return await productionsOf(place, callee, { kind, signature, index, returned }, survey, counts);
    }),
  );
  return found.flat();
}

/** A generic result is decided when the whole is checked. */
async function mayReturn(
  signature: Signature,
  returned: Type,
  { type }: Place,
  survey: Survey,
): Promise<boolean> {
  if (returned.flags & TypeFlags.Void) return type !== undefined && (type.flags & TypeFlags.Void) !== 0;
  if (!type || isGeneric(signature)) return true;
  return await survey.fits(returned, type);
}

interface Callable {
  readonly kind: CallKind;
  readonly signature: Signature;
  readonly index: number;
  readonly returned: Type;
}

async function productionsOf(
  place: Place,
  callee: TypedText,
  { kind, signature, index, returned }: Callable,
  survey: Survey,
  counts: Counts,
): Promise<Production[]> {
  const parameters = await signature.getParameters();
  const types = await survey.moment.checker.getTypeOfSymbol(parameters);
  const rest = signature.hasRestParameter ? parameters.length - 1 : -1;
  const required = parameters.filter((one, at) => !(one.flags & SymbolFlags.Optional) && at !== rest).length;
  const head = kind === "construct" ? "new" : "arg";
  const name = lastName(callee);
  const text = kind === "construct" ? `new ${callee.text}` : callee.text;
  const shape = kind === "construct" ? "NewExpression" : "CallExpression";
  return arities(callee.text, parameters.length, required, counts).map((arity): Production => {
    const slots = parameters.slice(0, arity).map((parameter, at): PlacedSlot => ({
      key: `${text}\0${index}\0${arity}\0${at}`,
      place: {
        type: at === rest ? undefined : asking(types[at]),
        wanted: {
          keys: [`${head}:${name}#${at}`, `${head}:${name}`, `${head}#${at}`],
          words: [parameter.name],
        },
        depth: place.depth + 1,
      },
    }));
    const features = {
      ...counts.common(place, `${text}()`, shape),
      ...(isMember(callee) ? counts.member(callee, place.wanted) : counts.name(callee, place.wanted)),
      ...typeFeatures(place, returned),
      [isMember(callee) ? "method" : kind]: 1,
      calleeInFile: Math.log1p(counts.inFile(callee.text)),
      calleeAnywhere: Math.log1p(counts.statistics.countAnywhere(callee.text)),
      [`arity${arity}`]: 1,
      arityUsed: Math.log1p(counts.statistics.count(`callee#${arity}`, callee.text)),
      ...(isGeneric(signature) ? { generic: 1 } : {}),
      ...calleeAt(place, callee, counts),
    };
    const parts = arity === 0 ? [`${text}()`] : [...slots.map((_, at) => at === 0 ? `${text}(` : ", "), ")"];
    return { parts, slots, shape, features };
  });
}

/** How often this callee's results stand at such places. */
function calleeAt({ wanted }: Place, callee: TypedText, counts: Counts): Record<string, number> {
  const features: Record<string, number> = {};
  wanted.keys.slice(0, 3).forEach((key, level) => {
    const count = counts.statistics.callee(key, lastName(callee));
    if (count > 0) features[`calleeAt${level}`] = Math.log1p(count);
  });
  return features;
}

/** The required number of arguments, and larger ones that the project uses. */
function arities(callee: string, most: number, required: number, counts: Counts): number[] {
  const found: number[] = [];
  for (let arity = required; arity <= Math.min(most, MAX_ARGUMENTS); arity++) {
    if (arity === required || counts.statistics.count(`callee#${arity}`, callee) > 0) found.push(arity);
  }
  return found;
}

function isGeneric(signature: Signature): boolean {
  return (signature.typeParameters?.length ?? 0) > 0;
}

function lastName(callee: TypedText): string {
  return isMember(callee) ? callee.member : callee.text;
}
