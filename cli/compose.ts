/**
 * Joins config, built-in plugins and the library. The only file that names a built-in.
 *
 * @module
 */

import { createMaze, type Maze, type MazeOptions, type PluginEntry } from "@maze/maze";
import type { Plugin } from "@maze/maze/plugin";
import { z } from "zod";
import { acceptConfig } from "./config/check.ts";
import type { Key } from "./config/key.ts";
import { assemble, type Assembled, readSources, type Sources } from "./config/layers.ts";
import type { ConfigRules } from "./config/rules.ts";
import { type Config, configRules } from "./config/schema.ts";
import type { ConfigFlags } from "./flags.ts";
import { leaveFor } from "./leave.ts";
import { type Listed, outsideIn, outsider, ruleOf } from "./listed.ts";
import { projectRoot } from "./project.ts";
import type { Shell } from "./shell.ts";

/** A plugin that comes with Maze. */
interface PluginModule {
  // deno-lint-ignore no-explicit-any -- each plugin's options have their own type; its schema checks them
  readonly default: Plugin<any, any>;
}

/** Every built-in, loaded when it is asked for. */
const BUILTINS: Readonly<Record<string, () => Promise<PluginModule>>> = {
  typescript: () => import("@maze/maze/typescript"),
  examples: () => import("@maze/maze/examples"),
  synth: () => import("@maze/maze/synth"),
};

/** The config of a project with all that it was made from. */
export interface ProjectConfig {
  /** The project's root, absolute. */
  readonly root: string;
  readonly sources: Sources;
  readonly rules: ConfigRules;
  readonly assembled: Assembled;
  /** Plugins by the text that lists them. */
  readonly listed: ReadonlyMap<string, Listed>;
}

/**
 * Reads the config for a folder and all manifests it needs. Leave is asked for before anything that the project's
 * config names is touched. Mistakes in values are not looked for: `acceptConfig` does that.
 */
export async function readConfig(shell: Shell, flags: ConfigFlags): Promise<ProjectConfig> {
  const { os } = Deno.build;
  const { cwd, environment } = shell;
  const sources = await readSources(cwd, { os, environment, assignments: flags.set });
  const builtins = await Promise.all(Object.keys(BUILTINS).map(builtin));
  const known = builtins.map(ruleOf);
  const names = Object.keys(BUILTINS);
  const first = configRules({ plugins: known, builtins: names, isOpen: true });
  const before = assemble(sources, first);
  if (sources.project) await leaveFor(sources.project, first, { shell, isGiven: flags.trust });
  const outside = await Promise.all(outsideIn(before).map((item) => outsider(item, shell.cwd)));
  const rules = configRules({ plugins: [...known, ...outside.map(ruleOf)], builtins: names });
  const listed = new Map([...builtins, ...outside].map((item) => [item.specifier, item]));
  const root = await projectRoot(cwd, sources.project?.file);
  return { root, sources, rules, assembled: assemble(sources, rules), listed };
}

/** The rules of the built-ins alone, for commands that work without a sound config. */
export async function builtinRules(isOpen = false): Promise<ConfigRules> {
  const builtins = await Promise.all(Object.keys(BUILTINS).map(builtin));
  return configRules({ plugins: builtins.map(ruleOf), builtins: Object.keys(BUILTINS), isOpen });
}

/** The checked config and the plugins it lists, in order of calls. */
export function accepted(
  project: ProjectConfig,
): { readonly config: Config; readonly entries: readonly PluginEntry[] } {
  const config = acceptConfig(project.assembled, project.rules);
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
  const fill = { maxMs: maxSeconds * 1000, maxCandidates: config.fill.candidates };
  return createMaze({ root, plugins: entries, fill, ...others });
}

async function builtin(name: string): Promise<Listed> {
  const load = BUILTINS[name] ?? neverLoaded;
  const { default: { manifest, options } } = await load();
  const schema = options instanceof z.ZodType ? z.toJSONSchema(options, { io: "input" }) : {};
  // A manifest is what JSON holds: plain objects, no methods.
  return { specifier: name, manifest: JSON.parse(JSON.stringify({ ...manifest, options: schema })), load };
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
    load: () => item?.load() ?? neverLoaded(),
    options: config.options[optionsName] ?? {},
    place: (path) =>
      placeOf(assembled, path.length === 0 ? ["plugins", at] : ["options", optionsName, ...path]),
  };
}

function placeOf({ originOf }: Assembled, key: Key) {
  const { file, line, column } = originOf(key);
  return file === undefined ? undefined : { file, line: line ?? 1, column: column ?? 1 };
}
