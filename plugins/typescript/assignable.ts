/**
 * Whether a value of one type can stand where another is asked for: told from the types' flags where they decide,
 * asked of the checker once for each pair where they do not.
 *
 * @module
 */

import { type Checker, type Type, TypeFlags } from "./compiler.ts";

const TEXT = TypeFlags.String | TypeFlags.StringLiteral | TypeFlags.TemplateLiteral;
const NUMBER = TypeFlags.Number | TypeFlags.NumberLiteral;
const BOOLEAN = TypeFlags.Boolean | TypeFlags.BooleanLiteral;
/** Types that hold every value of their group. */
const WIDE = TypeFlags.String | TypeFlags.Number | TypeFlags.Boolean;

/** A question for the checker that answers at once where it can. */
export function assignability(checker: Checker): (source: Type, target: Type) => Promise<boolean> | boolean {
  const known = new Map<Type["id"], Map<Type["id"], Promise<boolean> | boolean>>();
  const kinds = new Map<Type["id"], Promise<number> | number>();
  const ask = (source: Type, target: Type, row: Map<Type["id"], Promise<boolean> | boolean>) => {
    const kind = kinds.get(target.id);
    if (kind === undefined) kinds.set(target.id, kindsOf(target));
    const asked = Promise.resolve(kinds.get(target.id)).then((mask) => {
      kinds.set(target.id, mask ?? ALL);
      return isShut(source, mask ?? ALL) ? false : checker.isTypeAssignableTo(source, target);
    });
    void asked.then((is) => row.set(source.id, is), () => row.delete(source.id));
    return asked;
  };
  return (source, target) => {
    const plain = byFlags(source, target);
    if (plain !== undefined) return plain;
    let row = known.get(target.id);
    if (!row) known.set(target.id, row = new Map());
    let answer = row.get(source.id);
    if (answer === undefined) row.set(source.id, answer = ask(source, target, row));
    return answer;
  };
}

/** Kinds of values; those beyond them are in `ALL` alone. */
const ALL = -1;
const PLAIN_PARTS = TEXT | NUMBER | BOOLEAN | TypeFlags.Undefined | TypeFlags.Null;

/** The flags of what a type's members are; `ALL` where they can not tell what is refused. */
async function kindsOf(target: Type): Promise<number> {
  if (!target.isUnionType()) return ALL;
  let mask = 0;
  for (const { flags } of await target.getTypes() ?? []) {
    if (!(flags & PLAIN_PARTS) || flags & TypeFlags.EnumLike) return ALL;
    mask |= flags;
  }
  return mask;
}

/** True when a value of the source can not be of any of these kinds. */
function isShut(source: Type, mask: number): boolean {
  if (mask === ALL) return false;
  if (source.flags & TypeFlags.Object) return true;
  return isPlain(source) && ![TEXT, NUMBER, BOOLEAN].some((group) => source.flags & group && mask & group);
}

function byFlags(source: Type, target: Type): boolean | undefined {
  if (source.id === target.id || target.flags & TypeFlags.AnyOrUnknown) return true;
  if (source.flags & (TypeFlags.Any | TypeFlags.Never)) return !(target.flags & TypeFlags.Never);
  if (isPlain(target) && target.flags & WIDE) {
    if (isPlain(source)) {
      return [TEXT, NUMBER, BOOLEAN].some((group) => source.flags & group && target.flags & group);
    }
    if (source.flags & TypeFlags.Object) return false;
  }
  return undefined;
}

/** `boolean` is a union of its two values by the flags, and plain all the same. */
function isPlain({ flags }: Type): boolean {
  if (flags & TypeFlags.Boolean) return true;
  return (flags & (TEXT | NUMBER | BOOLEAN)) !== 0 && (flags & (TypeFlags.Union | TypeFlags.EnumLike)) === 0;
}
