/**
 * What `maze doctor` says.
 *
 * @module
 */

/** One thing that was looked at. */
export interface Finding {
  /** `bad` keeps Maze from working; `note` keeps it from working well. */
  readonly state: "good" | "note" | "bad";
  readonly what: string;
  /** The command that mends it, where there is one; else what to do. */
  readonly mend?: string | undefined;
}

/** The version that Maze is tested with. */
export const DENO = "2.9.6";
