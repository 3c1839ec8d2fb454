/**
 * Loads plugins, strictly: every mistake of every entry is found before anything is used, and none is skipped.
 *
 * @module
 */

import { dig } from "./data.ts";
import { ownAll } from "./dispose.ts";
import { MazeError, messageOf } from "./errors.ts";
import { openLimit } from "./limit.ts";
import { knownOptions, readManifest } from "./manifest.ts";
import type { Manifest, Plugin, PluginContext, SchemaIssue } from "./plugin.ts";
import { methodsByPoint, partsOf, rowOf } from "./rules.ts";
import type { Secrets } from "./secrets.ts";

/** A place in a config file for people, 1-based. */
export interface ConfigPlace {
  /** As the user knows it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** A plugin as a config lists it. */
export interface PluginEntry {
  /** As the config writes it: `synth`, `jsr:@acme/maze-vlm@1`. */
  readonly name: string;
  /** What lies in the plugin's `manifest.json`. */
  readonly manifest: unknown;
  /** Loads the plugin's module. */
  load(): Promise<unknown>;
  /** What the config says of the plugin. */
  readonly options: unknown;
  /** Where the config says something: the entry itself for the empty path, else an option. */
  place?(path: readonly string[]): ConfigPlace | undefined;
}

/** One mistake. */
export interface LoadFault {
  /** Stable: `plugin/option`. */
  readonly code: string;
  /** As the config writes it. */
  readonly plugin: string;
  /** `Cannot load plugin "NAME": why`. */
  readonly message: string;
  /** The next step for the user. */
  readonly hint?: string | undefined;
  /** Where the config says it. */
  readonly place?: ConfigPlace | undefined;
  /** What the plugin threw. */
  readonly cause?: unknown;
}

/** Plugins can not be loaded, for these reasons. */
export class LoadError extends MazeError {
  /** The class's name. */
  override readonly name = "LoadError";
  /** All mistakes of all entries, in config order. */
  readonly faults: readonly LoadFault[];

