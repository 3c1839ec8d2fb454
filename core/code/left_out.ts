/**
 * Files of a project that hold code nobody reads.
 *
 * @module
 */

/** A file that is left out. */
export interface LeftOut {
  /** Relative to the project's root. */
  readonly file: string;
  /** In words, without a full stop; the same for all files of a kind. */
  readonly reason: string;
}
