/**
 * The packages of a workspace: npm and yarn `workspaces`, pnpm-workspace.yaml, Deno's `workspace`.
 *
 * @module
 */

import { posix } from "node:path";
import type { Disk } from "./disk.ts";
import type { IsIgnored } from "./root_files.ts";
import { type JsonNode, parseJsonc, property, strings } from "./jsonc.ts";

/** A package whose source lies in the project. */
export interface WorkspacePackage {
  readonly name: string;
  /** Absolute path of its folder. */
  readonly dir: string;
}

/** The packages of the workspace whose root is `root`, its own one included; sorted by folder. */
export function workspacePackages(
  root: string,
  disk: Disk,
  isIgnored: IsIgnored,
): readonly WorkspacePackage[] {
  const globs = workspaceGlobs(root, disk);
  const wanted = globs.filter((glob) => !glob.startsWith("!")).flatMap((glob) =>
    expand(root, glob, disk, isIgnored)
  );
  const unwanted = globs.filter((glob) => glob.startsWith("!")).map((glob) => exclusion(root, glob.slice(1)));
  const dirs = new Set([root, ...wanted.filter((dir) => !unwanted.some((pattern) => pattern.test(dir)))]);
  return [...dirs].sort().flatMap((dir) => {
    const name = packageName(dir, disk);
    return name === undefined ? [] : [{ name, dir }];
  });
}

function workspaceGlobs(root: string, disk: Disk): readonly string[] {
  const field = property(readJson(`${root}/package.json`, disk), "workspaces");
  const npm = strings(field?.kind === "object" ? property(field, "packages") : field);
  const deno = property(
    readJson(`${root}/deno.json`, disk) ?? readJson(`${root}/deno.jsonc`, disk),
    "workspace",
  );
  const members = strings(deno?.kind === "object" ? property(deno, "members") : deno);
  const pnpm = pnpmPackages(disk.readText(`${root}/pnpm-workspace.yaml`) ?? "");
  return [...npm, ...pnpm, ...members];
}

/** The list below `packages:`, as a block or in brackets. Nothing else of YAML can stand there. */
function pnpmPackages(yaml: string): readonly string[] {
  const lines = yaml.split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, ""));
  const head = lines.findIndex((line) => /^packages\s*:/.test(line));
  if (head < 0) return [];
  const inline = /\[([^\]]*)\]/.exec(lines.slice(head).join(" ").split(/\s\w+\s*:/)[0] ?? "")?.[1];
  if (inline !== undefined) return inline.split(",").map(unquoted).filter((glob) => glob !== "");
  const globs: string[] = [];
  for (const line of lines.slice(head + 1)) {
    const item = /^\s*-\s+(.+?)\s*$/.exec(line)?.[1];
    if (item !== undefined) globs.push(unquoted(item));
    else if (/\S/.test(line)) break;
  }
  return globs;
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, "$2");
}

/** The folders that a glob of `*` and `**` parts names, node_modules and hidden ones aside. */
function expand(root: string, glob: string, disk: Disk, isIgnored: IsIgnored): readonly string[] {
  const parts = posix.normalize(glob.replace(/^\.\//, "").replace(/\/+$/, "")).split("/");
  let dirs = [root];
  for (const part of parts) {
    dirs = part === "**"
      ? dirs.flatMap((dir) => below(dir, disk, isIgnored))
      : part === "." || part === ".." || !/[*?]/.test(part)
      ? dirs.map((dir) => posix.resolve(dir, part))
      : dirs.flatMap((dir) =>
        children(dir, disk, isIgnored).filter((child) => segment(part).test(posix.basename(child)))
      );
  }
  return dirs.filter((dir) => disk.stat(`${dir}/package.json`) ?? disk.stat(`${dir}/deno.json`));
}

function below(dir: string, disk: Disk, isIgnored: IsIgnored): readonly string[] {
  return [dir, ...children(dir, disk, isIgnored).flatMap((child) => below(child, disk, isIgnored))];
}

function children(dir: string, disk: Disk, isIgnored: IsIgnored): readonly string[] {
  return disk.list(dir)
    .filter((entry) => entry.isDirectory && entry.name !== "node_modules" && !entry.name.startsWith("."))
    .map((entry) => `${dir}/${entry.name}`)
    .filter((path) => !isIgnored(path, true));
}

function segment(part: string): RegExp {
  return new RegExp(
    `^${part.replace(/[^\w]/g, (sign) => sign === "*" ? "[^/]*" : sign === "?" ? "[^/]" : `\\${sign}`)}$`,
  );
}

function exclusion(root: string, glob: string): RegExp {
  const parts = glob.replace(/^\.?\//, "").replace(/\/+$/, "").split("/");
  const source = parts.map((part) => part === "**" ? ".*" : segment(part).source.slice(1, -1)).join("/");
  return new RegExp(`^${root.replace(/[^\w/]/g, "\\$&")}/${source.replaceAll(".*/", "(?:.*/)?")}$`);
}

function packageName(dir: string, disk: Disk): string | undefined {
  for (const file of ["package.json", "deno.json", "deno.jsonc"]) {
    const name = property(readJson(`${dir}/${file}`, disk), "name");
    if (name?.kind === "string") return name.value;
  }
  return undefined;
}

function readJson(path: string, disk: Disk): JsonNode | undefined {
  const text = disk.stat(path) ? disk.readText(path) : undefined;
  return text === undefined ? undefined : parseJsonc(text).value;
}
