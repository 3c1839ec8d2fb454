/**
 * Calls and constructions as productions: one for each way the project could call what is visible.
 *
 * @module
 */

import { type Signature, type Symbol, SymbolFlags, type Type, TypeFlags } from "../compiler.ts";
import { type Features, nameFeatures } from "../rank.ts";
import type { Survey } from "../survey.ts";
import { type Counts, typeFeatures } from "./features.ts";
import { hasNull } from "./atoms.ts";
import { asking, type Atom, kindOf, type Place, type PlacedSlot, type Production } from "./place.ts";

const MAX_SIGNATURES = 3;
const MAX_ARGUMENTS = 4;
const MAX_BARE = 48;
/** With fewer uses the project has not yet shown how a function is called. */
const FEW = 2;

const CALLED = TypeFlags.Object | TypeFlags.Union;

/** One way to call one callee, with a number of arguments. */
export interface Callable {
  readonly callee: Atom;
  /** The callee as it is written: `f`, `new C`, `a?.f`. */
  readonly text: string;
  readonly isNew: boolean;
  readonly isGeneric: boolean;
  readonly index: number;
  readonly returned: Type;
  readonly parameters: readonly Symbol[];
  readonly types: readonly (Type | undefined)[];
  readonly rest: number;
  readonly arity: number;
  /** True when the last argument is spread. */
  readonly isSpread: boolean;
  readonly features: Features;
}

/** Every way to call the likeliest callees among some atoms: functions, and at most `most` methods. */
export async function callablesOf(
  atoms: readonly Atom[],
  words: readonly string[],
  survey: Survey,
  counts: Counts,
  most: number,
): Promise<readonly Callable[]> {
  const scored = atoms
    .filter(({ type, text }) =>
      (type.flags & CALLED) !== 0 && !(type.flags & TypeFlags.Boolean) && text !== "this"
    )
    .filter((atom) => mayBeCalled(atom, counts))
    .map((callee) => ({ callee, score: quickScore(callee, words, counts) }))
    .sort((a, b) => b.score - a.score);
  // A function that nobody calls yet would lose against methods that everybody does.
  const likely = [
    ...scored.filter(({ callee }) => !callee.receiver).slice(0, MAX_BARE),
    ...scored.filter(({ callee }) => callee.receiver).slice(0, most),
  ];
  const found = (await Promise.all(likely.flatMap(({ callee }) => [
    signaturesOf(callee, false, survey),
    /^[A-Z]/.test(callee.last) ? signaturesOf(callee, true, survey) : [],
  ]))).flat().filter((one) => isSaying(one, counts));
  // One question for the parameters of all signatures: each question costs more than a type in its answer.
  const types = await survey.moment.checker.getTypeOfSymbol(found.flatMap(({ parameters }) => parameters));
  let at = 0;
  return found.flatMap((one) =>
    waysToCall({ ...one, types: types.slice(at, at += one.parameters.length) }, counts)
  );
}

/** Declared as a function or class, or called by this name somewhere in the project. */
function mayBeCalled({ isCallable, last, name, receiver }: Atom, { statistics }: Counts): boolean {
  return isCallable || statistics.called(last) > 0 || !receiver && name.kind !== "local" ||
    /^[A-Z]/.test(last);
}

/** An order of callees before their signatures are asked for. */
function quickScore(callee: Atom, words: readonly string[], { statistics, context }: Counts): number {
  const { text, last, receiver, type, name } = callee;
  const used = Math.log1p(statistics.count("callee", text)) + Math.log1p(statistics.called(last));
  const near = receiver
    ? Math.log1p(context.inFunction(receiver.text)) + (context.siblingReceivers.has(receiver.text) ? 2 : 0)
    : 0.5;
  const union = type.flags & TypeFlags.Union ? 2 : 0;
  return used + near - union + 3 * (nameFeatures(words, last).alikeName ?? 0) -
    0.3 * Math.min(name.distance, 6);
}

async function signaturesOf(callee: Atom, isNew: boolean, survey: Survey): Promise<Known[]> {
  const { checker } = survey.moment;
  const isNullable = await hasNull(callee.type);
  const solid = isNullable ? await checker.getNonNullableType(callee.type) : callee.type;
  if (!solid || !(solid.flags & TypeFlags.Object) || isNullable && isNew) return [];
  const signatures = await survey.signatures(solid, isNew ? "construct" : "call");
  const found = await Promise.all(
    signatures.slice(0, MAX_SIGNATURES).map(async (signature, index) => {
      const [returned, parameters] = await Promise.all([
        checker.getReturnTypeOfSignature(signature),
        signature.getParameters(),
      ]);
      if (!returned || returned.flags & TypeFlags.Never) return [];
      const known = isNullable ? { ...callee, text: `${callee.text}?.` } : callee;
      return [{ callee: known, isNew, signature, index, returned, parameters }];
    }),
  );
  return found.flat();
}

/** `Object()` and its like give what fits everywhere: who does not write them yet does not want them. */
function isSaying({ callee, returned }: Known, { statistics }: Counts): boolean {
  return callee.name.kind !== "global" || !(returned.flags & TypeFlags.Any) ||
    statistics.count("callee", callee.text) > 0;
}

