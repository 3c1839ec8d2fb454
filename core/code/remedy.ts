/**
 * Ways out of a fault that need no model.
 *
 * @module
 */

import type { Hole } from "./hole.ts";
import type { ImportNeed } from "./scope.ts";
import type { Edit } from "./text.ts";

/** What all remedies say. */
interface Proposed {
  /** Code of the diagnostic that it mends. */
  readonly mends: string;
  /** What it does, for people: `imports "join" from "node:path"`. */
  readonly reason: string;
}

/** A proposed way out of a fault. Neither kind goes around the compiler: a cast or an `any` is no remedy. */
export type Remedy =
  | Proposed & {
    /** The only right fix: writing goes on behind it. */
    readonly kind: "patch";
    /** The draft's text with the fix in it. */
    readonly text: string;
    /** Imports that the text then needs. */
    readonly needs: readonly ImportNeed[];
  }
  | Proposed & {
    /** What is named is not there yet: a declaration with a hole of its own. */
    readonly kind: "declare";
    /** What is missing: `clamp`. */
    readonly name: string;
    /** Puts the declaration into a file beside the draft's own text; it counts in the file without the draft. */
    readonly edit: Edit;
    /** The hole in `edit.text`; its span counts there, and its snapshot is empty. */
    readonly hole: Hole;
  };
