/**
 * What an index answers about modules. Files are named relative to the project's root, with `/` between parts.
 *
 * @module
 */

import type { ImportRecord } from "./entry.ts";

/** One import of a file. */
export interface Import extends ImportRecord {
  /** Where it leads, relative to the root; `undefined` for a module of the runtime or one that is not there. */
  readonly target: string | undefined;
  /** True when the target belongs to an installed package. */
  readonly isExternal: boolean;
}

/** A name that a module exports, re-exports followed. */
export interface Export {
  readonly name: string;
  /** The file that declares it, relative to the root. */
  readonly file: string;
  /** Its name there; `*` when it stands for the whole module; empty for an expression. */
  readonly local: string;
  readonly isType: boolean;
}

/** A module that exports a name. */
export interface Exporter extends Export {
  /** The module to import it from, relative to the root. */
  readonly from: string;
}
