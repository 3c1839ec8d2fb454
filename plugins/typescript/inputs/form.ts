/**
 * Types of parameters as data: what values of them are made of.
 *
 * @module
 */

import {
  type Checker,
  type Signature,
  SignatureKind,
  SymbolFlags,
  type Type,
  TypeFlags,
} from "../compiler.ts";
import { privateName } from "../private_names.ts";

/** What a value is made of. */
export type Form =
  | { readonly kind: "number" | "string" | "boolean" | "bigint" | "any" }
  /** Source texts of the only values. */
  | { readonly kind: "fixed"; readonly texts: readonly string[] }
  | { readonly kind: "list" | "set"; readonly of: Form }
  | { readonly kind: "tuple"; readonly of: readonly Form[] }
  | { readonly kind: "map" | "index"; readonly key: Form; readonly of: Form }
  | { readonly kind: "record"; readonly members: readonly Member[] }
  | { readonly kind: "date" | "bytes" }
  /** What a template type describes: texts, and a form between each two of them. */
  | { readonly kind: "pattern"; readonly texts: readonly string[]; readonly of: readonly Form[] }
  /** A function that gives such a value, whatever it is given. */
  | { readonly kind: "function"; readonly gives: Form }
  | { readonly kind: "union"; readonly of: readonly Form[] };

/** A member of an object. */
export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  readonly form: Form;
}

/** Objects in objects in objects; what is deeper is made no more. */
const MAX_DEPTH = 4;
/** Larger objects are seldom made by hand. */
const MAX_MEMBERS = 12;
const MAX_UNION = 40;
const ANY: Form = { kind: "any" };
const PLAIN: readonly (readonly [flags: number, kind: "string" | "number" | "bigint"])[] = [
  [TypeFlags.String, "string"],
  [TypeFlags.Number, "number"],
  [TypeFlags.BigInt, "bigint"],
];
/** Objects that are known by the name of their type, by how many arguments it has. */
const NAMED: Readonly<Record<string, "list" | "set" | "map" | "date" | "bytes">> = {
  ...{
    Array: "list",
    ReadonlyArray: "list",
    Iterable: "list",
    ArrayLike: "list",
    Set: "set",
    ReadonlySet: "set",
  },
  ...{ Map: "map", ReadonlyMap: "map", Date: "date", Uint8Array: "bytes" },
};

/** The form of a type; `undefined` where no value of it can be written down, as of a class with private parts. */
export async function formOf(type: Type, checker: Checker, depth = 0): Promise<Form | undefined> {
  const { flags } = type;
  const [plain] = PLAIN.filter(([flag]) => flags & flag);
  if (plain && !type.isUnionType()) return { kind: plain[1] };
  if (flags & TypeFlags.Boolean) return { kind: "boolean" };
  if (flags & TypeFlags.BooleanLiteral) return { kind: "fixed", texts: [await checker.typeToString(type)] };
  if (flags & TypeFlags.Undefined) return { kind: "fixed", texts: ["undefined"] };
  if (flags & TypeFlags.Null) return { kind: "fixed", texts: ["null"] };
  if (flags & TypeFlags.AnyOrUnknown) return ANY;
  if (flags & TypeFlags.TypeParameter) {
    const base = await checker.getBaseConstraintOfType(type);
    const isOpen = !base || base === type || (base.flags & TypeFlags.AnyOrUnknown) !== 0;
    return isOpen ? { kind: "number" } : await formOf(base, checker, depth + 1);
  }
  if (type.isLiteralType()) return literal(type.value);
  if (type.isTemplateLiteralType()) {
    const parts = await Promise.all((await type.getTypes()).map((one) => formOf(one, checker, depth + 1)));
    const of = parts.filter((one) => one !== undefined);
    return of.length === parts.length ? { kind: "pattern", texts: type.texts, of } : undefined;
  }
  if (depth >= MAX_DEPTH) return undefined;
  if (type.isUnionType()) return await unionOf(await type.getTypes() ?? [], checker, depth);
  return flags & (TypeFlags.Object | TypeFlags.Intersection)
    ? await objectOf(type, checker, depth)
    : undefined;
}

function literal(value: unknown): Form | undefined {
  const isPlain = typeof value === "string" || typeof value === "number";
  return isPlain ? { kind: "fixed", texts: [JSON.stringify(value)] } : undefined;
}

/** Of a choice, what can be made: the others are left out. */
async function unionOf(types: readonly Type[], checker: Checker, depth: number): Promise<Form | undefined> {
  const found = await Promise.all(types.slice(0, MAX_UNION).map((one) => formOf(one, checker, depth)));
  const forms = found.filter((one) => one !== undefined);
  const texts = forms.flatMap((one) => one.kind === "fixed" ? one.texts : []);
  const others = forms.filter((one) => one.kind !== "fixed");
  const fixed: Form[] = texts.length > 0 ? [{ kind: "fixed", texts: [...new Set(texts)] }] : [];
  const [first, ...more] = [...fixed, ...others];
  return first && more.length > 0 ? { kind: "union", of: [first, ...more] } : first;
}

async function objectOf(type: Type, checker: Checker, depth: number): Promise<Form | undefined> {
  const name = (await type.getSymbol())?.name ?? "";
  const parts = type.isTypeReference() ? await checker.getTypeArguments(type) : [];
  const inner = async (at: number) => parts[at] && await formOf(parts[at], checker, depth + 1);
  if (await checker.isTupleType(type)) {
    const forms = await Promise.all(parts.map((_, at) => inner(at)));
    const whole = forms.filter((one) => one !== undefined);
    return whole.length === forms.length ? { kind: "tuple", of: whole } : undefined;
  }
  const kind = NAMED[name];
  if (kind === "date" || kind === "bytes") return { kind };
  const [first, second] = [await inner(0), await inner(1)];
  if (kind === "map") return first && second && { kind, key: first, of: second };
  if (kind) return first && { kind, of: first };
  const [called] = await checker.getSignaturesOfType(type, SignatureKind.Call);
  return called ? await functionOf(called, checker, depth) : await recordOf(type, checker, depth);
}

async function functionOf(called: Signature, checker: Checker, depth: number): Promise<Form | undefined> {
  const given = await checker.getReturnTypeOfSignature(called);
  if (!given || given.flags & TypeFlags.Void) {
    return { kind: "function", gives: { kind: "fixed", texts: ["undefined"] } };
  }
  const gives = await formOf(given, checker, depth + 1);
  return gives && { kind: "function", gives };
}

async function recordOf(type: Type, checker: Checker, depth: number): Promise<Form | undefined> {
  const symbols = await checker.getPropertiesOfType(type);
  if (symbols.length > MAX_MEMBERS || symbols.some(({ name }) => privateName(name) !== undefined)) {
    return undefined;
  }
  if (symbols.length === 0) {
    const [index] = await checker.getIndexInfosOfType(type);
    if (!index) return { kind: "record", members: [] };
    const [key, of] = [
      await formOf(index.keyType, checker, depth + 1),
      await formOf(index.valueType, checker, depth + 1),
    ];
    return key && of && { kind: "index", key, of };
  }
  const types = await checker.getTypeOfSymbol(symbols);
  const members = await Promise.all(symbols.map(async ({ name, flags }, at) => {
    const own = types[at];
    const form = own && await formOf(own, checker, depth + 1);
    return { name, isOptional: (flags & SymbolFlags.Optional) !== 0, form };
  }));
  const made = members.flatMap(({ form, ...one }) => form ? [{ ...one, form }] : []);
  const isWhole = members.every(({ form, isOptional }) => form || isOptional);
  return isWhole ? { kind: "record", members: made } : undefined;
}
