/**
 * The library: a project, its plugins, and what can be done with its holes.
 *
 * @module
 */

import type { KnownProvider, Preview } from "./code/capabilities.ts";
import type { Diagnostic, Report } from "./code/diagnostic.ts";
import type { Hole } from "./code/hole.ts";
import type { LeftOut } from "./code/left_out.ts";
import type { Candidate, Earlier, Outcome, Refusal } from "./code/outcome.ts";
import type { Scope } from "./code/scope.ts";
import type { DeclaredSymbol, SymbolQuery } from "./code/symbol.ts";
import type { Change, Edit } from "./code/text.ts";
import type { NewCode } from "./code/wish.ts";
import { check } from "./fill/check.ts";
import { DEFAULT_FILL, type FillContext } from "./fill/context.ts";
import { fillAll } from "./fill/fill.ts";
import { find, unread } from "./fill/find.ts";
import { generate } from "./fill/generate.ts";
import { askValidators } from "./fill/judge.ts";
import { Meter } from "./fill/meter.ts";
import { previewAll } from "./fill/preview.ts";
import { Odds } from "./fill/decode/odds.ts";
import { Providers } from "./fill/providers.ts";
import { createKernel } from "./kernel/kernel.ts";
import type { PluginEntry } from "./kernel/load.ts";
import { OPTION_MARK } from "./kernel/manifest.ts";
import type { Manifest, Plugin } from "./kernel/plugin.ts";
import { type Step, Steps } from "./kernel/steps.ts";
import { isDirty } from "./write/dirty.ts";
import { checkFolder } from "./write/lock.ts";
import { NO_FILE } from "./write/whole_file.ts";
import { Workspace } from "./write/workspace.ts";
import { recover, undo, writeChange } from "./write/write.ts";

