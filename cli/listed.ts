/**
 * Plugins as a config lists them, before any code of theirs runs.
 *
 * @module
 */

import { MazeError } from "@maze/maze";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { isTable, type Table } from "./config/key.ts";
import type { Assembled } from "./config/layers.ts";
import { isOutside } from "./config/plugin_list.ts";
import type { ConfigPlugin } from "./config/rules.ts";

/** A plugin as the config lists it, before it is loaded. */
export interface Listed {
  /** As the config writes it. */
  readonly specifier: string;
  readonly manifest: unknown;
  load(): Promise<unknown>;
}

/** What `maze plugins` tells of a plugin. */
export interface ListedPlugin {
  readonly specifier: string;
  /** True when the config lists it. */
  readonly isListed: boolean;
  readonly version: string;
  readonly description: string;
  readonly points: readonly string[];
  readonly permissions: Readonly<Record<string, readonly string[]>>;
}

/** The plugins of a config in order of calls, then the built-ins that it does not list. */
export function listedPlugins(
  { assembled: { value }, listed }: {
    readonly assembled: Assembled;
    readonly listed: ReadonlyMap<string, Listed>;
  },
): readonly ListedPlugin[] {
  const names = Array.isArray(value.plugins) ? value.plugins.map(String) : [];
  const others = [...listed.keys()].filter((name) => !names.includes(name));
  return [...names, ...others].flatMap((specifier) => {
    const found = listed.get(specifier);
    const manifest: Table = isTable(found?.manifest) ? found.manifest : {};
    const { version, description, points, permissions } = manifest;
    return {
      ...{ specifier, isListed: names.includes(specifier) },
      version: found ? String(version ?? "") : "",
      description: found ? String(description ?? "") : "unknown",
      points: Array.isArray(points) ? points.map(String) : [],
      permissions: permissionsIn(permissions),
    };
  });
}

/** The plugins from outside Maze that a config lists, with the folder that relative ones start from. */
export function outsideIn(
  { value, originOf }: Assembled,
): readonly { specifier: string; folder: string | undefined }[] {
  const listed = Array.isArray(value.plugins) ? value.plugins : [];
  return listed.flatMap((specifier: unknown, at) => {
    if (typeof specifier !== "string" || !isOutside(specifier)) return [];
    const { file } = originOf(["plugins", at]);
    return [{ specifier, folder: file && dirname(file) }];
  });
}

/**
 * Reads the manifest of a plugin from outside; its module is not touched.
 *
 * @throws {MazeError} `plugin/manifest` if it can not be read.
 */
export async function outsider(
  { specifier, folder }: { readonly specifier: string; readonly folder: string | undefined },
  cwd: string,
): Promise<Listed> {
  const isRelative = specifier.startsWith(".");
  const base = pathToFileURL(`${folder ?? cwd}/`);
  const module = isRelative ? new URL(specifier, base).href : specifier;
  const beside = /^(?:file|https):/.test(module)
    ? new URL("manifest.json", module).href
    : `${module}/manifest.json`;
  try {
    const { default: manifest }: { default: unknown } = await import(beside, { with: { type: "json" } });
    return { specifier, manifest, load: () => import(module) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MazeError(`Cannot read the manifest of plugin "${specifier}": ${reason}`, {
      code: "plugin/manifest",
      hint: "A plugin has a manifest.json beside its module",
      cause,
    });
  }
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
