/**
 * The hook points: what a plugin may contribute, and by which rule the kernel asks each method.
 *
 * Everything that crosses a hook is data that survives `structuredClone`, an async iterable of such data, or a
 * `WatchSession`. The abort signal and the deadline ride in the last argument.
 *
 * @module
 */

import type { Capabilities, ModelInfo, Sending, TokenCounts } from "../code/capabilities.ts";
import type { Chunk, CompletionRequest, ContextItem, Scores, Scoring } from "../code/completion.ts";
import type { Diagnostic, Report } from "../code/diagnostic.ts";
import type { Exploration, Explored } from "../code/exploration.ts";
import type { Draft, Hole, Leaning } from "../code/hole.ts";
import type { LeftOut } from "../code/left_out.ts";
import type { Remedy } from "../code/remedy.ts";
import type { ImportNeed, Scope, Slot, Term } from "../code/scope.ts";
import type { DeclaredSymbol, SymbolQuery } from "../code/symbol.ts";
import type { Change, Edit, FileText } from "../code/text.ts";
import type { Placement, Wish } from "../code/wish.ts";

/** Rides with every hook call, always last. */
export interface Call {
  /** Aborted when the answer is no longer wanted. */
  readonly signal: AbortSignal;
  /** When the answer is no longer wanted: milliseconds on `performance.now()`'s clock. */
  readonly deadline: number;
}

/** Knows the code of one project in one language. */
export interface Indexer {
  /** Every file of the language that the project's own tool chain would see, relative to the root, sorted. */
  files(call: Call): Promise<readonly string[]>;
  /** Files that hold code and are not read, sorted by name. */
  leftOut?(call: Call): Promise<readonly LeftOut[]>;
  /** Takes the text of files as they now are; files not named are read from disk. */
  update(files: readonly FileText[], call: Call): Promise<void>;
  /**
   * Faults of the project's configuration: those that are found without its tool chain, and of what these files are
   * compiled under also what the tool chain says.
   */
  diagnostics?(files: readonly string[], call: Call): Promise<readonly Diagnostic[]>;
  /** The holes in files, or below folders, in order of file and place. */
  holes(paths: readonly string[], call: Call): Promise<readonly Hole[]>;
  /** Which holes lean on which; absent: none does. */
  leans?(holes: readonly Hole[], call: Call): Promise<readonly Leaning[]>;
  /** What keeps a file that may have holes from being looked into: the first fault of each such file. */
  unparsed?(paths: readonly string[], call: Call): Promise<readonly Diagnostic[]>;
  /** What is visible at a draft's end; `undefined` when the draft is not this indexer's. */
  scope(draft: Draft, call: Call): Promise<Scope | undefined>;
  /** What fits a slot of a draft: productions with typed slots, likeliest first. */
  fits(draft: Draft, slot: Slot, call: Call): Promise<readonly Term[]>;
  /** Which of many texts type-check in the hole: one bulk check, one answer for each text. Quick, not the last word. */
  sift(draft: Draft, texts: readonly string[], call: Call): Promise<readonly boolean[]>;
  /** The edits that put a draft's text and the imports it needs into its file, in the project's own style. */
  edits(draft: Draft, needs: readonly ImportNeed[], call: Call): Promise<readonly Edit[]>;
  /**
   * Calls of the function whose body a draft is, made from the types of its parameters: equal for equal projects. None
   * where it can not be called by its name, or its types say too little.
   */
  inputs?(draft: Draft, most: number, call: Call): Promise<readonly string[]>;
  /**
   * Where new code goes, or which code a range is; `undefined` where it is not for this indexer to say. A head in the
   * wish is read from whatever stands around it, laid into its place and judged there.
   *
   * @throws {MazeError} `generate/…` where the wish itself is wrong: an example that is no code, a name that is not there.
   */
  place?(wish: Wish, call: Call): Promise<Placement | undefined>;
  /**
   * What helps to write a draft, most useful first: from the expected type, the names in scope and the code around it
   * outwards. Each says why it is there, and has a short form where it has a body.
   */
  related?(draft: Draft, call: Call): Promise<readonly ContextItem[]>;
  /** What the project, or a package that it has, declares: best first, or in order of place within one file. */
  symbols?(query: SymbolQuery, call: Call): Promise<readonly DeclaredSymbol[]>;
}

