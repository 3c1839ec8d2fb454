/**
 * Plugins as a config lists them, before any code of theirs runs.
 *
 * @module
 */

import { LoadError, MazeError, readManifests } from "@maze/maze";
import { dirname, isAbsolute, relative, sep as SEPARATOR } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isTable, type Table } from "./config/key.ts";
import type { Fault } from "./config/fault.ts";
import type { Assembled } from "./config/layers.ts";
import type { Origin } from "./config/origin.ts";
import { isOutside } from "./config/plugin_list.ts";
import type { ConfigPlugin } from "./config/rules.ts";
import { configRules } from "./config/schema.ts";

/** A plugin as the config lists it, before it is loaded. */
export interface Listed {
  /** As the config writes it. */
  readonly specifier: string;
  readonly manifest: unknown;
  /** Where it comes from. */
  readonly home: Home;
  /** Its module for `import()`; `undefined` for a built-in. */
  readonly module?: string;
  load(): Promise<unknown>;
}

/** Where a plugin comes from: Maze itself, the project's own folder, or elsewhere. */
export type Home = "built-in" | "project" | "outside";

/** True when a plugin runs in a child process of its own. */
export function isIsolated(home: Home, isolate: unknown): boolean {
  return isolate === "all" ? home !== "built-in" : isolate === "outside" && home === "outside";
}

/** What `maze plugins` tells of a plugin. */
export interface ListedPlugin {
  readonly specifier: string;
  /** True when the config lists it. */
  readonly isListed: boolean;
  /** True when it runs in a child process. */
  readonly isIsolated: boolean;
  readonly version: string;
  readonly description: string;
  readonly points: readonly string[];
  readonly permissions: Readonly<Record<string, readonly string[]>>;
}

/** The plugins of a config in order of calls, then the built-ins that it does not list. */
export function listedPlugins(
  { assembled: { value }, listed, unread }: {
    readonly assembled: Assembled;
    readonly listed: ReadonlyMap<string, Listed>;
    readonly unread: readonly string[];
  },
): readonly ListedPlugin[] {
  const names = namesIn(value);
  const others = [...listed.keys()].filter((name) => !names.includes(name));
  return [...names, ...others].flatMap((specifier) => {
    const found = listed.get(specifier);
    const gap = unread.includes(specifier) ? "not known: it is not fetched without leave" : "not known";
    const manifest: Table = isTable(found?.manifest) ? found.manifest : {};
    const { version, description, points, permissions } = manifest;
    return {
      ...{ specifier, isListed: names.includes(specifier) },
      isIsolated: isIsolated(found?.home ?? "outside", value.isolate),
      version: found ? String(version ?? "") : "",
      description: found ? String(description ?? "") : gap,
      points: Array.isArray(points) ? points.map(String) : [],
      permissions: permissionsIn(permissions),
    };
  });
}

/** A plugin from outside Maze, as a config lists it. */
export interface Outside {
  readonly specifier: string;
  /** The folder that relative specifiers start from; the current one where no file lists the plugin. */
  readonly folder: string | undefined;
  /** Where it is listed. */
  readonly origin: Origin;
}

/** The plugins from outside Maze that a config lists. */
export function outsideIn({ value, originOf }: Assembled): readonly Outside[] {
  return listIn(value).flatMap((specifier, at) => {
    if (typeof specifier !== "string" || !isOutside(specifier)) return [];
    const origin = originOf(["plugins", at]);
    return [{ specifier, folder: origin.file && dirname(origin.file), origin }];
  });
}

/** Reads the manifest of a plugin from outside, or says why it can not be used; its module is not touched. */
export async function outsider(
  { specifier, folder, origin }: Outside,
  { cwd, root }: { readonly cwd: string; readonly root: string },
): Promise<
  { readonly listed: Listed; readonly fault?: undefined } | {
    readonly fault: Fault;
    readonly listed?: undefined;
  }
> {
  const isRelative = specifier.startsWith(".");
  const base = pathToFileURL(`${folder ?? cwd}/`);
  const module = isRelative ? new URL(specifier, base).href : specifier;
  const beside = /^(?:file|https):/.test(module)
    ? new URL("manifest.json", module).href
    : `${module}/manifest.json`;
  try {
    const { default: manifest }: { default: unknown } = await import(beside, { with: { type: "json" } });
    const home = isRelative && await isBelow(module, root) ? "project" : "outside";
    const listed: Listed = { specifier, manifest, home, module, load: () => import(module) };
    configRules({ plugins: [ruleOf(listed)], builtins: [] }); // a schema that can not be used is a fault of this plugin
    return { listed };
  } catch (cause) {
    const isSchema = cause instanceof MazeError;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return {
      fault: {
        code: isSchema ? cause.code : "plugin/manifest",
        message: isSchema ? reason : `Cannot read the manifest of plugin "${specifier}": ${reason}`,
        hint: isSchema ? "Tell its author" : "A plugin has a manifest.json beside its module",
        origin,
      },
    };
  }
}

/** True when a file lies in a folder, wherever links to it stand. A file that is not there lies nowhere. */
async function isBelow(module: string, folder: string): Promise<boolean> {
  try {
    const [file, above] = await Promise.all([Deno.realPath(fileURLToPath(module)), Deno.realPath(folder)]);
    const way = relative(above, file);
    return !isAbsolute(way) && way.split(SEPARATOR)[0] !== "..";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** What a manifest can not say, and names that two plugins share, each at the plugin's place in the list. */
export function manifestFaults(
  { value, originOf }: Assembled,
  listed: ReadonlyMap<string, Listed>,
): readonly Fault[] {
  const names = namesIn(value);
  // A specifier that stands twice is told of already.
  const known = [...new Set(names)].flatMap((name) => listed.get(name) ?? []);
  const entries = known.map(({ specifier, manifest, load }) => ({
    name: specifier,
    manifest,
    load,
    options: {},
  }));
  try {
    readManifests(entries);
    return [];
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    return error.faults.map(({ code, message, hint, plugin }) => ({
      ...{ code, message, hint: hint ?? "Tell its author" },
      origin: originOf(["plugins", listIn(value).indexOf(plugin)]),
    }));
  }
}

/** What a config lists; what is no list is told by the check. */
function listIn({ plugins }: Table): readonly unknown[] {
  return Array.isArray(plugins) ? plugins : [];
}

function namesIn(config: Table): readonly string[] {
  return listIn(config).filter((item) => typeof item === "string");
}

/** What the check of the config must know of a plugin. */
export function ruleOf({ specifier, manifest }: Listed): ConfigPlugin {
  const { name, options, permissions }: Table = isTable(manifest) ? manifest : {};
  return {
    name: typeof name === "string" ? name : specifier,
    specifier,
    options: isTable(options) ? options : {},
    permissions: permissionsIn(permissions),
  };
}

function permissionsIn(value: unknown): Record<string, readonly string[]> {
  const lists = Object.entries(isTable(value) ? value : {});
  return Object.fromEntries(lists.map(([kind, list]) => [kind, Array.isArray(list) ? list.map(String) : []]));
}
