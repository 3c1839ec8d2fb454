/**
 * The layers of the config and how they become one: defaults, the user's file, the project's file, variables, flags.
 * Later wins, key by key; lists are replaced whole.
 *
 * @module
 */

import { assignedLayer } from "./assigned.ts";
import { readAssignment } from "./assignment.ts";
import { environmentLayer } from "./environment.ts";
import { ConfigError, type Fault } from "./fault.ts";
import { settings } from "./json_schema.ts";
import { isTable, type Key, type Table } from "./key.ts";
import { findConfigFolder, findProjectConfig, type Machine, userConfigFile } from "./locate.ts";
import type { LayerName, Origin } from "./origin.ts";
import { readConfigText, UnreadableError } from "./read_file.ts";
import { fileLayer, hasKey, type Layer, readToml, type TomlSource } from "./read_toml.ts";
import { type ConfigRules, isListed } from "./rules.ts";

/** What the config is made of, before any schema is known. */
export interface Sources {
  readonly user: TomlSource | undefined;
  readonly project: TomlSource | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** The texts `key=value` of `--set`, in order. */
  readonly assignments: readonly string[];
  /** Why a file is not here though it is there. Who acts on a config must refuse these. */
  readonly faults: readonly Fault[];
  /** The folder of the project's file, whether that could be read or not. */
  readonly folder: string | undefined;
}

/** All layers joined. */
export interface Assembled {
  readonly value: Table;
  /** Weakest first. */
  readonly layers: readonly Layer[];
  /** Files, variables and flags that could not be read. */
  readonly faults: readonly Fault[];
  /** False when a file could not be read: what is missing may stand there. */
  readonly isWhole: boolean;
  /** Where the value at a key comes from; for a key that is not there, where the nearest table above it does. */
  originOf(key: Key): Origin;
}

/** One value of the joined config. */
export interface ConfigLeaf {
  readonly key: Key;
  readonly value: unknown;
  readonly origin: Origin;
}

/**
 * Reads the files of the config. A missing file is no fault; one that can not be read is, and the other layers are read
 * all the same.
 *
 * @param from The folder from which the project's config is looked for, upward.
 */
export async function readSources(
  from: string,
  options: Machine & { readonly assignments?: readonly string[] },
): Promise<Sources> {
  const faults: Fault[] = [];
  const user = await readSource("user", () => userConfigFile(options), faults);
  const project = await readSource("project", () => findProjectConfig(from), faults);
  const { environment, assignments = [] } = options;
  return { user, project, environment, assignments, faults, folder: await findConfigFolder(from) };
}

/**
 * Joins all layers.
 *
 * The rules give defaults and the names of variables. Who does not know the plugins yet joins with the rules of no
 * plugins, reads `plugins` from the result, and joins again.
 */
export function assemble(sources: Sources, rules: ConfigRules): Assembled {
  const environment = environmentLayer(sources.environment, rules.schema);
  const flags = flagLayers(sources.assignments);
  const layers = [
    ...(sources.user ? [fileLayer("user", sources.user)] : []),
    ...(sources.project ? [fileLayer("project", sources.project)] : []),
    environment.layer,
    ...flags.layers,
  ];
  return {
    ...joined([defaultLayer(rules, layers), ...layers]),
    faults: [...sources.faults, ...environment.faults, ...flags.faults],
    isWhole: sources.faults.length === 0,
  };
}

/** Layers as one, weakest first. */
export function joined(layers: readonly Layer[]): Pick<Assembled, "value" | "layers" | "originOf"> {
  const value = layers.reduce<Table>((below, layer) => merged(below, layer.value), {});
  return { value, layers, originOf: (key) => originOf(layers, key) };
}

/** Every value with its key and origin, in order of keys. */
export function listConfig(assembled: Assembled): readonly ConfigLeaf[] {
  return [...settingLeaves(assembled.value, [])].map(({ key, value }) => ({
    key,
    value,
    origin: assembled.originOf(key),
  }));
}

/** Lists are values here: they are replaced whole. */
function* settingLeaves(value: unknown, key: Key): Generator<{ key: Key; value: unknown }> {
  if (!isTable(value)) yield { key, value };
  else for (const [name, item] of Object.entries(value)) yield* settingLeaves(item, [...key, name]);
}

async function readSource(
  layer: LayerName,
  find: () => string | undefined | Promise<string | undefined>,
  faults: Fault[],
): Promise<TomlSource | undefined> {
  try {
    const file = await find();
    return file === undefined ? undefined : await readLayer(layer, file);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}

/**
 * Reads the file of a layer.
 *
 * @returns `undefined` when there is no such file.
 * @throws {ConfigError} `config/unreadable` or `config/syntax`, with its place.
 */
export async function readLayer(layer: LayerName, file: string): Promise<TomlSource | undefined> {
  try {
    const text = await readConfigText(file);
    return text === undefined ? undefined : readToml({ file, text, layer });
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const { code, message, hint, line, column } = error;
    throw new ConfigError([{ code, message, hint, origin: { layer, file, line, column } }]);
  }
}

/** Each flag is a layer of its own, so that one which a later flag overrides is checked too. */
function flagLayers(texts: readonly string[]): { layers: readonly Layer[]; faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const layers: Layer[] = [];
  for (const text of texts) {
    try {
      layers.push(assignedLayer("flag", [readAssignment(text)]));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(...error.faults);
    }
  }
  return { layers, faults };
}

/**
 * Defaults of the kernel's keys, and of the options of plugins that are listed. What lies deeper in an option is left
 * to the plugin: its default counts only where the table around it is given.
 */
function defaultLayer(rules: ConfigRules, layers: readonly Layer[]): Layer {
  const origin: Origin = { layer: "default" };
  const defaults = settings(rules.schema).filter((setting) => setting.schema.default !== undefined);
  const listed = layers.findLast((layer) => layer.value.plugins !== undefined)?.value.plugins ??
    defaults.find(({ key }) => key[0] === "plugins")?.schema.default;
  const assignments = defaults
    .filter(({ key }) => key[0] !== "options" || (key.length === 3 && isListed(rules, listed, key[1])))
    .map((setting) => ({ key: setting.key, value: setting.schema.default, origin }));
  return assignedLayer("default", assignments);
}

function merged(below: Table, above: Table): Table {
  const result: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const old = result[name];
    result[name] = isTable(value) ? merged(isTable(old) ? old : {}, value) : value;
  }
  return result;
}

function originOf(layers: readonly Layer[], key: Key): Origin {
  for (let length = key.length; length > 0; length--) {
    const part = key.slice(0, length);
    const layer = layers.findLast((candidate) => hasKey(candidate, part));
    if (layer) return layer.origin(part);
  }
  return { layer: "default" };
}
