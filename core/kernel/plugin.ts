/**
 * What a plugin is: a manifest, and one function that returns contributions. This module is the face that plugin
 * authors import as `@maze/maze/plugin`.
 *
 * @module
 */

import type { Exploration, Explored } from "../code/exploration.ts";
import type { Draft } from "../code/hole.ts";
import type { Scope, Slot, Term } from "../code/scope.ts";
import type { Action, Call, Contributions, HookPoint, Observation } from "./hooks.ts";

export type {
  Acceptance,
  Capabilities,
  Continuation,
  Counting,
  KnownProvider,
  ModelInfo,
  Preview,
  Price,
  Sending,
  TokenCounts,
} from "../code/capabilities.ts";
export type {
  Chunk,
  CompletionRequest,
  ContextItem,
  DrawnToken,
  LikelyToken,
  Prompt,
  Sampling,
  Scores,
  Scoring,
  Usage,
  Written,
} from "../code/completion.ts";
export type {
  Constraint,
  ConstraintForm,
  ConstraintKind,
  Enforcement,
  GrammarDialect,
  JsonSchema,
} from "../code/constraint.ts";
export type { Diagnostic, Report, Verdict, VerdictState } from "../code/diagnostic.ts";
export type { Cost, Placed } from "../code/outcome.ts";
export type { Exploration, Explored, Ingredient, Sketch } from "../code/exploration.ts";
export type { Draft, Example, Hole, HoleKind, Leaning } from "../code/hole.ts";
export type { LeftOut } from "../code/left_out.ts";
export { NOTE_CODES } from "../code/note.ts";
export type { Note } from "../code/note.ts";
export type { Choosing, Mending, Remedy, Rewriting } from "../code/remedy.ts";
export type { Binding, ImportNeed, Scope, Slot, Term } from "../code/scope.ts";
export type { DeclaredSymbol, MemberSymbol, SymbolQuery } from "../code/symbol.ts";
export { looksLikeSecret } from "../code/secret_forms.ts";
export { nearest } from "../nearest.ts";
export { applyEdits, indentAt, placeAt, rebaseSpan } from "../code/text.ts";
export type { Change, Edit, FileText, Place, Span } from "../code/text.ts";
export type { NewCode, Placement, Wish } from "../code/wish.ts";
export { MazeError } from "./errors.ts";
export { ProviderError } from "./provider_error.ts";
export type { ProviderErrorInit } from "./provider_error.ts";
export type { ConfigPlace, LoadFault } from "./load.ts";
export { SECRET_WORDS } from "./secrets.ts";
export type { MazeErrorInit } from "./errors.ts";
export type {
  Action,
  Call,
  Contributions,
  HookPoint,
  Indexer,
  Integration,
  Observation,
  Provider,
  Repairer,
  Validator,
  WatchAnswer,
  WatchSession,
} from "./hooks.ts";

/** The version of this contract. A plugin written for another one is refused. */
export const CONTRACT_VERSION = 1;

/**
 * What a plugin may do outside itself, by kind. `net` names hosts (`localhost`, `localhost:8080`) or URLs; `read`,
 * `write` and `ffi` name files or folders, relative to the project; `run` names programs, `env` variables. `*` stands
 * for all, `$option:NAME` for the value of an option.
 */
export type Permissions = { readonly [K in Action["kind"]]?: readonly string[] };

/** What is known of a plugin before a line of it runs, except its options, which their schema tells. */
export interface ManifestHead<Point extends HookPoint = HookPoint> {
  /** Unique among the plugins of a config: lower case letters, digits, `-` and `_`. */
  readonly name: string;
  /** The plugin's own version. */
  readonly version: string;
  /** The contract the plugin was written for: `CONTRACT_VERSION`. */
  readonly contract: number;
  /** One line for people. */
  readonly description: string;
  /** What `setup` contributes: exactly these. */
  readonly points: readonly Point[];
  /** Languages of the holes it is asked about; empty for all. */
  readonly languages: readonly string[];
  /** All it may do outside itself; what is not declared is refused. */
  readonly permissions: Permissions;
}

/** The head with the JSON Schema of the options: what `manifest.json` beside the module holds. */
export interface Manifest extends ManifestHead {
  /** The JSON Schema of the options: an object, closed. */
  readonly options: { readonly [keyword: string]: unknown };
}

