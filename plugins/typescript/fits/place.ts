/**
 * A place to fill with its type, and the productions that compete for it.
 *
 * @module
 */

import { type Type, TypeFlags } from "../compiler.ts";
import type { ImportNeed } from "../../../core/code/scope.ts";
import type { Features, Wanted } from "../rank.ts";
import type { TypedText } from "../survey.ts";

export type { TypedText };

/** A place with its type and what is asked of it. */
export interface Place {
  readonly type: Type | undefined;
  readonly wanted: Wanted;
  /** What function literals are made for where `type` depends on what stands here. */
  readonly callback?: Type | undefined;
  /** What a value must be beside its type: it may be absent (the left of `??`), or be waited for. */
  readonly needs?: "nullable" | "thenable";
  /** 0 for the hole itself, 1 for a slot of a production in it, and so on. */
  readonly depth: number;
  /** Names that a function literal around the place declares. */
  readonly inner: readonly TypedText[];
}

/** A slot of a production: its key is made of the text around it, so that it can be found again. */
export interface PlacedSlot {
  readonly key: string;
  readonly place: Place;
}

/** One production before its likelihood among the others is known. */
export interface Production {
  readonly parts: readonly string[];
  readonly slots: readonly PlacedSlot[];
  /** The ESTree type of what it makes. */
  readonly shape: string;
  /** Groups of features; those of equal content are one object wherever that is cheap. */
  readonly features: readonly Features[];
  /** What the place's type is compared with; absent when only the whole can be checked. */
  readonly type?: Type;
  readonly needs?: readonly ImportNeed[];
}

/** A name, or a member path below one, that can stand as a value. */
export interface Atom extends TypedText {
  readonly shape: string;
  /** The last name in the text: what is compared with the words that are wanted. */
  readonly last: string;
  /** True for a function or method, by its declaration. */
  readonly isCallable: boolean;
  /** Set for member paths. */
  readonly receiver?: Atom;
}

/** The type if it asks anything: `any`, `unknown` and a bare type parameter do not. */
export function asking(type: Type | undefined): Type | undefined {
  return type && !(type.flags & (TypeFlags.AnyOrUnknown | TypeFlags.TypeParameter)) ? type : undefined;
}

/** A rough kind of a type, for statistics. */
export function kindOf(type: Type | undefined): string {
  if (!type) return "none";
  const { flags } = type;
  if (flags & (TypeFlags.Boolean | TypeFlags.BooleanLiteral)) return "boolean";
  if (flags & (TypeFlags.String | TypeFlags.StringLiteral | TypeFlags.TemplateLiteral)) return "string";
  if (flags & (TypeFlags.Number | TypeFlags.NumberLiteral)) return "number";
  if (flags & TypeFlags.Union) return "union";
  if (flags & TypeFlags.Object) return "object";
  return "other";
}
