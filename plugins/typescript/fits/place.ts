/**
 * A place to fill with its type, and the productions that compete for it.
 *
 * @module
 */

import { type Type, TypeFlags } from "../compiler.ts";
import type { VisibleName } from "../names.ts";
import type { Features, Wanted } from "../rank.ts";

/** A place with its type and what is asked of it. */
export interface Place {
  readonly type: Type | undefined;
  readonly wanted: Wanted;
  /** 0 for the hole itself, 1 for a slot of a production in it, and so on. */
  readonly depth: number;
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
  readonly features: Features;
  /** What the place's type is compared with; absent when only the whole can be checked. */
  readonly type?: Type;
}

/** A name or a member path with its type at the place. */
export interface TypedText {
  readonly text: string;
  readonly type: Type;
  readonly name: VisibleName;
}

/** A member of a visible name, or of another member. */
export interface Member extends TypedText {
  readonly receiver: TypedText;
  readonly member: string;
}

/** True for a member path. */
export function isMember(text: TypedText): text is Member {
  return "receiver" in text;
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
