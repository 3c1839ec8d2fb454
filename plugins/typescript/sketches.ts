/**
 * What functions and classes must be given, as a running program could tell it: kinds of values, and the members that
 * objects must have.
 *
 * @module
 */

import type { Sketch } from "../../core/code/exploration.ts";
import { SymbolFlags, type Type, TypeFlags } from "./compiler.ts";
import { privateName } from "./private_names.ts";
import type { Survey, TypedText } from "./survey.ts";

const STRING = TypeFlags.String | TypeFlags.StringLiteral | TypeFlags.TemplateLiteral;
const NUMBER = TypeFlags.Number | TypeFlags.NumberLiteral;
const BOOLEAN = TypeFlags.Boolean | TypeFlags.BooleanLiteral;
const ABSENT = TypeFlags.Undefined | TypeFlags.Null;
const ANY: Sketch = { kind: "any" };
/** More members say no more. */
const MAX_MEMBERS = 12;
/** Larger unions are lists of names. */
const MAX_VALUES = 40;
const BY_NAME: Readonly<Record<string, string>> = {
  Map: "map",
  ReadonlyMap: "map",
  Set: "set",
  ReadonlySet: "set",
};

/** What a visible function or class takes, required parameters only; `undefined` for other values. */
export async function takesOf({ text, type }: TypedText, survey: Survey): Promise<Sketch[] | undefined> {
  if (!(type.flags & TypeFlags.Object)) return undefined;
  const isClass = /^\p{Lu}/u.test(text);
  const [signature] = await survey.signatures(type, isClass ? "construct" : "call");
  if (!signature) return undefined;
  const parameters = await signature.getParameters();
  const most = signature.hasRestParameter ? parameters.length - 1 : parameters.length;
  const required = parameters.slice(0, most).filter(({ flags }) => !(flags & SymbolFlags.Optional));
  const types = required.length > 0 ? [...await survey.moment.checker.getTypeOfSymbol(required)] : [];
  // A parameter with `?` is known by its type alone.
  while (await mayBeUndefined(types.at(-1))) types.pop();
  return await Promise.all(types.map((one) => one ? sketchOf(one, survey) : ANY));
}

async function mayBeUndefined(type: Type | undefined): Promise<boolean> {
  if (!type?.isUnionType() || type.flags & BOOLEAN) return false;
  return (await type.getTypes() ?? []).some(({ flags }) => flags & TypeFlags.Undefined);
}

/** What a value of a type must be. */
export async function sketchOf(type: Type, survey: Survey): Promise<Sketch> {
  const { flags } = type;
  if (flags & BOOLEAN) return { kind: "boolean" };
  if (type.isUnionType()) return await unionOf(await type.getTypes() ?? [], survey);
  const fixed = literalOf(type);
  if (flags & STRING) return { kind: "string", ...fixed };
  if (flags & NUMBER) return { kind: "number", ...fixed };
  if (!(flags & TypeFlags.Object)) return ANY;
  const { checker } = survey.moment;
  const byName = BY_NAME[(await type.getSymbol())?.name ?? ""];
  if (byName) return { kind: byName };
  if (await checker.isArrayLikeType(type)) return { kind: "list" };
  if ((await survey.signatures(type, "call")).length > 0) return { kind: "function" };
  const symbols = await checker.getPropertiesOfType(type);
  const members = symbols.filter((one) => !(one.flags & SymbolFlags.Optional)).map(({ name }) => name)
    .filter((name) => privateName(name) === undefined); // nobody outside the class can tell
  return { kind: "record", members: members.slice(0, MAX_MEMBERS) };
}

/** The value of a type that has one alone; a member of an enum is written by its name. */
function literalOf(type: Type): Pick<Sketch, "values"> {
  const isPlain = type.isLiteralType() && !(type.flags & TypeFlags.EnumLiteral);
  const value: unknown = isPlain ? type.value : undefined;
  return typeof value === "string" || typeof value === "number" ? { values: [value] } : {};
}

/** The kind that all members have, no matter whether the value may be missing. */
async function unionOf(types: readonly Type[], survey: Survey): Promise<Sketch> {
  const parts = await Promise.all(
    types.filter(({ flags }) => !(flags & ABSENT)).map((one) => sketchOf(one, survey)),
  );
  const [first] = parts;
  if (!first || parts.some(({ kind }) => kind !== first.kind)) return ANY;
  const values = parts.flatMap(({ values = [] }) => values);
  const isFixed = parts.every(({ values }) => values) && values.length <= MAX_VALUES;
  return parts.length === 1 ? first : { kind: first.kind, ...(isFixed ? { values } : {}) };
}
