/**
 * New code that is wanted, and the place that is found for it.
 *
 * @module
 */

import type { Diagnostic } from "./diagnostic.ts";
import type { Hole } from "./hole.ts";
import type { ImportNeed } from "./scope.ts";
import type { Edit, Span } from "./text.ts";

/** New code that is asked for. */
export interface NewCode {
  /** In words. */
  readonly intent: string;
  /** `FILE` or `FILE#NAME`, relative to the root; a file that is not there is made. Absent: Maze looks for one. */
  readonly into?: string;
  /** As indexers name it. */
  readonly language?: string;
  /** Claims that it must make true: `CALL => VALUE`. */
  readonly examples?: readonly string[];
}

/** What is wanted, and where, as far as somebody said so. */
export interface Wish {
  /** In words; not empty. */
  readonly intent: string;
  /** Claims that the new code must make true: `CALL => VALUE`, source text of its language. */
  readonly examples: readonly string[];
  /** As indexers name it; absent where the file tells. */
  readonly language?: string;
  /** Relative to the root. */
  readonly file: string;
  /** True for a file that is made for the new code. */
  readonly isNew: boolean;
  /** True where nobody has named the file: one that is not for such code is passed over. */
  readonly isFree: boolean;
  /** A declaration of the file: new code goes beside it, or into it where it holds others. */
  readonly name?: string;
  /** Code that is to be written anew: it is replaced, and nothing is added. */
  readonly range?: Span;
  /** A hole between members: the next one that is owed there goes before it. */
  readonly within?: Hole;
  /** The new declaration's head, as somebody has written it; absent while its place alone is asked for. */
  readonly head?: string;
}

/** A place for new code. */
export interface Placement {
  /** As indexers name it. */
  readonly language: string;
  /** Where it is, for people: `behind "trim"`. */
  readonly reason: string;
  /**
   * What is still open in the text after `edits`: with a head the rest of the declaration, of a range the range. Absent
   * where the head is all of it. Without a head, an empty stretch where the declaration goes.
   */
  readonly hole?: Hole;
  /** What puts the head in with its rest left open, with all that goes with it: imports, exports. Empty without a head. */
  readonly edits: readonly Edit[];
  /** Of a member that is owed: the imports among `edits`. */
  readonly needs?: readonly ImportNeed[];
  /**
   * Without a head: what will stand between the file's text and the head, on both sides. Empty lines, indentation, a doc
   * comment.
   */
  readonly around?: readonly [before: string, after: string];
  /** The new declaration in its file's text after `edits`, its doc comment included. */
  readonly span: Span;
  /** What is wrong with the head. */
  readonly faults: readonly Diagnostic[];
  /** The head as it stands in `edits`; empty without one. */
  readonly head: string;
  /** How a head is written, for a model: `export function NAME(PARAMETERS): TYPE`. */
  readonly form: string;
  /** A regular expression of ECMAScript, flag `u`: what it finds in an answer holds all of a head. */
  readonly enough: string;
  /** A head that the examples alone give; absent where they say too little. */
  readonly derived?: string;
}
