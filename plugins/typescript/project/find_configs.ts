/**
 * Which config files decide about a project.
 *
 * @module
 */

import { posix } from "node:path";
import { type ConfigFile, readConfigFile } from "./config_file.ts";
import { type DenoConfig, readDenoConfig } from "./deno_files.ts";
import type { Disk } from "./disk.ts";
import { type IsIgnored, rootFiles } from "./root_files.ts";
import type { WorkspacePackage } from "./workspaces.ts";

/** What was found for a root. */
export interface FoundConfigs {
  /** In the order found: the root's own one, those it refers to, those of its packages. */
  readonly configs: readonly ConfigFile[];
  readonly deno: DenoConfig | undefined;
  /** True when no config covers the root itself, so that files outside the folders of `configs` need a default. */
  readonly isBare: boolean;
}

const names = ["tsconfig.json", "jsconfig.json"];

/** Finds the root's config: in the root, else above it, else those below it. */
export function findConfigs(
  root: string,
  packages: readonly WorkspacePackage[],
  { disk, isIgnored }: { disk: Disk; isIgnored: IsIgnored },
): FoundConfigs {
  const start = configIn(root, disk);
  const ownDeno = start ? undefined : readDenoConfig(root, disk);
  const above = start || ownDeno ? undefined : findAbove(root, disk, isIgnored);
  const deno = ownDeno ?? (above && "imports" in above ? above : undefined);
  const first = start ?? (above && "options" in above ? above.path : undefined);
  const members = packages.flatMap(({ dir }) => configIn(dir, disk) ?? []);
  const below = first || deno || members.length > 0 ? members : findBelow(root, disk, isIgnored);
  const configs = withReferences(first ? [first, ...below] : below, disk);
  return { configs, deno, isBare: first === undefined && deno === undefined && members.length === 0 };
}

/** tsc looks upward without end; a repository's edge is where a stranger's config would begin. */
function findAbove(root: string, disk: Disk, isIgnored: IsIgnored): ConfigFile | DenoConfig | undefined {
  for (let dir = root; dir !== "/" && !disk.stat(`${dir}/.git`);) {
    dir = posix.dirname(dir);
    if (posix.basename(dir) === "node_modules") return undefined;
    const path = configIn(dir, disk);
    if (path !== undefined) {
      const config = readConfigFile(path, disk);
      const coversRoot = rootFiles(config, disk, isIgnored).files.some((file) => file.startsWith(`${root}/`));
      return coversRoot ? config : undefined;
    }
    const deno = readDenoConfig(dir, disk);
    if (deno) return deno;
  }
  return undefined;
}

/** The configs nearest to the root in each branch of the tree. A folder is looked into once, whatever links lead to it. */
function findBelow(
  dir: string,
  disk: Disk,
  isIgnored: IsIgnored,
  seen = new Set([disk.realPath(dir)]),
): readonly string[] {
  return disk.list(dir).flatMap(({ name, isDirectory }) => {
    const path = `${dir}/${name}`;
    if (!isDirectory || name === "node_modules" || name.startsWith(".") || isIgnored(path, true)) return [];
    const real = disk.realPath(path);
    if (seen.has(real)) return [];
    seen.add(real);
    const config = configIn(path, disk);
    return config === undefined ? findBelow(path, disk, isIgnored, seen) : [config];
  });
}

function withReferences(paths: readonly string[], disk: Disk): readonly ConfigFile[] {
  const configs = new Map<string, ConfigFile>();
  const visit = (path: string): void => {
    if (configs.has(path)) return;
    const config = readConfigFile(path, disk);
    configs.set(path, config);
    config.references.forEach(visit);
  };
  paths.forEach(visit);
  return [...configs.values()];
}

function configIn(dir: string, disk: Disk): string | undefined {
  return names.map((name) => `${dir}/${name}`).find((path) => disk.stat(path)?.isDirectory === false);
}
