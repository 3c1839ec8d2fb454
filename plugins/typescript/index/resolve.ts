/**
 * Specifiers to files, the way tsc's `bundler` resolution finds declarations.
 *
 * @module
 */

import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { ConfigFile } from "../project/config_file.ts";
import type { Disk } from "../project/disk.ts";
import { splitPackage } from "../project/extended.ts";
import type { Project } from "../project/project.ts";
import { property } from "../project/jsonc.ts";
import { fileAt } from "./candidates.ts";
import { type EntryOptions, importsEntry, packageEntry, readManifest } from "./package_entry.ts";

/** Where a specifier leads. */
export interface Resolved {
  /** Absolute path; for an installed package with links resolved. */
  readonly path: string;
  /** True for a file of an installed package. */
  readonly isExternal: boolean;
}

/** Resolves specifiers for one project. Answers are remembered by folder. */
export interface Resolver {
  /**
   * @param from Absolute path of the file that asks.
   * @returns `undefined` for a module of the runtime, or one that is not there.
   */
  resolve(specifier: string, from: string): Resolved | undefined;
}

/** @param hasFile Files beyond those that configs name, asked before the disk. */
export function resolverOf(project: Project, disk: Disk, hasFile: (path: string) => boolean): Resolver {
  const known = new Map<string, Resolved | undefined>();
  const configs = configFinder(project);
  const named = new Set(project.files);
  const search: Search = { project, disk, hasFile: (path) => named.has(path) || hasFile(path) };
  return {
    resolve(specifier, from) {
      const dir = posix.dirname(from);
      const config = configs(from);
      const key = `${config?.path ?? ""}\n${dir}\n${specifier}`;
      if (known.has(key)) return known.get(key);
      const path = find(specifier, dir, config, search);
      // tsc follows links of installed packages only: that is how it finds the sources of a workspace.
      const real = path?.includes("/node_modules/") ? disk.realPath(path) : path;
      const found = real === undefined
        ? undefined
        : { path: real, isExternal: real.includes("/node_modules/") && !isInside(project, real) };
      known.set(key, found);
      return found;
    },
  };
}

interface Search {
  readonly project: Project;
  readonly disk: Disk;
  readonly hasFile: (path: string) => boolean;
}

/** The project's root may itself lie in a node_modules folder. */
function isInside({ root }: Project, path: string): boolean {
  return path.startsWith(`${root}/`) && !path.slice(root.length).includes("/node_modules/");
}

function find(
  specifier: string,
  dir: string,
  config: ConfigFile | undefined,
  search: Search,
): string | undefined {
  const { disk, hasFile, project } = search;
  if (/^(?:\.{1,2}(?:\/|$)|\/)/.test(specifier)) return fileAt(posix.resolve(dir, specifier), disk, hasFile);
  const mapped = byPaths(specifier, config, search) ?? byImportMap(specifier, search);
  if (mapped !== undefined || specifier.startsWith("node:")) return mapped;
  const options: EntryOptions = { disk, hasFile, conditions: config?.options.customConditions ?? [] };
  if (specifier.startsWith("#")) {
    const home = packageAround(dir, disk);
    return home && importsEntry(home, specifier, options);
  }
  const [name, rest] = splitPackage(specifier.replace(/^npm:\/?/, "").replace(/(?<=.)@[^/]*/, ""));
  const home = packageAround(dir, disk);
  const isSelf = home !== undefined && nameOf(home, disk) === name;
  const own = isSelf ? packageEntry(home, rest, options) : undefined;
  const installed = own ?? inNodeModules(name, rest, dir, options);
  if (installed !== undefined || isBuiltin(specifier)) return installed;
  const member = isSelf ? undefined : project.packages.find((pkg) => pkg.name === name)?.dir;
  return member && (packageEntry(member, rest, options) ?? sourceEntry(member, rest, search));
}

