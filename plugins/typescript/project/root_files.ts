/**
 * The files that a tsconfig names, by tsc's rules.
 *
 * @see microsoft/TypeScript:src/compiler/commandLineParser.ts, `getFileNamesFromConfigSpecs`
 * @module
 */

import type { ConfigFile } from "./config_file.ts";
import type { Disk } from "./disk.ts";
import { globBase, globPattern } from "./globs.ts";
import type { Ignored } from "./ignore.ts";

/** Endings in order of preference: of `a.ts` and `a.js` side by side only the first belongs to the project. */
const typed = [[".ts", ".tsx", ".d.ts"], [".cts", ".d.cts"], [".mts", ".d.mts"]];
const withJs = [[".ts", ".tsx", ".d.ts", ".js", ".jsx"], [".cts", ".d.cts", ".cjs"], [
  ".mts",
  ".d.mts",
  ".mjs",
]];

/** Endings that the index reads. */
export const sourceEnding = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** Languages that hold TypeScript but need a compiler of their own. */
export const foreignEnding = /\.(?:vue|svelte)$/;

/** What a config's patterns match. Absolute paths, sorted. */
export interface RootFiles {
  readonly files: readonly string[];
  /** Vue and Svelte files that the patterns reach: named, not read. */
  readonly foreign: readonly string[];
  /** Entries of `files` that are not there. */
  readonly missing: readonly string[];
}

/** Where a walk may not go. */
export type IsIgnored = (path: string, isDirectory: boolean) => Ignored;

/** Lists the root files of a config. */
export function rootFiles(config: ConfigFile, disk: Disk, isIgnored: IsIgnored): RootFiles {
  const groups = config.options.allowJs ? withJs : typed;
  const include = config.include ?? (config.files ? [] : [`${config.dir}/**/*`]);
  const found = walk(include, excluded(config), { disk, isIgnored });
  const literal = (config.files ?? []).filter((path) => isIgnored(path, false) !== "maze");
  const isThere = (path: string) => disk.stat(path)?.isDirectory === false;
  const present = new Set(literal.filter(isThere));
  const matched = new Set<string>();
  for (
    const path of found.filter((path) => groups.some((group) => group.some((end) => path.endsWith(end))))
  ) {
    if (!isShadowed(path, groups, present, matched)) matched.add(path);
    dropShadowed(path, groups, matched);
  }
  return {
    files: [...new Set([...present, ...matched])].filter((path) => sourceEnding.test(path)).sort(),
    foreign: found.filter((path) => foreignEnding.test(path)).sort(),
    missing: literal.filter((path) => !present.has(path)),
  };
}

/** Folders like node_modules need no entry here: wildcards of `include` never reach into them. */
function excluded({ exclude, options: { outDir, declarationDir } }: ConfigFile): readonly string[] {
  return exclude ?? [outDir, declarationDir].filter((dir) => dir !== undefined);
}

function walk(
  include: readonly string[],
  exclude: readonly string[],
  { disk, isIgnored }: { disk: Disk; isIgnored: IsIgnored },
): string[] {
  const wanted = globPattern(include, "files");
  const folders = globPattern(include, "directories");
  const unwanted = globPattern(exclude, "exclude");
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (dir: string): void => {
    const real = disk.realPath(dir);
    if (seen.has(real)) return;
    seen.add(real);
    for (const { name, isDirectory } of disk.list(dir)) {
      const path = dir === "/" ? `/${name}` : `${dir}/${name}`;
      if (isDirectory ? !folders?.test(path) : !wanted?.test(path)) continue;
      if (unwanted?.test(path) || isIgnored(path, isDirectory)) continue;
      if (isDirectory) visit(path);
      else found.push(path);
    }
  };
  for (const base of bases(include)) visit(base);
  return found;
}

/** Folders to start from, without those that lie in another one. */
function bases(include: readonly string[]): readonly string[] {
  const all = [...new Set(include.map(globBase))].sort((a, b) => a.length - b.length);
  return all.filter((dir, i) =>
    !all.slice(0, i).some((outer) => dir.startsWith(outer === "/" ? "/" : `${outer}/`))
  );
}

/** True when a file with a preferred ending stands beside this one. */
function isShadowed(
  path: string,
  groups: readonly (readonly string[])[],
  ...taken: readonly ReadonlySet<string>[]
): boolean {
  const group = groups.find((group) => group.some((end) => path.endsWith(end))) ?? [];
  for (const end of group) {
    if (path.endsWith(end) && (end !== ".ts" || !path.endsWith(".d.ts"))) return false;
    const other = withEnding(path, group, end);
    // tsc takes a .js file although its .d.ts stands beside it, and keeps to that for old projects' sake.
    const isKeptJs = end === ".d.ts" && /\.jsx?$/.test(path);
    if (!isKeptJs && taken.some((set) => set.has(other))) return true;
  }
  return false;
}

/** Takes out what a newly found file shadows. */
function dropShadowed(path: string, groups: readonly (readonly string[])[], matched: Set<string>): void {
  const group = groups.find((group) => group.some((end) => path.endsWith(end))) ?? [];
  for (const end of group.toReversed()) {
    if (path.endsWith(end)) return;
    matched.delete(withEnding(path, group, end));
  }
}

function withEnding(path: string, group: readonly string[], end: string): string {
  const own = group.toSorted((a, b) => b.length - a.length).find((known) => path.endsWith(known)) ?? "";
  return path.slice(0, path.length - own.length) + end;
}