  /** The message names each fault with its place. */
  constructor(faults: readonly LoadFault[]) {
    const lines = faults.map(({ place, message }) =>
      place ? `${place.file}:${place.line}:${place.column}: ${message}` : message
    );
    const [only, ...others] = faults;
    super(lines.join("\n"), { code: "plugin/invalid", ...(others.length === 0 && { cause: only?.cause }) });
    this.faults = faults;
  }
}

/** Notes a mistake: the code's second part, why the plugin can not be loaded, and more. */
export type Report = (
  code: string,
  why: string,
  more?: { readonly hint?: string; readonly path?: readonly string[]; readonly cause?: unknown },
) => void;

/** A plugin that is ready to be asked. Disposing ends its contributions, then what its context still holds. */
export interface Loaded extends AsyncDisposable {
  /** What it says of itself. */
  readonly manifest: Manifest;
  /** What its setup returned. */
  readonly contributions: object;
}

/** What loading needs to know of the run. */
export interface LoadOptions {
  /** Ends loading, and later the plugins' effects. */
  readonly signal: AbortSignal;
  /** Time for one module to load, and again for its setup. */
  readonly setupMs: number;
  /** Taken out of every mistake; those that options name are added. */
  readonly secrets: Secrets;
  /** Told of each plugin as soon as it can be asked, with its place in the config. */
  onLoaded(plugin: Loaded, at: number): void;
  /** Makes the context of a plugin; what must end with the plugin goes on the stack. */
  contextFor(manifest: Manifest, options: unknown, stack: AsyncDisposableStack): PluginContext;
}

/** An entry on its way. */
interface Opening {
  readonly entry: PluginEntry;
  readonly faults: LoadFault[];
  readonly report: Report;
  readonly manifest: Manifest | undefined;
}

/** A module on its way. */
interface Ready {
  readonly opening: Opening;
  readonly manifest: Manifest;
  readonly plugin: Plugin;
  readonly options: unknown;
}

/**
 * The manifests of all entries, in config order, read without running any code of theirs.
 *
 * @example What is wrong with a manifest
 * ```ts
 * import { LoadError, readManifests } from "@maze/maze";
 * import assert from "node:assert/strict";
 *
 * const entry = { name: "./mine.ts", manifest: { name: "mine" }, load: () => Promise.resolve({}), options: {} };
 * assert.throws(() => readManifests([entry]), LoadError);
 * ```
 *
 * @throws {LoadError} With every mistake.
 */
export function readManifests(entries: readonly PluginEntry[]): readonly Manifest[] {
  const openings = openAll(entries);
  return settled(openings, openings.map(({ manifest }) => manifest));
}

/**
 * Loads all entries and sets them up. Every manifest is checked before the first module is loaded, every module and
 * option before the first setup.
 *
 * @throws {LoadError} With every mistake found by then; what was set up is disposed in reverse order.
 */
export async function loadPlugins(
  entries: readonly PluginEntry[],
  options: LoadOptions,
): Promise<readonly Loaded[]> {
  const openings = openAll(entries);
  const imported = await Promise.all(openings.map((each) => importPlugin(each, options)));
  options.signal.throwIfAborted();
  const ready = settled(openings, imported);
  const loaded: (Loaded | undefined)[] = ready.map(() => undefined);
  const guards = (each: Ready) => each.manifest.points.includes("integration");
  try {
    // Whoever permits effects must be there before the first effect of the others.
    for (const wave of [ready.filter(guards), ready.filter((each) => !guards(each))]) {
      await Promise.all(wave.map(async (each) => {
        const at = ready.indexOf(each);
        options.onLoaded(loaded[at] = await setUp(each, options), at);
      }));
      settled(openings, loaded);
    }
    return settled(openings, loaded);
  } catch (error) {
    await using stack = new AsyncDisposableStack();
    loaded.forEach((each) => stack.use(each));
    options.signal.throwIfAborted();
    throw error;
  }
}

function openAll(entries: readonly PluginEntry[]): readonly Opening[] {
  const openings = entries.map(open);
  for (const [at, { manifest, report }] of openings.entries()) {
    const isTwice = openings.slice(0, at).some((other) => other.manifest?.name === manifest?.name);
    if (manifest && isTwice) report("duplicate", `there is another plugin "${manifest.name}" before it`);
  }
  return openings;
}

function open(entry: PluginEntry): Opening {
  const faults: LoadFault[] = [];
  const report: Report = (code, why, { hint, path = [], cause } = {}) => {
    const message = `Cannot load plugin "${entry.name}": ${why}`;
    const place = entry.place?.(path);
    faults.push({ code: `plugin/${code}`, plugin: entry.name, message, hint, place, cause });
  };
  return { entry, faults, report, manifest: readManifest(entry, report) };
}

function settled<T>(openings: readonly Opening[], values: readonly (T | undefined)[]): readonly T[] {
  const faults = openings.flatMap((each) => each.faults);
  if (faults.length > 0) throw new LoadError(faults);
  return values.filter((value) => value !== undefined);
}

/** Wrong options do not keep a module from being loaded: its schema finds the others. Any other fault does. */
async function importPlugin(
  opening: Opening,
  { signal, setupMs, secrets }: LoadOptions,
): Promise<Ready | undefined> {
  const { entry, manifest, report, faults } = opening;
  if (!manifest || faults.some(({ code }) => code !== "plugin/option")) return undefined;
  using limit = openLimit({ signal, deadlineMs: setupMs });
  try {
    const plugin = dig(await limit.race(entry.load()), "default");
    if (!isPlugin(plugin)) {
      report("module", "its default export is not a plugin", { hint: "Export default definePlugin({ … })" });
      return undefined;
    }
    const result = await limit.race(
      (async () => await plugin.options["~standard"].validate(knownOptions(entry, manifest)))(),
    );
    if (!result.issues) {
      secrets.addNamed(result.value);
      return { opening, manifest, plugin, options: result.value };
    }
    for (const issue of result.issues) reportIssue(issue, report);
  } catch (thrown) {
    const cause = secrets.redactThrown(thrown);
    report("module", messageOf(cause), { cause });
  }
  return undefined;
}

async function setUp(ready: Ready, { signal, setupMs, secrets, contextFor }: LoadOptions): Promise<Loaded> {
  const { opening: { report }, manifest, plugin, options } = ready;
  const stack = new AsyncDisposableStack();
  const loaded = { manifest, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  using limit = openLimit({ signal, deadlineMs: setupMs });
  const made = (async () => await plugin.setup(options, contextFor(manifest, options, stack)))();
  try {
    const contributions: object = Object(await limit.race(made));
    ownAll(stack, contributions, manifest.name);
    checkContributions(contributions, manifest, report);
    return { ...loaded, contributions };
  } catch (thrown) {
    const cause = secrets.redactThrown(thrown);
    report("setup", limit.isLate() ? `its setup did not end within ${setupMs} ms` : messageOf(cause), {
      cause,
    });
    made.then((late) => disposeLate(Object(late), manifest.name)).catch(() => {}); // it failed already
    return { ...loaded, contributions: {} };
  }
}

async function disposeLate(contributions: object, plugin: string): Promise<void> {
  await using stack = new AsyncDisposableStack();
  ownAll(stack, contributions, plugin);
}

function checkContributions(contributions: object, { points }: Manifest, report: Report): void {
  const given = Object.entries(contributions).flatMap(([name, value]) => value === undefined ? [] : [name]);
  const declared: readonly string[] = points;
  for (const point of given.filter((name) => !declared.includes(name))) {
    report("contribution", `it contributes "${point}", which its manifest does not declare`);
  }
  for (const point of declared) {
    if (!given.includes(point)) report("contribution", `it declares "${point}" and does not contribute it`);
    for (const method of given.includes(point) ? methodsByPoint()[point] ?? [] : []) {
      const kind = typeof dig(contributions, point, partsOf(method).name);
      const isRight = kind === "function" || (kind === "undefined" && rowOf(method).isOptional);
      if (!isRight) report("contribution", `its "${method}" is ${kind}, not function`);
    }
  }
}

function reportIssue({ message, path = [] }: SchemaIssue, report: Report): void {
  const names = path.map((part) => String(typeof part === "object" ? part.key : part));
  report("option", `option "${names.join(".")}": ${message}`, { path: names });
}

/** True for what can be a module's default export. */
export function isPlugin(value: unknown): value is Plugin {
  return typeof dig(value, "setup") === "function" &&
    typeof dig(value, "options", "~standard", "validate") === "function";
}