interface Known extends Pick<Callable, "callee" | "isNew" | "index" | "returned" | "parameters"> {
  readonly signature: Signature;
}

function waysToCall(resolved: Known & Pick<Callable, "types">, counts: Counts): Callable[] {
  const { callee, isNew, signature, parameters } = resolved;
  const rest = signature.hasRestParameter ? parameters.length - 1 : -1;
  const required = parameters.filter((one, at) => !(one.flags & SymbolFlags.Optional) && at !== rest).length;
  const isGeneric = (signature.typeParameters?.length ?? 0) > 0;
  const text = isNew ? `new ${callee.text}` : callee.text;
  const own = { ...resolved, text, isGeneric, rest };
  const ways = arities(callee.text, parameters.length, required, counts)
    .map((arity) => ({ arity, isSpread: false }));
  if (rest >= 0) ways.push({ arity: rest + 1, isSpread: true });
  return ways.map(({ arity, isSpread }) => ({
    ...own,
    arity,
    isSpread,
    features: {
      ...ownFeatures(callee, isNew, isGeneric, arity, counts),
      ...(isSpread ? { spread: 1 } : {}),
    },
  }));
}

/**
 * The required number of arguments, and others that the project uses: a parameter with a default is not told from a
 * required one.
 */
function arities(callee: string, most: number, required: number, counts: Counts): number[] {
  const found: number[] = [];
  for (let arity = 0; arity <= Math.min(most, MAX_ARGUMENTS); arity++) {
    const isLast = arity === required - 1 && required > 1;
    if (
      arity === required || isLast && counts.statistics.countAnywhere(callee) < FEW ||
      counts.statistics.count(`callee#${arity}`, callee) > 0
    ) {
      found.push(arity);
    }
  }
  return found;
}

function ownFeatures(
  callee: Atom,
  isNew: boolean,
  isGeneric: boolean,
  arity: number,
  counts: Counts,
): Features {
  const { receiver, last, text } = callee;
  return {
    ...counts.used(text, "c_"),
    ...(receiver ? counts.member(receiver, last, "c_") : counts.source(callee, "c_")),
    [receiver ? "method" : isNew ? "construct" : "call"]: 1,
    [`arity${arity}`]: 1,
    arityUsed: Math.log1p(counts.statistics.count(`callee#${arity}`, text)),
    ...(isGeneric ? { generic: 1 } : {}),
    ...(text.includes("?.") ? { c_optional: 1 } : {}),
    ...(last === counts.context.functionName ? { c_own: 1 } : {}),
  };
}

/** The calls whose result may fit a place, judged by the flags of the types; see `Production.type`. */
export function callAt(place: Place, callable: Callable, counts: Counts, shape: Features): Production {
  const { callee, text, arity, returned, isGeneric } = callable;
  const slots = callable.parameters.slice(0, arity).map((_, at) => slotOf(place, callable, at));
  return {
    parts: partsOf(callable),
    slots,
    shape: shapeOf(callable),
    features: [
      shape,
      callable.features,
      counts.calleeAt(place, callee.last),
      counts.named(place, callee.last),
      isGeneric ? {} : typeFeatures(place, returned),
      arity === 0 ? counts.at(place, `${text}()`) : {},
    ],
    ...(callee.needs ? { needs: callee.needs } : {}),
    // A generic result is decided when the whole is checked.
    ...(isGeneric && !(returned.flags & TypeFlags.Void) ? {} : { type: returned }),
  };
}

function partsOf({ text, arity, isSpread }: Callable): string[] {
  if (arity === 0) return [`${text}()`];
  const parts = Array.from({ length: arity }, (_, at) => at === 0 ? `${text}(` : ", ");
  if (isSpread) parts.push(`${parts.pop()}...`);
  return [...parts, ")"];
}

/** The ESTree type of a call. */
export function shapeOf({ isNew, text }: Callable): string {
  return isNew ? "NewExpression" : text.includes("?.") ? "ChainExpression" : "CallExpression";
}

function slotOf(place: Place, callable: Callable, at: number): PlacedSlot {
  const { callee, text, isNew, isGeneric, index, arity, rest, parameters, types } = callable;
  const head = isNew ? "new" : "arg";
  const isSpread = callable.isSpread && at === arity - 1;
  const type = at === rest && !isSpread ? undefined : asking(types[at]);
  const keys = isSpread
    ? [`under:SpreadElement`, "under"]
    : [`${head}:${callee.last}#${at}`, `${head}:${callee.last}`, `${head}#${at}`];
  // A type that may hold type parameters asks for nothing before they are known.
  const isOpen = isGeneric && type && !["boolean", "string", "number"].includes(kindOf(type));
  return {
    key: [text, index, arity, at, isSpread, place.depth].join("\0"),
    place: {
      type: isOpen ? undefined : type,
      callback: isOpen ? type : undefined,
      wanted: { keys, words: [parameters[at]?.name ?? ""] },
      depth: place.depth + 1,
      inner: place.inner,
    },
  };
}
