/**
 * One thing that every provider for a model server does.
 *
 * @module
 */

import type { Abilities, Trial } from "./provider_subject.ts";

/** A claim, and how it is tried. */
export interface Behaviour {
  /** Ends the name of its test, and names its recording. */
  readonly claim: string;
  /** What it takes; where that is missing there is no such test. */
  readonly needs?: keyof Abilities;
  /** True where only a server that is running can show it. */
  readonly isAboutServer?: boolean;
  /** Fails where the provider does otherwise. */
  run(trial: Trial): Promise<void>;
}
