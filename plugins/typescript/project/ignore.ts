/**
 * Which paths `.gitignore` files (nested ones too) and `.mazeignore` files leave out.
 *
 * @see git's own description, `gitignore(5)`
 * @module
 */

import { posix } from "node:path";
import type { Disk } from "./disk.ts";

/** Why a path is left out: `git` paths may still be reached by an import, `maze` paths are never read. */
export type Ignored = "git" | "maze" | undefined;

/** One line of an ignore file. */
interface Rule {
  readonly pattern: RegExp;
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
}

/** The rules of one folder, and those of the folders above it. */
interface Level {
  readonly dir: string;
  readonly above: Level | undefined;
  readonly git: readonly Rule[];
  readonly maze: readonly Rule[];
}

/** Answers for one root; every ignore file is read once. */
export interface IgnoreRules {
  /** Whether a path below the root, or one of its folders below the root, is left out. */
  ignored(path: string, isDirectory: boolean): Ignored;
}

/**
 * Reads ignore files as they are needed. Those of folders above the root count too, up to the folder that holds
 * `.git`; unless they leave out the root itself, for then the root was chosen against them.
 */
export function ignoreRules(root: string, disk: Disk): IgnoreRules {
  const levels = new Map<string, Level | undefined>();
  const verdicts = new Map<string, Ignored>();
  const top = outermost(root, disk);

  const level = (dir: string): Level | undefined => {
    if (levels.has(dir)) return levels.get(dir);
    const above = dir === top || dir === "/" ? undefined : level(posix.dirname(dir));
    const git = readRules(`${dir}/.gitignore`, disk);
    const maze = readRules(`${dir}/.mazeignore`, disk);
    const own = git.length + maze.length === 0 ? above : { dir, above, git, maze };
    levels.set(dir, own);
    return own;
  };

  const ignored = (path: string, isDirectory: boolean): Ignored => {
    const dir = posix.dirname(path);
    if (path === root || (path !== root && !path.startsWith(root + "/"))) return undefined;
    const known = verdicts.get(path);
    if (known !== undefined || verdicts.has(path)) return known;
    const inherited = dir === root ? undefined : ignored(dir, true);
    const verdict = inherited ?? judge(level(dir), path, isDirectory);
    if (isDirectory) verdicts.set(path, verdict);
    return verdict;
  };
  return { ignored };
}

/** The nearest folder above with `.git`; the root itself when there is none or it does not want the root. */
function outermost(root: string, disk: Disk): string {
  let top = root;
  while (!disk.stat(`${top}/.git`)) {
    if (top === "/") return root;
    top = posix.dirname(top);
  }
  if (top === root) return root;
  const outer = ignoreRules(top, disk);
  return outer.ignored(root, true) === undefined ? top : root;
}

function judge(level: Level | undefined, path: string, isDirectory: boolean): Ignored {
  if (last(level, "maze", path, isDirectory)) return "maze";
  return last(level, "git", path, isDirectory) ? "git" : undefined;
}

/** The nearest file that says anything of the path decides, and in it the last line. */
function last(level: Level | undefined, kind: "git" | "maze", path: string, isDirectory: boolean): boolean {
  for (let at = level; at; at = at.above) {
    const name = path.slice(at.dir === "/" ? 1 : at.dir.length + 1);
    const rule = at[kind].findLast((rule) => (isDirectory || !rule.isForFolders) && rule.pattern.test(name));
    if (rule) return !rule.isNegated;
  }
  return false;
}

function readRules(path: string, disk: Disk): readonly Rule[] {
  const text = disk.stat(path) ? disk.readText(path) : undefined;
  return (text ?? "").split(/\r?\n/).flatMap((line) => rule(line) ?? []);
}

function rule(line: string): Rule | undefined {
  let text = line.replace(/(?<!\\)[ \t]+$/, "");
  if (text === "" || text.startsWith("#")) return undefined;
  const isNegated = text.startsWith("!");
  if (isNegated) text = text.slice(1);
  const isForFolders = text.endsWith("/");
  if (isForFolders) text = text.slice(0, -1);
  const isAnchored = text.includes("/");
  const source = translate(text.replace(/^\//, ""));
  try {
    return { pattern: new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${source}$`), isNegated, isForFolders };
  } catch {
    // A bracket that makes no character class matches nothing in git either.
    return undefined;
  }
}

const tokens = /\*\*\/|\/\*\*$|\*+|\?|\[(?:!|\^)?\]?[^\]]*\]|\\.|[^]/g;

function translate(glob: string): string {
  return glob.replace(tokens, (token) => {
    if (token === "**/") return "(?:.*/)?";
    if (token === "/**") return "/.+";
    if (token.startsWith("*")) return "[^/]*";
    if (token === "?") return "[^/]";
    if (token.length > 1 && token.startsWith("[")) return token.replace(/^\[!/, "[^");
    const sign = token.at(-1) ?? "";
    return /\w/.test(sign) ? sign : `\\${sign}`;
  });
}
