/**
 * Small forms around an atom or a slot that a project may have as its habit: `x!`, `x++`, `x = …`, `x[…]`, `[…]`.
 *
 * @module
 */

import { type Type, TypeFlags } from "../compiler.ts";
import type { Features } from "../rank.ts";
import type { Survey } from "../survey.ts";
import { hasNull } from "./atoms.ts";
import { nullablesOf } from "./nullables.ts";
import { pairsOf } from "./pairs.ts";
import { type Counts, roleClass } from "./features.ts";
import { asking, type Atom, kindOf, type Place, type PlacedSlot, type Production } from "./place.ts";

/** Uses of a form in a project from which on it is a habit there. */
const HABIT = 3;
const PLAIN_KINDS = new Set(["boolean", "number", "string", "object"]);
const MAX_ATOMS = 40;
/** Receivers of element access; each costs a question. */
const MAX_INDEXED = 16;

/** One form that belongs to a hole, not to a place. */
export interface Form {
  readonly parts: readonly string[];
  readonly shape: string;
  readonly features: Features;
  readonly type?: Type;
  /** Absent for forms without a slot. */
  readonly slot?: { readonly type: Type | undefined; readonly keys: readonly string[] };
  /** Kinds of values it makes, see `kindOf`, where its type is not known; all when absent or empty. */
  readonly makes?: readonly string[];
  /** Roles it may stand at; all when absent. */
  readonly roles?: readonly string[];
}

/** An atom and the features it has anywhere. */
export interface RankedAtom {
  readonly atom: Atom;
  readonly features: Features;
}

/** The forms around the likeliest atoms of a hole. */
export async function formsOf(
  atoms: readonly RankedAtom[],
  survey: Survey,
  counts: Counts,
  quote: string,
): Promise<readonly Form[]> {
  const [indexed, solid, maybe] = await Promise.all([
    indexes(atoms, survey, counts),
    nonNulls(atoms, counts),
    nullablesOf(atoms, survey, counts, quote),
  ]);
  return [
    ...indexed,
    ...solid,
    ...maybe,
    ...updates(atoms, counts),
    ...assignments(atoms, counts),
    ...pairsOf(atoms, counts),
  ];
}

/** A form as a production of a place. */
export function formAt(
  place: Place,
  { parts, shape, features, type, slot }: Form,
  shapeFeatures: Features,
): Production {
  const slots: PlacedSlot[] = slot
    ? [{
      key: `${parts.join("⟨")}\0${place.depth}`,
      place: {
        type: slot.type,
        wanted: { keys: slot.keys, words: [] },
        depth: place.depth + 1,
        inner: place.inner,
      },
    }]
    : [];
  return { parts, slots, shape, features: [shapeFeatures, features], ...(type ? { type } : {}) };
}

/** True when a form may stand at a place. */
export function mayStand({ roles, slot, makes }: Form, { wanted, depth, type }: Place): boolean {
  if (makes && makes.length > 0 && PLAIN_KINDS.has(kindOf(type)) && !makes.includes(kindOf(type))) {
    return false;
  }
  // Below the hole, pairs are for what a function literal gives back.
  if (makes && depth > 0 && roleClass(wanted) !== "arrow") return false;
  if (slot && depth > 1) return false;
  return !roles || (depth === 0 && roles.includes(roleClass(wanted)));
}

async function indexes(atoms: readonly RankedAtom[], survey: Survey, counts: Counts): Promise<Form[]> {
  const rate = (last: string) => counts.statistics.places(`at:${last}`).total;
  const likely = atoms.filter(({ atom }) =>
    atom.type.flags & TypeFlags.Object && !atom.isCallable && !atom.text.includes("?.")
  )
    .filter(({ atom }) => rate(atom.last) > 0 || !atom.receiver)
    .sort((a, b) => rate(b.atom.last) - rate(a.atom.last)).slice(0, MAX_INDEXED);
  const found = await Promise.all(likely.map(async ({ atom, features }): Promise<Form[]> => {
    const infos = await survey.moment.checker.getIndexInfosOfType(atom.type);
    const info = infos.find(({ keyType }) => keyType.flags & TypeFlags.Number) ?? infos[0];
    if (!info) return [];
    return [{
      parts: [`${atom.text}[`, "]"],
      shape: "MemberExpression",
      features: { ...prefixed(features, "i_"), index: 1, indexRate: Math.log1p(rate(atom.last)) },
      type: info.valueType,
      slot: { type: info.keyType, keys: [`at:${atom.last}`, "at"] },
    }];
  }));
  return found.flat();
}

async function nonNulls(atoms: readonly RankedAtom[], counts: Counts): Promise<Form[]> {
  if (counts.statistics.shapeAnywhere("TSNonNullExpression") < HABIT) return [];
  const unions = atoms.filter(({ atom }) => atom.type.flags & TypeFlags.Union).slice(0, MAX_ATOMS);
  const found = await Promise.all(
    unions.map(async ({ atom, features }): Promise<Form[]> =>
      await hasNull(atom.type)
        ? [{
          parts: [`${atom.text}!`],
          shape: "TSNonNullExpression",
          features: { ...prefixed(features, "n_"), solid: 1 },
        }]
        : []
    ),
  );
  return found.flat();
}

function updates(atoms: readonly RankedAtom[], counts: Counts): Form[] {
  if (counts.statistics.shapeAnywhere("UpdateExpression") < HABIT) return [];
  return atoms.filter(({ atom }) => kindOf(atom.type) === "number" && isAssignable(atom)).slice(0, MAX_ATOMS)
    .flatMap(({ atom, features }) =>
      [`${atom.text}++`, `++${atom.text}`].map((text): Form => ({
        parts: [text],
        shape: "UpdateExpression",
        features: { ...prefixed(features, "u_"), update: 1, [text.startsWith("+") ? "before" : "behind"]: 1 },
        type: atom.type,
      }))
    );
}

function assignments(atoms: readonly RankedAtom[], counts: Counts): Form[] {
  const rate = (last: string) => counts.statistics.places(`set:${last}`).total;
  return atoms.filter(({ atom }) => isAssignable(atom) && rate(atom.last) > 0).slice(0, MAX_ATOMS)
    .map(({ atom, features }): Form => ({
      parts: [`${atom.text} = `, ""],
      shape: "AssignmentExpression",
      features: { ...prefixed(features, "s_"), assign: 1, setRate: Math.log1p(rate(atom.last)) },
      slot: { type: asking(atom.type), keys: [`set:${atom.last}`, "set="] },
      roles: ["arrow", "set="],
    }));
}

function isAssignable({ name, receiver, text }: Atom): boolean {
  if (text.includes("?.")) return false;
  return receiver !== undefined || ((name.kind === "local" || name.kind === "parameter") && !name.isConst);
}

/** An atom's features count apart when it stands in a form. */
export function prefixed(features: Features, prefix: string): Record<string, number> {
  return Object.fromEntries(Object.entries(features).map(([name, value]) => [prefix + name, value]));
}
