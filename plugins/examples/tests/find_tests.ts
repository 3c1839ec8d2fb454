/**
 * The test files that a user names.
 *
 * @module
 */

import type { Disk } from "../../_process/disk.ts";

/** Folders that hold no tests of the project. */
const SKIPPED = /^(node_modules|\..*)$/;

/**
 * The files that paths and globs name, sorted, each once; `*` and `?` stay within a folder's name, `**` does not,
 * `{a,b}` is either. A path without any of them is taken as it is, whether the file is there or not.
 *
 * @param root Absolute, without a slash at the end.
 * @returns Relative to the root.
 */
export async function findTests(
  root: string,
  names: readonly string[],
  disk: Disk,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of names.map((name) => name.replace(/^\.\//, ""))) {
    if (!/[*?{]/.test(name)) found.add(name);
    else for (const file of await matching(root, name, disk)) found.add(file);
  }
  return [...found].sort();
}

async function matching(root: string, glob: string, disk: Disk): Promise<readonly string[]> {
  const fixed = /^(?:[^*?{]*\/)?/.exec(glob)?.[0] ?? "";
  const pattern = globPattern(glob);
  const files: string[] = [];
  const open = [fixed.replace(/\/$/, "")];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const prefix = folder === "" ? "" : `${folder}/`;
    for (const { name, isFolder } of await disk.list(`${root}/${folder}`)) {
      if (isFolder && !SKIPPED.test(name)) open.push(prefix + name);
      else if (!isFolder && pattern.test(prefix + name)) files.push(prefix + name);
    }
  }
  return files;
}

function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^\w/]/g, (sign) => {
    if (sign === "**/") return "(?:.*/)?";
    if (sign === "**") return ".*";
    if (sign === "*") return "[^/]*";
    if (sign === "?") return "[^/]";
    if (sign.startsWith("{") && sign.length > 1) {
      return `(?:${sign.slice(1, -1).split(",").map(plain).join("|")})`;
    }
    return `\\${sign}`;
  });
  return new RegExp(`^${source}$`);
}

function plain(text: string): string {
  return text.replace(/[^\w/]/g, "\\$&").replaceAll("\\*", "[^/]*");
}