/** A plugin that a program has imported itself, with its options. */
export interface PluginUse {
  /** The plugin: the default export of its module. */
  // deno-lint-ignore no-explicit-any -- the options' type is the plugin's own affair; its schema checks them
  readonly plugin: Plugin<any, any>;
  /** What a config would say under `[options.NAME]`. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What a `Maze` is made of. */
export interface MazeOptions {
  /** The project's root folder. */
  readonly root: string;
  /** In order of calls: plugin objects, or entries that load when they are needed. */
  readonly plugins: readonly (PluginUse | PluginEntry)[];
  /** Bounds of filling; what is left out has its default. */
  readonly fill?: {
    /** Wall time for one hole, milliseconds. Default: 15,000. */
    readonly maxMs?: number;
    /** Answers wanted from the provider for one hole. Default: 40. */
    readonly answers?: number;
    /** Candidates judged for one hole at most. Default: 12. */
    readonly maxCandidates?: number;
    /** Valid candidates wanted for one hole without examples. Default: 3. */
    readonly wanted?: number;
    /** Tokens of one answer of a model at most. Default: 512. */
    readonly answerTokens?: number;
    /** Tokens of what a model is told beside the hole's file at most. Default: 2,000. */
    readonly contextTokens?: number;
    /** Whether what a model writes is judged while it comes. Default: true. */
    readonly watch?: boolean;
    /** Whether a model's expressions are joined with what fits. Default: false. */
    readonly join?: boolean;
    /** What may be done about a fault in it. Default: everything. */
    readonly moves?: readonly ("patch" | "declare" | "exclude" | "rewind" | "restart")[];
    /** Answers of a model that are compared by what they do. Default: 1, no comparison. */
    readonly samples?: number;
    /** Streams that a model is asked for, for one hole. Default: 16. */
    readonly streams?: number;
    /**
     * Holes that are filled at the same time at most, where a model's server works on as many requests. Default: as many as
     * it says, and no more than 4; 1 where it says nothing.
     */
    readonly holes?: number;
    /** Whether a model that is asked again is told its last answer, and what was wrong with it. Default: false. */
    readonly tellFaults?: boolean;
    /** Tokens for one hole, read and written. */
    readonly maxTokens?: number;
    /** Money for one hole, in the unit in which prices are configured. */
    readonly maxCost?: number;
  };
  /** Bounds of all that is filled together. */
  readonly run?: {
    /** Tokens, read and written. */
    readonly maxTokens?: number;
    /** Money, in the unit in which prices are configured. */
    readonly maxCost?: number;
    /** Wall time since the project was opened, milliseconds. */
    readonly maxMs?: number;
  };
  /** Records all hook calls to a file of JSON lines, or answers them from it and loads no plugin. */
  readonly record?: { readonly file: string; readonly mode: "record" | "replay" };
  /** Sends what plugins ask of servers: that of a recording in tests; web `fetch` when absent. */
  readonly fetch?: typeof fetch;
  /** Ends everything when it is aborted. */
  readonly signal?: AbortSignal;
  /** Told of each step as it begins and ends. One that throws is not told again. */
  readonly listeners?: readonly ((step: Step) => void)[];
}

/** How to fill. */
export interface FillRequest {
  /**
   * `FILE`, `FOLDER`, `FILE:LINE`, a hole's id or the lines `FILE:FIRST-LAST`, relative to the root; the whole project
   * when empty.
   */
  readonly targets?: readonly string[];
  /** What is wanted of lines that targets name. */
  readonly intent?: string;
  /** Holes that `find` gave, instead of targets: nothing is looked for again. */
  readonly holes?: readonly Hole[];
  /**
   * Chooses what goes into the project: the first candidate of a filled hole when absent. What is chosen lies over the
   * files in memory, seen by later holes, until `write`.
   */
  readonly choose?: (outcome: Outcome) => Candidate | undefined | Promise<Candidate | undefined>;
  /**
   * What a hole was shown to have in an earlier run: judged again instead of asking a provider. Where it is no longer
   * valid, and not the last word, the hole is filled anew.
   */
  readonly earlier?: (hole: Hole) => Earlier | undefined;
}

/** An open project. Dispose it when done: plugins hold processes. */
export interface Maze extends AsyncDisposable {
  /** Absolute path, links resolved. */
  readonly root: string;
  /** What is known of the plugins, in order of calls. */
  readonly plugins: readonly Manifest[];
  /** Every file the plugins know, relative to the root. */
  index(): Promise<readonly string[]>;
  /** Files that hold code and are not read, each with the reason. */
  leftOut(): Promise<readonly LeftOut[]>;
  /**
   * What the project declares, or a package that it has installed gives, as far as its plugins know: best first, or in
   * order of place within one file.
   */
  symbols(query: SymbolQuery): Promise<readonly DeclaredSymbol[]>;
  /**
   * Faults of the project's configuration. They make verdicts doubtful, and lie in no file of code.
   *
   * @param files Those whose configuration is looked at closely, by the tool chain; the others' by what Maze reads.
   */
  diagnostics(files: readonly string[]): Promise<readonly Diagnostic[]>;
  /**
   * The holes in the targets, in order of file and place. Lines that are named are a hole of kind `range`: what stands
   * there is to be written anew, as `intent` says.
   */
  find(targets?: readonly string[], intent?: string): AsyncIterable<Hole>;
  /** The files in the targets that can not be read, or are no code, so that nobody knows what holes they have. */
  unread(targets?: readonly string[]): Promise<readonly Refusal[]>;
  /** What is visible at a hole, and the type its place asks for; `undefined` when no plugin knows its language. */
  scope(hole: Hole): Promise<Scope | undefined>;
  /** The providers in order of calls, and what each can do; nothing for one that asks no model. */
  providers(): Promise<readonly KnownProvider[]>;
  /** What would be sent for holes, by which provider. Nothing of the project leaves the machine for it. */
  preview(targets?: readonly string[], intent?: string): AsyncIterable<Preview>;
  /** Fills holes in memory, one outcome for each. */
  fill(request?: FillRequest): AsyncIterable<Outcome>;
  /**
   * Writes new code from words, in memory: one outcome, whose candidates hold all of it. Of a request for a file that is
   * not there yet the file is made with it.
   *
   * @param request `into`: `FILE` or `FILE#NAME`, found by names when absent; `examples`: `CALL => VALUE`; `choose` as of
   * `fill`.
   * @throws {MazeError} `generate/…` where what is asked is wrong.
   */
  generate(request: NewCode & Pick<FillRequest, "choose">): AsyncIterable<Outcome>;
  /** Judges edits without writing them. */
  validate(edits: readonly Edit[]): Promise<readonly Report[]>;
  /** Judges files as they stand, old faults too; the whole project when none are named. One that can not be read has a fault. */
  check(files?: readonly string[]): Promise<readonly Report[]>;
  /** All that was chosen so far: the edits' result for each touched file. */
  changes(): Change;
  /** The text of a file as it was when this run first read it. */
  before(file: string): Promise<string>;
  /** Whether the files that would be written hold anything that git does not; `undefined` where it can not say. */
  isDirty(): Promise<boolean | undefined>;
  /** Writes all that was chosen, all files or none; returns the files written. */
  write(): Promise<readonly string[]>;
  /** Takes back the last run that was written; returns the files that have their old text again. */
  undo(): Promise<readonly string[]>;
}

/**
 * Opens a project. What a dead run left half written is settled first.
 *
 * @throws {LoadError} With every mistake of every plugin.
 */
export async function createMaze(options: MazeOptions): Promise<Maze> {
  const signal = options.signal ?? new AbortController().signal;
  const workspace = await Workspace.open(options.root);
  const steps = new Steps();
  for (const listener of options.listeners ?? []) steps.subscribe(listener);
  await checkFolder(workspace.root);
  await recover(workspace.root, { signal, onMessage: teller(steps) });
  const kernel = await createKernel({
    root: workspace.root,
    entries: options.plugins.map(asEntry),
    signal,
    steps,
    read: (file) => workspace.text(file),
    ...(options.record ? { record: options.record } : {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  const fill = { ...DEFAULT_FILL, ...options.fill };
  const [providers, run] = [new Providers(kernel), new Meter(options.run ?? {})];
  return mazeOf({
    kernel,
    workspace,
    signal,
    options: fill,
    held: new Set(),
    providers,
    run,
    odds: new Odds(),
  });
}

function mazeOf(context: FillContext): Maze {
  const { kernel, workspace, signal } = context;
  const writing = (name: string, work: () => Promise<readonly string[]>) =>
    kernel.steps.run({ kind: "write", name }, work, { signal, told: (files) => ({ files }) });
  return {
    root: workspace.root,
    plugins: kernel.plugins,
    index: () => kernel.ask("indexer.files", [], { signal }),
    leftOut: () => kernel.ask("indexer.leftOut", [], { signal }),
    symbols: (query) => kernel.ask("indexer.symbols", [query], { signal }),
    diagnostics: (files) => kernel.ask("indexer.diagnostics", [files], { signal }),
    find: (targets = [], intent) => each(() => find(context, targets, intent)),
    unread: (targets = []) => unread(context, targets),
    scope: (hole) => kernel.ask("indexer.scope", [{ hole, text: "", edits: [] }], { signal }),
    providers: () => context.providers.all({ signal }),
    preview: (targets = [], intent) => previewed(context, targets, intent),
    fill: (request = {}) => fillAsked(context, request),
    generate: ({ choose = firstValid, ...asked }) => generate(context, asked, choose),
    validate: async (edits) =>
      await askValidators(kernel, await workspace.change(edits), undefined, { signal }),
    check: async (files) => await check(context, files ?? await kernel.ask("indexer.files", [], { signal })),
    changes: () => ({ edits: [], files: workspace.overlays }),
    before: async (file) => (await workspace.read(file)).text,
    isDirty: () => isDirty(workspace.root, old(workspace)),
    write: () =>
      writing("write", () =>
        writeChange(workspace.root, { edits: [], files: workspace.overlays }, {
          ...{ signal, onMessage: teller(kernel.steps) },
          hashes: workspace.hashes,
        })),
    undo: () => writing("undo", () => undo(workspace.root, { signal, onMessage: teller(kernel.steps) })),
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
}

/** The files that would be written over. */
function old({ overlays, hashes }: Workspace): readonly string[] {
  return overlays.map(({ file }) => file).filter((file) => hashes.get(file) !== NO_FILE);
}

/** What writing waits for, or had to settle, is for people to know. */
function teller(steps: Steps): (message: string) => void {
  return (message) => steps.note({ kind: "log", name: message, fields: { level: "warn" } });
}

async function* fillAsked(
  context: FillContext,
  { targets = [], holes, intent, choose = firstValid, earlier }: FillRequest,
): AsyncGenerator<Outcome> {
  yield* fillAll(context, holes ?? await find(context, targets, intent), choose, earlier);
}

async function* previewed(
  context: FillContext,
  targets: readonly string[],
  intent?: string,
): AsyncGenerator<Preview> {
  yield* previewAll(context, await find(context, targets, intent));
}

function firstValid({ filled, candidates }: Outcome): Candidate | undefined {
  return filled === "yes" ? candidates[0] : undefined;
}

async function* each<T>(items: () => Promise<readonly T[]>): AsyncGenerator<T> {
  yield* await items();
}

/** A plugin object says itself what a manifest file would; its own schema checks the options. */
export function asEntry(use: PluginUse | PluginEntry): PluginEntry {
  if ("load" in use) return use;
  const { plugin, options = {} } = use;
  // A permission may name an option that was not given.
  const marked = Object.values(plugin.manifest.permissions).flat().flatMap((text) =>
    text.startsWith(OPTION_MARK) ? [text.slice(OPTION_MARK.length)] : []
  );
  const properties = Object.fromEntries([...Object.keys(options), ...marked].map((name) => [name, {}]));
  return {
    name: plugin.manifest.name,
    manifest: { ...plugin.manifest, options: { properties } },
    load: () => Promise.resolve({ default: plugin }),
    options,
  };
}
