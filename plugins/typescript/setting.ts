/**
 * Under which configuration a file is compiled: the one that names it, the one whose files import it, or one that
 * exists in memory only.
 *
 * @module
 */

import { relative } from "node:path/posix";
import type { DeclarationIndex } from "./index/declaration_index.ts";
import type { MappedConfig } from "./project/deno_config.ts";

/** A configuration to start a compiler on. */
export interface Setting {
  /** Absolute path. */
  readonly configPath: string;
  /** Files in memory, by absolute path: a configuration that is on no disk, declarations. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The options for files that no config of the project names, in a project that has none. */
const DEFAULTS = {
  strict: true,
  noEmit: true,
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  jsx: "preserve",
  allowJs: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
};

/**
 * The configuration of a file.
 *
 * @param file Relative to the root.
 * @param deno What a Deno project is mapped to; absent for other projects.
 */
export function settingOf(file: string, index: DeclarationIndex, deno: MappedConfig | undefined): Setting {
  const { project } = index;
  const path = `${project.root}/${file}`;
  const part = project.parts.find(({ files }) => files.includes(path)) ?? partThatImports(file, index);
  if (part) {
    return isOnDisk(part.config)
      ? { configPath: part.config.path, texts: new Map() }
      : bare(part.config.path);
  }
  if (deno) return withFile(deno, path, index.importers(file).length > 0);
  return outside(file, index);
}

/** A file that was made since, and that nothing reaches by imports, is named beside the others. */
function withFile({ configPath, files }: MappedConfig, path: string, isReached: boolean): Setting {
  const config: { readonly files?: readonly string[] } = JSON.parse(files.get(configPath) ?? "{}");
  const named = config.files ?? [];
  if (isReached || named.includes(path)) return { configPath, texts: files };
  const text = JSON.stringify({ ...config, files: [...named, path] });
  return { configPath, texts: new Map([...files, [configPath, text]]) };
}

function isOnDisk({ sources }: { readonly sources: readonly unknown[] }): boolean {
  return sources.length > 0;
}

/** A file that no config names belongs to the program that reaches it by imports. */
function partThatImports(file: string, index: DeclarationIndex) {
  const { parts, root } = index.project;
  const importers = new Set(index.importers(file, { isTransitive: true }).map((one) => `${root}/${one}`));
  return parts.find(({ files }) => files.some((one) => importers.has(one)));
}

/** All files below a folder without a config. */
function bare(configPath: string): Setting {
  const config = { compilerOptions: DEFAULTS };
  return { configPath, texts: new Map([[configPath, JSON.stringify(config)]]) };
}

/** Files beside all configs, under the options of the first one. */
function outside(file: string, index: DeclarationIndex): Setting {
  const { root, parts } = index.project;
  const named = new Set(parts.flatMap(({ files }) => files));
  const files = [file, ...index.files()].map((one) => `${root}/${one}`)
    .filter((one, at, all) => !named.has(one) && all.indexOf(one) === at);
  const [first] = parts;
  const extended = first && isOnDisk(first.config)
    ? { extends: `./${relative(root, first.config.path)}` }
    : {};
  const options = { ...(first ? {} : DEFAULTS), noEmit: true, composite: false, allowJs: true };
  const configPath = `${root}/tsconfig.maze-outside.json`;
  const config = { ...extended, compilerOptions: options, files: files.sort(), include: [], references: [] };
  return { configPath, texts: new Map([[configPath, JSON.stringify(config)]]) };
}
