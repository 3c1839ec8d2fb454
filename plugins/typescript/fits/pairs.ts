/**
 * Two values of like names side by side: `row.id === rowId`, `options.delay ?? defaultDelay`.
 *
 * @module
 */

import { TypeFlags } from "../compiler.ts";
import { partsOf } from "../../_words/words.ts";
import type { Counts } from "./features.ts";
import { kindOf } from "./place.ts";
import type { Form, RankedAtom } from "./shapes.ts";

/** Pairs are made of the likeliest atoms, and each takes part in few. */
const MAX_ATOMS = 70;
const MAX_PARTNERS = 3;
const MAX_AGE = 300;
/** Names that share less are alike by chance. */
const MIN_ALIKE = 0.3;

interface Sign {
  readonly text: string;
  readonly shape: string;
}

const EQUALITIES: readonly Sign[] = [
  { text: "===", shape: "BinaryExpression" },
  { text: "!==", shape: "BinaryExpression" },
];
const ALTERNATIVE: Sign = { text: "??", shape: "LogicalExpression" };
const DIFFERENCE: Sign = { text: "-", shape: "BinaryExpression" };

/**
 * The pairs among some atoms, likeliest first.
 *
 * @param fresh Names that are declared just here, so that none of them was used long ago.
 */
export function pairsOf(
  atoms: readonly RankedAtom[],
  counts: Counts,
  fresh: ReadonlySet<string> = new Set(),
): Form[] {
  const ageOf = ({ atom: { text, name } }: RankedAtom) =>
    fresh.has(name.name) ? 0 : Math.log1p(Math.min(counts.context.sinceUse(text), MAX_AGE));
  const values = atoms.filter(({ atom }) => !atom.isCallable && atom.text !== "this").slice(0, MAX_ATOMS);
  return values.flatMap((left, at) =>
    values.flatMap((right, other) => other === at ? [] : [{ left, right, alike: alike(left, right) }])
      .filter(({ alike }) => alike >= MIN_ALIKE).sort((a, b) => b.alike - a.alike).slice(0, MAX_PARTNERS)
      .flatMap(({ right, alike }) =>
        signsFor(left, right).map((sign) =>
          formOf(left, right, { sign, alike, age: ageOf(left) + ageOf(right) }, counts)
        )
      )
  );
}

function alike({ atom: left }: RankedAtom, { atom: right }: RankedAtom): number {
  const [one, two] = [partsOf(left.last), partsOf(right.last)];
  // Of `row.id` the receiver is a part of the name as well: it is what tells it from others' ids.
  const whole = left.receiver ? [...partsOf(left.receiver.last), ...one] : one;
  const common = two.filter((part) => whole.includes(part)).length;
  return common / Math.max(one.length, two.length, 1);
}

function signsFor({ atom: left }: RankedAtom, { atom: right }: RankedAtom): readonly Sign[] {
  if (left.type.flags & TypeFlags.Union && !(left.type.flags & TypeFlags.Boolean)) {
    return [...EQUALITIES, ALTERNATIVE];
  }
  if (kindOf(left.type) !== kindOf(right.type)) return [];
  return kindOf(left.type) === "number" ? [...EQUALITIES, DIFFERENCE] : EQUALITIES;
}

interface Pair {
  readonly sign: Sign;
  readonly alike: number;
  /** How long ago both were used. */
  readonly age: number;
}

function formOf(left: RankedAtom, right: RankedAtom, { sign, alike, age }: Pair, counts: Counts): Form {
  const { context } = counts;
  const text = `${left.atom.text} ${sign.text} ${right.atom.text}`;
  return {
    parts: [text],
    shape: sign.shape,
    features: {
      pair: 1,
      [`pair${sign.text}`]: 1,
      pairAlike: alike,
      pairAge: age,
      pairUsed: Math.log1p(context.inFile(text)),
      pairDistance: Math.min(left.atom.name.distance, 6) + Math.min(right.atom.name.distance, 6),
      ...(context.inFunction(left.atom.text) + context.inFunction(right.atom.text) === 0
        ? { pairFresh: 1 }
        : {}),
      ...(left.atom.type.id === right.atom.type.id ? { pairExact: 1 } : {}),
    },
    makes: sign === ALTERNATIVE ? [] : sign === DIFFERENCE ? ["number"] : ["boolean"],
  };
}
