/**
 * What a person should know and no fault says.
 *
 * @module
 */

/** A remark of a plugin or of Maze itself. Programs go by its code, people read its text. */
export interface Note {
  /** Stable. One of `NOTE_CODES` where it means that; else free to choose: nothing in Maze goes by it. */
  readonly code: string;
  /** In words, without a full stop. */
  readonly text: string;
}

/** The codes that Maze itself goes by. */
export const NOTE_CODES = {
  /** Of a validator that runs examples: there are none. */
  noExamples: "no-examples",
  /** Of a validator that counts more than examples: `2 of 2 examples, 3 of 3 tests`. */
  counted: "counted",
  /** Of a validator: one example, or one file, that it could not check, and why. */
  notChecked: "not-checked",
  /** Of a validator: which compiler judged, in words that begin with "by". */
  judgedBy: "judged-by",
  /** Of a validator: what it can not see around the hole, so that more passes there than should. Told with the outcome. */
  unseen: "unseen",
  /** Of a validator that runs code: a limit that this machine does not keep. */
  notLimited: "not-limited",
  /** Of a hole: as many answers were judged as may be, and some were left. */
  notJudged: "not-judged",
  /** Of a hole: its time was over before all answers were judged. */
  outOfTime: "out-of-time",
  /** Of a hole: what the model was not told, because it had no room for it. */
  leftOut: "left-out",
  /** Of a hole: a bound of tokens or money is reached. */
  spent: "spent",
  /** Of a hole: a provider that was to be asked gave no answer. */
  unanswered: "unanswered",
  /** Of a hole: what was written was not judged while it came, because the checker failed. */
  unwatched: "unwatched",
  /** Of a hole: all that a model wrote had a fault that nothing mended. */
  faulty: "faulty",
  /** Of a hole between members: why they were not written one at a time. */
  members: "members",
  /** Of a hole that could not be filled: what filled another one decides a type that it has to go by. */
  binding: "binding",
  /** Of new code: a head that was written for it and is wrong, and why. */
  headRefused: "head-refused",
  /** Of new code: nobody could say what begins it. */
  noHead: "no-head",
  /** Of a provider: it has nothing more to try, another one would have to go on. */
  exhausted: "exhausted",
} as const;
