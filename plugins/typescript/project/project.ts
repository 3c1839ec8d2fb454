/**
 * A project as its own tool chain sees it: which files belong to it, by which config, and what was left out.
 *
 * @module
 */

import { posix } from "node:path";
import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import type { ConfigFault, ConfigFile } from "./config_file.ts";
import { type DenoConfig, denoFiles } from "./deno_files.ts";
import { type Disk, realDisk, remember } from "./disk.ts";
import { findConfigs } from "./find_configs.ts";
import { type IgnoreRules, ignoreRules } from "./ignore.ts";
import { type RootFiles, rootFiles } from "./root_files.ts";
import { type WorkspacePackage, workspacePackages } from "./workspaces.ts";

/** A config and the files it names; absolute paths, sorted. */
export interface ProjectPart {
  readonly config: ConfigFile;
  readonly files: readonly string[];
}

/** A project's files and settings. Immutable: open it again after files came or went. */
export interface Project {
  /** Absolute path of the root folder. */
  readonly root: string;
  readonly kind: "tsconfig" | "deno" | "bare";
  readonly parts: readonly ProjectPart[];
  readonly deno: DenoConfig | undefined;
  readonly packages: readonly WorkspacePackage[];
  /** Every file that a config names: absolute paths, sorted. What imports reach beyond them, the index adds. */
  readonly files: readonly string[];
  /** Files that hold TypeScript but are not read, relative to the root, each with the reason. */
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
  /** Faults of the config files; `file` is relative to the root. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ignore: IgnoreRules;
}

/**
 * Opens the project whose root is a folder.
 *
 * @param root Absolute path.
 */
export function openProject(root: string, disk: Disk = realDisk): Project {
  const home = posix.resolve(root);
  const once = remember(disk);
  const ignore = ignoreRules(home, once);
  const around = { disk: once, isIgnored: ignore.ignored };
  const packages = workspacePackages(home, once, ignore.ignored);
  const { configs, deno, isBare } = findConfigs(home, packages, around);
  const lists = configs.map((config) => ({ config, roots: rootFiles(config, once, ignore.ignored) }));
  if (isBare) lists.push(bare(home, configs, around));
  const denoList = deno && denoFiles(deno, once, ignore.ignored);
  const all = denoList ? [...lists.map((list) => list.roots), denoList] : lists.map((list) => list.roots);
  return {
    root: home,
    kind: deno ? "deno" : isBare && configs.length === 0 ? "bare" : "tsconfig",
    parts: lists.map(({ config, roots }) => ({ config, files: roots.files })),
    deno,
    packages,
    files: union(all.map((roots) => roots.files)),
    leftOut: union(all.map((roots) => roots.foreign)).map((path) => leftOut(home, path)),
    diagnostics: [
      ...lists.flatMap(({ config, roots }) => faults(config, roots)),
      ...deno?.faults ?? [],
    ].map((fault) => diagnostic(home, fault)),
    ignore,
  };
}

/** A path relative to the project's root, as core names files. */
export function relativeTo(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : posix.relative(root, path);
}

/** Folders that hold what tools make, where no ignore file says so. */
const outputs = ["dist", "build", "out", "coverage"];

/** Stands in where there is no config: all TypeScript and JavaScript outside the folders that have one. */
function bare(root: string, covered: readonly ConfigFile[], around: Parameters<typeof findConfigs>[2]) {
  const others = [...outputs, "node_modules"].map((name) => `${root}/**/${name}`);
  const config: ConfigFile = {
    path: `${root}/tsconfig.json`,
    dir: root,
    files: undefined,
    include: [`${root}/**/*`],
    exclude: [...others, ...outputs.map((name) => `${root}/${name}`), ...covered.map((config) => config.dir)],
    references: [],
    options: {
      allowJs: true,
      outDir: undefined,
      declarationDir: undefined,
      rootDir: undefined,
      baseUrl: undefined,
      paths: [],
      customConditions: [],
      jsx: "preserve",
      lib: [],
      module: undefined,
      moduleResolution: undefined,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
      verbatimModuleSyntax: false,
    },
    faults: [],
    places: new Map(),
    sources: [],
  };
  return { config, roots: rootFiles(config, around.disk, around.isIgnored) };
}

function faults(config: ConfigFile, roots: RootFiles): readonly ConfigFault[] {
  const missing = roots.missing.map((path) => ({
    path: config.path,
    span: { start: 0, end: 0 },
    ...config.places.get(path),
    code: "TS6053",
    message: `File '${path}' not found.`,
  }));
  const isEmpty = config.sources.length > 0 && config.references.length === 0 &&
    roots.files.length + roots.missing.length === 0;
  const none = {
    path: config.path,
    span: { start: 0, end: 0 },
    code: "TS18003",
    message: `No inputs were found in config file '${config.path}'.`,
  };
  return [...config.faults, ...missing, ...isEmpty ? [none] : []];
}

function diagnostic(root: string, { path, span, code, message }: ConfigFault): Diagnostic {
  return { file: relativeTo(root, path), span, severity: "error", code, message, source: "typescript" };
}

function leftOut(root: string, path: string) {
  const language = path.endsWith(".vue") ? "Vue" : "Svelte";
  return { file: relativeTo(root, path), reason: `${language} files need their own compiler` };
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}