function byPaths(specifier: string, config: ConfigFile | undefined, search: Search): string | undefined {
  const fitting = (config?.options.paths ?? []).flatMap(([pattern, targets]) => {
    const [head = "", tail] = pattern.split("*");
    if (tail === undefined) return pattern === specifier ? [{ rank: Infinity, star: "", targets }] : [];
    if (!specifier.startsWith(head) || !specifier.endsWith(tail)) return [];
    if (specifier.length < head.length + tail.length) return [];
    return [{
      rank: head.length,
      star: specifier.slice(head.length, specifier.length - tail.length),
      targets,
    }];
  });
  const best = fitting.sort((a, b) => b.rank - a.rank)[0];
  for (const target of best?.targets ?? []) {
    const found = fileAt(target.replace("*", () => best?.star ?? ""), search.disk, search.hasFile);
    if (found !== undefined) return found;
  }
  const base = config?.options.baseUrl;
  return base === undefined ? undefined : fileAt(`${base}/${specifier}`, search.disk, search.hasFile);
}

function byImportMap(specifier: string, { project: { deno }, disk, hasFile }: Search): string | undefined {
  for (const [key, target] of (deno?.imports ?? []).toSorted((a, b) => b[0].length - a[0].length)) {
    const isPrefix = key.endsWith("/") && specifier.startsWith(key);
    if (specifier !== key && !isPrefix) continue;
    if (!/^\.{0,2}\//.test(target)) return undefined;
    return fileAt(posix.resolve(deno?.dir ?? "/", target + specifier.slice(key.length)), disk, hasFile);
  }
  return undefined;
}

function inNodeModules(name: string, rest: string, dir: string, options: EntryOptions): string | undefined {
  const typesName = `@types/${name.replace(/^@([^/]+)\//, "$1__")}`;
  for (let at = dir;; at = posix.dirname(at)) {
    const modules = at === "/" ? "/node_modules" : `${at}/node_modules`;
    if (options.disk.stat(modules)?.isDirectory) {
      const inPackage = inFolder(`${modules}/${name}`, rest, options);
      // Declarations of another package come before JavaScript.
      if (inPackage !== undefined && !/\.[cm]?jsx?$/.test(inPackage)) return inPackage;
      const found = inFolder(`${modules}/${typesName}`, rest, options) ?? inPackage;
      if (found !== undefined) return found;
    }
    if (at === "/") return undefined;
  }
}

function inFolder(dir: string, rest: string, options: EntryOptions): string | undefined {
  return options.disk.stat(dir)?.isDirectory ? packageEntry(dir, rest, options) : undefined;
}

/** A package of the workspace whose build output is not there: its source is what the output would come from. */
function sourceEntry(dir: string, rest: string, { disk, hasFile }: Search): string | undefined {
  const names = rest === "" ? ["src/index", "index", "mod", "src/mod", "src/main"] : [`src/${rest}`, rest];
  return names.map((name) => fileAt(`${dir}/${name}`, disk, hasFile)).find((found) => found !== undefined);
}

function packageAround(dir: string, disk: Disk): string | undefined {
  for (let at = dir;; at = posix.dirname(at)) {
    if (disk.stat(`${at}/package.json`)) return at;
    if (at === "/" || posix.basename(at) === "node_modules") return undefined;
  }
}

function nameOf(dir: string, disk: Disk): string | undefined {
  const name = property(readManifest(dir, disk), "name");
  return name?.kind === "string" ? name.value : undefined;
}

/** The config that names a file; for one that only imports reach, the one whose folder is nearest around it. */
function configFinder(project: Project): (path: string) => ConfigFile | undefined {
  const owner = new Map<string, ConfigFile>();
  for (const { config, files } of project.parts.toReversed()) {
    files.forEach((file) => owner.set(file, config));
  }
  const nearest = project.parts.map((part) => part.config).sort((a, b) => b.dir.length - a.dir.length);
  return (path) =>
    owner.get(path) ?? nearest.find((config) => path.startsWith(`${config.dir}/`)) ?? nearest[0];
}
