/**
 * Holes: places in a project where code is missing, and drafts of what goes there.
 *
 * @module
 */

import type { ImportNeed } from "./scope.ts";
import type { Edit, Span } from "./text.ts";

/** What kind of code is missing. */
export type HoleKind = "expression" | "statements" | "body" | "members" | "type" | "declaration" | "range";

/** A claim about the code around a hole: `call` evaluates to `value`. Both are source text of the hole's language. */
export interface Example {
  /** An expression. */
  readonly call: string;
  /** The value, or `throws`, `throws NAME` or `throws NAME: MESSAGE`. */
  readonly value: string;
  /** Statements that run before `call`. Where `call` is empty they assert by themselves. */
  readonly code?: string;
  /** The file it stands in. */
  readonly file: string;
  /** Where it stands. */
  readonly span: Span;
}

/** A place where code is missing. Valid for one snapshot of its file's text. */
export interface Hole {
  /** `FILE:LINE:COLUMN`, 1-based, unique in a run. */
  readonly id: string;
  /** Relative to the project's root. */
  readonly file: string;
  /** What the fill replaces. */
  readonly span: Span;
  /** SHA-256 of the file's text, hexadecimal, first 16 digits. */
  readonly snapshot: string;
  /** As indexers name it: `typescript`. */
  readonly language: string;
  /** What kind of code is missing. */
  readonly kind: HoleKind;
  /** What the user said is wanted; empty when nothing was said. */
  readonly intent: string;
  /** Claims that the filled code must make true. */
  readonly examples: readonly Example[];
}

/** What one hole has to do with another. */
export interface Leaning {
  /** The one, by id. */
  readonly hole: string;
  /** The other, by id. */
  readonly on: string;
  /**
   * `uses`: the code around the one uses what the other is part of. `binds`: and what fills the other decides a type that is
   * written nowhere. `sees`: the one's file reads the other's, nothing more.
   */
  readonly kind: "uses" | "binds" | "sees";
}

/** A hole, the text written in it so far, and the edits elsewhere that this text leans on. */
export interface Draft {
  /** The place. */
  readonly hole: Hole;
  /** What is written in it so far. */
  readonly text: string;
  /** Edits elsewhere. */
  readonly edits: readonly Edit[];
  /** Imports that texts for the hole may use though the file lacks them. */
  readonly needs?: readonly ImportNeed[];
}
