/**
 * Joins config, built-in plugins and the library. The only file that names a built-in.
 *
 * @module
 */

import { createMaze, type Maze, type MazeOptions, type PluginEntry } from "@maze/maze";
import type { Note, Plugin } from "@maze/maze/plugin";
import type { CheckedUse, FoundServer, ServerUse } from "@maze/maze/servers";
import { join } from "node:path";
import { z } from "zod";
import { checkConfig, inOrder } from "./config/check.ts";
import { ConfigError, type Fault } from "./config/fault.ts";
import type { Key } from "./config/key.ts";
import { assemble, type Assembled, readSources, type Sources } from "./config/layers.ts";
import type { ConfigRules } from "./config/rules.ts";
import { type Bounds, type Config, configRules, typedConfig } from "./config/schema.ts";
import { refreshSchema } from "./config/schema_file.ts";
import type { ConfigFlags, ProjectFlags } from "./flags.ts";
import { askLeave, type LeaveState, leaveState } from "./leave.ts";
import {
  isIsolated,
  type Listed,
  manifestFaults,
  type Outside,
  outsideIn,
  outsider,
  ruleOf,
} from "./listed.ts";
import { projectRoot } from "./project.ts";
import { directFetch } from "./servers/direct_fetch.ts";
import type { Shell } from "./shell.ts";

export type { CheckedUse, FoundServer, ServerUse };

/** A plugin that comes with Maze. */
interface PluginModule {
  // deno-lint-ignore no-explicit-any -- each plugin's options have their own type; its schema checks them
  readonly default: Plugin<any, any>;
}

/** Every built-in, loaded when it is asked for. */
const BUILTINS: Readonly<Record<string, () => Promise<PluginModule>>> = {
  typescript: () => import("@maze/maze/typescript"),
  examples: () => import("@maze/maze/examples"),
  own_compiler: () => import("@maze/maze/own_compiler"),
  synth: () => import("@maze/maze/synth"),
  openai: () => import("@maze/maze/openai"),
  vllm: () => import("@maze/maze/vllm"),
  sglang: () => import("@maze/maze/sglang"),
  llama_cpp: () => import("@maze/maze/llama_cpp"),
  llama_local: () => import("@maze/maze/llama_local"),
};

/** The config of a project with all that it was made from. Nothing of it has run, and nothing was asked for. */
export interface ProjectConfig {
  /** The project's root, absolute. */
  readonly root: string;
  readonly sources: Sources;
  readonly rules: ConfigRules;
  readonly assembled: Assembled;
  /** Plugins by the text that lists them; those whose manifest could not be read are absent. */
  readonly listed: ReadonlyMap<string, Listed>;
  /** What the project's own file needs leave for, and whether it has it. */
  readonly leave: LeaveState;
  /** Plugins whose manifest lies elsewhere and is not fetched without leave. */
  readonly unread: readonly string[];
  /** Every mistake that can be seen so far, in order of layers and places. */
  readonly faults: readonly Fault[];
}

/**
 * Reads the config for a folder with the manifests that it names, and finds its mistakes. Only what lies elsewhere is
 * not touched without leave: its manifest would have to be fetched.
 */
export async function readConfig(shell: Shell, flags: ConfigFlags): Promise<ProjectConfig> {
  const { os } = Deno.build;
  const { cwd, environment } = shell;
  const sources = await readSources(cwd, { os, environment, assignments: flags.set });
  const leave = await leaveState(sources.project, await builtinRules(true), { shell, isGiven: flags.trust });
  return await configOf(sources, leave, shell);
}

/**
 * The config for commands that run plugins. Mistakes come before the question for leave: nobody should give leave to
 * what can not be used.
 *
 * @throws {ConfigError} With every mistake.
 * @throws {MazeError} `config/untrusted` when the user gives no leave.
 */
export async function usableConfig(shell: Shell, flags: ProjectFlags): Promise<ProjectConfig> {
  const project = await readConfig(shell, flags);
  const { format } = Object(project.assembled.value.log);
  if (flags.logFormat === undefined && format === "json") shell.log.format = format; // its own mistakes too
  refuseFaults(project);
  if (project.leave.state === "granted") return project;
  const granted = await configOf(project.sources, await askLeave(project.leave, shell), shell);
  refuseFaults(granted);
  await refreshSchema(granted, (text) => shell.err(text));
  return granted;
}

async function configOf(sources: Sources, leave: LeaveState, shell: Shell): Promise<ProjectConfig> {
  const builtins = await Promise.all(Object.keys(BUILTINS).map(builtin));
  const before = assemble(sources, await builtinRules(true));
  const outside = outsideIn(before);
  const isRemote = ({ specifier, origin }: Outside) =>
    origin.layer === "project" && !specifier.startsWith(".");
  const [unread, near] = leave.state === "granted"
    ? [[], outside]
    : [outside.filter(isRemote), outside.filter((item) => !isRemote(item))];
  const root = await projectRoot(shell.cwd, sources.folder);
  const read = await Promise.all(near.map((item) => outsider(item, { cwd: shell.cwd, root })));
  const known = [...builtins, ...read.flatMap(({ listed }) => listed ?? [])];
  const wrong = read.flatMap(({ fault }) => fault ?? []);
  const rules = configRules({
    plugins: known.map(ruleOf),
    builtins: Object.keys(BUILTINS),
    isOpen: unread.length + wrong.length + sources.faults.length > 0,
  });
  const assembled = assemble(sources, rules);
  const listed = new Map(known.map((item) => [item.specifier, item]));
  return {
    ...{ root, sources, rules, assembled, leave, listed },
    unread: unread.map(({ specifier }) => specifier),
    faults: inOrder([...wrong, ...manifestFaults(assembled, listed), ...checkConfig(assembled, rules)]),
  };
}