/** Writes code. */
export interface Provider {
  /**
   * Streams numbered answers; ends with one `usage` chunk. A `ProviderError` that says so is tried again by the kernel,
   * as long as no chunk has come.
   */
  complete(request: CompletionRequest, call: Call): AsyncIterable<Chunk>;
  /** What its server and model can do, found out at first use. Without it: it costs nothing and needs no prompt. */
  capabilities?(call: Call): Promise<Capabilities>;
  /** How likely texts are, written where the request asks for one. */
  score?(request: CompletionRequest, scoring: Scoring, call: Call): Promise<Scores>;
  /** How many tokens each of the texts has, alone. */
  count?(texts: readonly string[], call: Call): Promise<TokenCounts>;
  /** What `complete` would send for a request. Nothing that leaves the machine is asked for it. */
  preview?(request: CompletionRequest, call: Call): Promise<readonly Sending[]>;
  /** The models that it could use. */
  models?(call: Call): Promise<readonly ModelInfo[]>;
}

/** What a prefix check found. */
export interface WatchAnswer {
  /** The revision that was judged; older ones are dropped. */
  readonly revision: number;
  /** How many UTF-16 units of the written text the answer covers. */
  readonly checkedTo: number;
  /** True when the hole is filled whole. */
  readonly isComplete: boolean;
  /** Faults that no continuation can remove, in order of place. */
  readonly faults: readonly Diagnostic[];
  /**
   * Where writing can be taken up again before the first fault: offsets in the text at which a statement or a member
   * begins, ascending. Empty while there is no fault.
   */
  readonly starts: readonly number[];
  /** Imports that a text needs which fills the hole, where only one would do; absent where none is needed. */
  readonly needs?: readonly ImportNeed[];
}

/** A prefix check that lives as long as one attempt. */
export interface WatchSession {
  /** Judges the text written so far; `revision` grows with each text. */
  check(revision: number, written: string, call: Call): Promise<WatchAnswer>;
  /** Judges a text behind which nothing follows: what a continuation could have mended is a fault in it. */
  whole(revision: number, written: string, call: Call): Promise<WatchAnswer>;
  /** Ends the session. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What one text did on one input in the sandbox. */
export interface Observation {
  /** How the run ended. */
  readonly state: "value" | "threw" | "timeout" | "memory" | "unchecked";
  /** The value or the error, printed the same way for equal values; the reason when `unchecked`. */
  readonly shown: string;
  /** Arguments that the run changed: `[1] to [1, 1]`; absent where all are as they were. */
  readonly changes?: string;
  /** Wall time of the run. */
  readonly elapsedMs: number;
}

/** Judges code. */
export interface Validator {
  /** Static ones run all at once; the others only on what is clean. */
  readonly stage: "static" | "run";
  /**
   * Judges a change, which is laid over the project and not written: by the faults that were not there before. A
   * change without edits asks for its files as they stand: by all faults.
   */
  validate(change: Change, hole: Hole | undefined, call: Call): Promise<Report>;
  /** Opens a prefix check for one attempt. */
  watch?(draft: Draft, call: Call): Promise<WatchSession>;
  /** One row for each text, one observation for each input (an expression of the hole's language), one sandbox. */
  execute?(
    draft: Draft,
    texts: readonly string[],
    inputs: readonly string[],
    call: Call,
  ): Promise<readonly (readonly Observation[])[]>;
  /** Texts that make the hole's examples true, searched for by running, likeliest first; none where that can not be. */
  explore?(draft: Draft, wish: Exploration, call: Call): Promise<readonly Explored[]>;
}

/** Mends code without a model. */
export interface Repairer {
  /**
   * Ways out of faults of a draft's text, cheapest first; none where no fix is the only right one.
   *
   * @param faults At their places in the hole's file with the draft's text standing in the hole as it is; those that a
   * run has shown (`example`) where the run's validator has put them.
   */
  propose(draft: Draft, faults: readonly Diagnostic[], call: Call): Promise<readonly Remedy[]>;
}

/** Something a plugin wants to do outside itself. */
export interface Action {
  /** What is touched. */
  readonly kind: "net" | "read" | "write" | "run" | "env" | "ffi";
  /** Host and port, path, program or variable name. */
  readonly target: string;
  /** The plugin that wants it. */
  readonly plugin: string;
}

/** Watches and steers without touching code. */
export interface Integration {
  /** Permits or denies an effect before it happens; one denial is enough. */
  authorize?(action: Action, call: Call): Promise<{ readonly permit: boolean; readonly reason: string }>;
}

/** All hook points. */
export interface Contributions {
  /** Knows code. */
  readonly indexer?: Indexer;
  /** Writes code. */
  readonly provider?: Provider;
  /** Judges code. */
  readonly validator?: Validator;
  /** Mends code. */
  readonly repairer?: Repairer;
  /** Watches and steers. */
  readonly integration?: Integration;
}

/** The name of a hook point. */
export type HookPoint = keyof Contributions;
