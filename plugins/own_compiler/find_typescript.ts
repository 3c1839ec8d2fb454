/**
 * Which TypeScript a project has installed, and for which of its configs.
 *
 * @module
 */

import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { posix } from "node:path";

/** The version that Maze judges with. A project that has the same one needs no second opinion. */
export const MAZE_TYPESCRIPT = "7.0.2";

/** A TypeScript that some configs of a project are compiled with. */
export interface OwnTypescript {
  readonly version: string;
  /** Absolute path of the package's folder, links resolved; absent where it is asked for and not installed. */
  readonly folder?: string;
  /** Absolute paths of the configs, sorted; those that they refer to are left to TypeScript. */
  readonly configs: readonly string[];
}

const NAMES = ["tsconfig.json", "jsconfig.json"];

/** Every TypeScript of a project but Maze's own. */
export function findTypescript(root: string): readonly OwnTypescript[] {
  const found = new Map<string, { -readonly [K in keyof OwnTypescript]: OwnTypescript[K] }>();
  for (const config of configsOf(root)) {
    const own = installed(posix.dirname(config)) ?? wanted(posix.dirname(config));
    if (!own || own.version === MAZE_TYPESCRIPT) continue;
    const key = own.folder ?? own.version;
    const known = found.get(key);
    if (known) known.configs = [...known.configs, config];
    else found.set(key, { ...own, configs: [config] });
  }
  return [...found.values()];
}

/** The configs below the root; where there are none, the nearest one above. */
function configsOf(root: string): string[] {
  const below = configsBelow(root);
  if (below.length > 0) return below.sort();
  for (let dir = root; dir !== posix.dirname(dir) && !existsSync(`${dir}/.git`);) {
    dir = posix.dirname(dir);
    const above = NAMES.map((name) => posix.join(dir, name)).filter((path) => existsSync(path));
    if (above.length > 0) return above.slice(0, 1);
  }
  return [];
}

function configsBelow(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  const own = NAMES.find((name) => entries.some((entry) => entry.name === name && !entry.isDirectory()));
  const inner = entries.filter((entry) =>
    entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith(".")
  );
  return [
    ...(own ? [posix.join(dir, own)] : []),
    ...inner.flatMap(({ name }) => configsBelow(posix.join(dir, name))),
  ];
}

/** The package that a folder's code gets, as every runtime looks it up. */
function installed(dir: string): Omit<OwnTypescript, "configs"> | undefined {
  for (const above of foldersUp(dir)) {
    const folder = posix.join(above, "node_modules", "typescript");
    const version = record(readJson(posix.join(folder, "package.json"))).version;
    if (typeof version === "string") return { version, folder: realpathSync(folder) };
  }
  return undefined;
}

/** A version below 7 that the nearest package asks for. */
function wanted(dir: string): Omit<OwnTypescript, "configs"> | undefined {
  for (const above of foldersUp(dir)) {
    const { dependencies, devDependencies } = record(readJson(posix.join(above, "package.json")));
    const version = record(devDependencies).typescript ?? record(dependencies).typescript;
    if (typeof version !== "string") continue;
    return /^[~^=v\s]*[0-6](?:\.|$)/.test(version) ? { version } : undefined;
  }
  return undefined;
}

/** A folder and all above it, the nearest first. */
export function foldersUp(dir: string): string[] {
  const above = posix.dirname(dir);
  return above === dir ? [dir] : [dir, ...foldersUp(above)];
}

/** `undefined` where there is no such file, or it is no JSON: then it says nothing. */
function readJson(path: string): unknown {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