function refuseFaults({ faults }: ProjectConfig): void {
  if (faults.length > 0) throw new ConfigError(faults);
}

/** The rules of the built-ins alone, for commands that work without a sound config. */
export async function builtinRules(isOpen = false): Promise<ConfigRules> {
  const builtins = await Promise.all(Object.keys(BUILTINS).map(builtin));
  return configRules({ plugins: builtins.map(ruleOf), builtins: Object.keys(BUILTINS), isOpen });
}

/** A config without mistakes and the plugins it lists, in order of calls. */
export function accepted(
  project: ProjectConfig,
): { readonly config: Config; readonly entries: readonly PluginEntry[] } {
  refuseFaults(project);
  const config = typedConfig(project.assembled.value);
  return { config, entries: config.plugins.map((name, at) => entryOf(project, config, name, at)) };
}

/** Opens the library with a checked config. */
export function composeMaze(
  root: string,
  { config, entries }: ReturnType<typeof accepted>,
  options: Pick<MazeOptions, "record" | "signal" | "listeners"> & {
    readonly maxSeconds?: number | undefined;
  },
): Promise<Maze> {
  const { maxSeconds = config.fill.maxSeconds, ...others } = options;
  const { candidates, answerTokens, contextTokens, watch, samples, streams, holes } = config.fill;
  const fill = {
    maxMs: maxSeconds * 1000,
    maxCandidates: candidates,
    ...{ answerTokens, contextTokens, watch, samples, streams },
    ...(holes > 0 ? { holes } : {}),
    ...boundsOf(config.fill),
  };
  const { maxSeconds: runSeconds } = config.run;
  const run = { ...boundsOf(config.run), ...(runSeconds > 0 ? { maxMs: runSeconds * 1000 } : {}) };
  return createMaze({ root, plugins: entries, fill, run, ...others });
}

function boundsOf({ maxTokens, maxCost }: Bounds) {
  return {
    ...(maxTokens > 0 ? { maxTokens } : {}),
    ...(maxCost > 0 ? { maxCost } : {}),
  };
}

/** Every file that the tools of a project would see, relative to its folder; nothing is kept of the reading. */
export async function projectFiles(
  root: string,
  options: Pick<MazeOptions, "signal" | "listeners">,
): Promise<readonly string[]> {
  const { default: plugin } = await import("@maze/maze/typescript");
  await using maze = await createMaze({ root, plugins: [{ plugin, options: { cache: false } }], ...options });
  return await maze.index();
}

/** What holds code that runs on this machine: the notes on a small example, in a folder of its own. */
export async function probeSandbox(signal: AbortSignal): Promise<readonly Note[]> {
  const { default: plugin } = await import("@maze/maze/examples");
  const root = await Deno.makeTempDir({ prefix: "maze-doctor-" });
  try {
    await Deno.writeTextFile(join(root, PROBE.file), PROBE.text);
    await using maze = await createMaze({ root, plugins: [{ plugin }], signal });
    const reports = await maze.validate([{ file: PROBE.file, span: { start: 0, end: 0 }, text: "" }]);
    return reports.flatMap(({ notes }) => notes);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/**
 * The model servers of this machine: those that a config uses, in its order, and the others at the usual ports. Nothing
 * else is asked.
 */
export async function localServers(
  uses: readonly ServerUse[],
  signal: AbortSignal,
): Promise<{ readonly used: readonly CheckedUse[]; readonly others: readonly FoundServer[] }> {
  const { checkUses, findServers } = await import("@maze/maze/servers");
  using direct = directFetch();
  const except = uses.map(({ baseUrl }) => baseUrl);
  const [used, others] = await Promise.all([
    checkUses(uses, direct.fetch, { signal }),
    findServers(direct.fetch, { signal, except }),
  ]);
  return { used, others };
}

const PROBE = {
  file: "probe.ts",
  text: "/** @example `one() // => 1` */\nexport function one(): number {\n  return 1;\n}\n",
};

async function builtin(name: string): Promise<Listed> {
  const load = BUILTINS[name] ?? neverLoaded;
  const { default: { manifest, options } } = await load();
  const schema = options instanceof z.ZodType ? z.toJSONSchema(options, { io: "input" }) : {};
  // A manifest is what JSON holds: plain objects, no methods.
  const stated: unknown = JSON.parse(JSON.stringify({ ...manifest, options: schema }));
  return { specifier: name, manifest: stated, home: "built-in", load };
}

function neverLoaded(): Promise<PluginModule> {
  throw new TypeError("Cannot load plugin: it is no built-in");
}

function entryOf(
  { assembled, rules, listed }: ProjectConfig,
  config: Config,
  name: string,
  at: number,
): PluginEntry {
  const item = listed.get(name);
  const optionsName = rules.plugins.find(({ specifier }) => specifier === name)?.name ?? name;
  return {
    name,
    manifest: item?.manifest,
    load: () => item ? loadListed(item, config) : neverLoaded(),
    options: config.options[optionsName] ?? {},
    place: (path) =>
      placeOf(assembled, path.length === 0 ? ["plugins", at] : ["options", optionsName, ...path]),
  };
}

async function loadListed({ home, module, manifest, load }: Listed, { isolate }: Config): Promise<unknown> {
  if (module === undefined || !isIsolated(home, isolate)) return await load();
  const { isolated } = await import("@maze/maze/isolated");
  return { default: isolated({ specifier: module, manifest }) };
}

function placeOf({ originOf }: Assembled, key: Key) {
  const { file, line, column } = originOf(key);
  return file === undefined ? undefined : { file, line: line ?? 1, column: column ?? 1 };
}
