/**
 * What a project's own compiler is asked, and what it answers. One file for each kind of compiler implements this.
 *
 * @module
 */

import type { Note } from "../../core/code/note.ts";
import type { Span } from "../../core/code/text.ts";
import type { Call } from "../../core/kernel/hooks.ts";

/** One error as a compiler reports it. */
export interface Fault {
  /** Relative to the project's root. */
  readonly file: string;
  readonly span: Span;
  /** As the compiler writes it: `TS2322`. */
  readonly code: string;
  readonly message: string;
}

/** A change, as two states of the files that differ from those on disk. Names are relative to the root. */
export interface Question {
  /** The files that the change touches. */
  readonly files: readonly string[];
  readonly before: Texts;
  readonly after: Texts;
  /** True where there is no change: all faults of the files are wanted. */
  readonly isAsItStands: boolean;
}

/** Texts of files that are not, or not so, on disk: by name relative to the root. */
export type Texts = ReadonlyMap<string, string>;

/** What a compiler says. */
export interface Answer {
  /** The faults of the files that were looked at, before; may be left out where there are none after. */
  readonly before: readonly Fault[];
  /** The faults of the same files after the change. */
  readonly after: readonly Fault[];
  /** Who spoke, and what people should know of it. */
  readonly notes: readonly Note[];
}

/** Why a compiler has not judged. */
export interface Silence {
  /** In words that follow "not checked". */
  readonly reason: string;
  /** True where the change was its to judge: nothing is valid then. */
  readonly isOwed: boolean;
}

/** A compiler that a project has chosen for itself. */
export interface OwnCompiler extends AsyncDisposable {
  /** Judges a change; `undefined` when none of its files are this compiler's. Ends with the call. */
  check(question: Question, call: Call): Promise<Answer | Silence | undefined>;
}

/** True for an answer that is none. */
export function isSilence(answer: Answer | Silence): answer is Silence {
  return "reason" in answer;
}
