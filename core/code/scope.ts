/**
 * What is visible at a draft, and what fits there.
 *
 * @module
 */

import type { Sketch } from "./exploration.ts";

/**
 * A place whose type an indexer knows. `key` is opaque to everyone but the indexer that made it, and valid for one
 * snapshot of the project: the indexer can find the type again from the key by overlaying the draft.
 */
export interface Slot {
  /** Opaque to all but its indexer. */
  readonly key: string;
  /** The type as the language writes it; for people, not for deciding. */
  readonly type: string;
}

/** A name that is visible at a place. */
export interface Binding {
  /** As the code writes it. */
  readonly name: string;
  /** The type narrowed at the place, as the language writes it. */
  readonly type: string;
  /** What declares it. */
  readonly kind: "local" | "parameter" | "function" | "class" | "import" | "global" | "this";
  /** Scopes between the name's declaration and the place: 0 is the innermost. */
  readonly distance: number;
  /** What a function or class must be given, in order; absent for other values, and where nobody looked. */
  readonly takes?: readonly Sketch[];
  /** The import that brings it, where the file has none yet. */
  readonly needs?: readonly ImportNeed[];
}

/** What is visible at a draft's end: nearest first. */
export interface Scope {
  /** The type the place asks for; absent where the language asks for none. */
  readonly expected?: Slot;
  /** True where the place takes any value: a type checker lets everything pass there. */
  readonly takesAny?: boolean;
  /** What the place asks for, as far as a running program can see; absent where nobody looked. */
  readonly wants?: Sketch;
  /** The names, nearest first. */
  readonly bindings: readonly Binding[];
  /** True when names were left out to keep the answer small. */
  readonly isCapped: boolean;
}

/**
 * One production of "what fits here": text with typed slots. The text of a term is
 * `parts[0] + slot 0 + parts[1] + slot 1 + … + parts.at(-1)`.
 */
export interface Term {
  /** One more than there are slots. */
  readonly parts: readonly string[];
  /** The open places, in order of the text. */
  readonly slots: readonly Slot[];
  /** Negative natural logarithm of how likely this production is at its place: 0 is certain, larger is dearer. */
  readonly cost: number;
  /** What kind of production it is, for traces and statistics. */
  readonly form: string;
  /** Source text of imports that the term needs and the file lacks. */
  readonly needs: readonly ImportNeed[];
}

/** A name that must be imported before a text can be used. */
export interface ImportNeed {
  /** The name as the text uses it. */
  readonly name: string;
  /** The module specifier as the file would write it. */
  readonly from: string;
  /** Which form of import; `type` is a named one of a type alone. */
  readonly kind: "named" | "default" | "namespace" | "type";
}
