/**
 * What a compiler that is run as a program prints.
 *
 * @module
 */

/** One fault as it is printed. */
export interface PrintedFault {
  /** A path, absolute or from where the compiler ran, or an address; empty for a fault without a place. */
  readonly place: string;
  /** 0-based. */
  readonly line: number;
  /** 0-based, UTF-16 units. */
  readonly column: number;
  /** How much is underlined; 0 where nothing is. */
  readonly length: number;
  /** As `TS2322`. */
  readonly code: string;
  readonly message: string;
}

/** What one run said. */
export interface Printed {
  readonly faults: readonly PrintedFault[];
  /** Why it did not get as far as types; empty when it did. */
  readonly reason: string;
  /** The files that were looked at, absolute; absent where all are. */
  readonly files?: readonly string[];
}