/** One mistake that a schema found, and where. */
export interface SchemaIssue {
  /** What is wrong, in words. */
  readonly message: string;
  /** The way to the value, from the options down. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/**
 * A schema of options, by any library that implements Standard Schema 1 (zod, valibot, arktype).
 *
 * @see https://standardschema.dev, read at version 1.1
 */
export interface StandardSchema<Output> {
  /** The members of the standard. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    validate(value: unknown): SchemaResult<Output> | Promise<SchemaResult<Output>>;
  };
}

/** The checked value with its defaults, or what is wrong. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** A plugin: the default export of its module. */
export interface Plugin<Options = unknown, Point extends HookPoint = HookPoint> {
  /** What the plugin says of itself; the same as in its `manifest.json`. */
  readonly manifest: ManifestHead<Point>;
  /** One schema is the source of the options' type, default, check and help. */
  readonly options: StandardSchema<Options>;
  /** Runs once. What it returns, and each part of that, may have `Symbol.asyncDispose` or `Symbol.dispose`. */
  setup(options: Options, context: PluginContext): Contributed<Point> | Promise<Contributed<Point>>;
}

/** Exactly the contributions that a manifest declares. */
export type Contributed<Point extends HookPoint> = { readonly [P in Point]: NonNullable<Contributions[P]> };

/** The project, as Maze sees it. */
export interface Project {
  /** Absolute path, without a slash at its end. */
  readonly root: string;
  /** The text of a file as it now stands: not yet written fills included. Asks for `read`. */
  read(file: string): Promise<string>;
}

/** Questions a provider may ask of the other plugins, by the kernel's rules. `undefined`: nobody can answer. */
export interface Oracle {
  /** As `Indexer.scope`. */
  scope(draft: Draft, call: Call): Promise<Scope | undefined>;
  /** As `Indexer.fits`; empty when nobody can answer. */
  fits(draft: Draft, slot: Slot, call: Call): Promise<readonly Term[]>;
  /** As `Indexer.sift`. */
  sift(draft: Draft, texts: readonly string[], call: Call): Promise<readonly boolean[] | undefined>;
  /** As `Validator.execute`. */
  execute(
    draft: Draft,
    texts: readonly string[],
    inputs: readonly string[],
    call: Call,
  ): Promise<readonly (readonly Observation[])[] | undefined>;
  /** As `Validator.explore`. */
  explore(draft: Draft, wish: Exploration, call: Call): Promise<readonly Explored[] | undefined>;
}

/** How to start a program. */
export interface SpawnOptions {
  /** The arguments, unquoted: no shell reads them. */
  readonly args?: readonly string[];
  /** Relative to the project's root; the root itself when absent. */
  readonly cwd?: string;
  /** Added to the variables that Maze itself has. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running program with piped streams. Disposing ends it: terminated, then killed if it does not go. */
export interface Child extends AsyncDisposable {
  /** The process id. */
  readonly pid: number;
  /** What the program reads. */
  readonly stdin: WritableStream<Uint8Array>;
  /** What the program writes. */
  readonly stdout: ReadableStream<Uint8Array>;
  /** What the program writes of its faults. */
  readonly stderr: ReadableStream<Uint8Array>;
  /** How it ended. */
  readonly status: Promise<{ readonly success: boolean; readonly code: number }>;
}

/**
 * A plugin's own small values in `.maze/store/NAME/`, bounded in bytes; what was not used for longest goes first. A
 * value is JSON data or a `Uint8Array`; a key is 1 to 128 letters, digits, `.`, `_` and `-`, and starts with a letter
 * or digit.
 */
export interface Store {
  /** `undefined` when absent. */
  get(key: string): Promise<unknown>;
  /**
   * Keeps a value.
   *
   * @throws {RangeError} If the key is not allowed, or the value alone is larger than the bound.
   */
  set(key: string, value: unknown): Promise<void>;
}

/** Writes one entry of the log. Fields are data; secrets in them are redacted. */
export type LogEntry = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

/**
 * A plugin's only way out. Each effect must be declared in the manifest (`permission/undeclared`) and permitted by all
 * integrations (`permission/denied`) before it happens.
 */
export interface PluginContext {
  /** The project's root and files. */
  readonly project: Project;
  /** Only given to plugins that contribute a provider. */
  readonly oracle: Oracle | undefined;
  /** Web `fetch` for `http:` and `https:`. Redirects are handed over, not followed, so that each host is asked for. */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  /** Starts a program. It is ended with the plugin at the latest. */
  spawn(program: string, options?: SpawnOptions): Promise<Child>;
  /** An environment variable. Its value is a secret from then on: redacted wherever it appears in a trace or log. */
  env(name: string): Promise<string | undefined>;
  /** The plugin's own small values, kept between runs. */
  readonly store: Store;
  /** Writes to Maze's log. */
  readonly log: { readonly [Level in "debug" | "info" | "warn" | "error"]: LogEntry };
  /** Asks for an effect that a library performs by itself. Returns when it is permitted, throws when not. */
  permit(action: Omit<Action, "plugin">): Promise<void>;
  /** Aborted when the plugin's time is over; children are ended by then. */
  readonly signal: AbortSignal;
}

/**
 * Types a plugin from its own parts: the options from the schema, the contributions from the declared hook points.
 *
 * @example
 * ```ts
 * import { CONTRACT_VERSION, definePlugin } from "@maze/maze/plugin";
 * import { z } from "zod";
 * import assert from "node:assert/strict";
 *
 * const quiet = definePlugin({
 *   manifest: {
 *     name: "quiet",
 *     version: "1.0.0",
 *     contract: CONTRACT_VERSION,
 *     description: "Refuses every effect.",
 *     points: ["integration"],
 *     languages: [],
 *     permissions: {},
 *   },
 *   options: z.strictObject({ reason: z.string().default("quiet hours") }),
 *   setup: ({ reason }) => ({ integration: { authorize: () => Promise.resolve({ permit: false, reason }) } }),
 * });
 * assert.equal(quiet.manifest.name, "quiet");
 * ```
 */
export function definePlugin<Options, Point extends HookPoint>(
  plugin: Plugin<Options, Point>,
): Plugin<Options, Point> {
  return plugin;
}
