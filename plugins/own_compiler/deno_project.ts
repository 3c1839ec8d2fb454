/**
 * Where a Deno project begins, and how `deno check` is to be asked there.
 *
 * @module
 */

import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";

/** A Deno project. */
export interface DenoProject {
  /** The outermost folder whose files decide about it: its workspace's. */
  readonly top: string;
  /** Arguments that keep `deno check` from changing what is installed. */
  readonly args: readonly string[];
}

const CONFIGS = ["deno.json", "deno.jsonc"];
/** A folder with one of these is TypeScript's, whatever else lies in it. */
const TYPESCRIPT = ["tsconfig.json", "jsconfig.json"];

/**
 * The Deno project that a folder belongs to; `undefined` where another tool chain has the say.
 *
 * @param root Absolute path.
 */
export function denoProject(root: string): DenoProject | undefined {
  if (TYPESCRIPT.some((name) => existsSync(posix.join(root, name)))) return undefined;
  const ways = foldersUp(root);
  const at = ways.findIndex((dir) => configIn(dir) !== undefined);
  const own = ways[at];
  if (own === undefined || ways.slice(0, at).some(isTypescript)) return undefined;
  const top = ways.slice(at + 1).find((dir) => /"workspace"\s*:/.test(configIn(dir) ?? "")) ?? own;
  return { top, args: installArgs(`${configIn(own)}${top === own ? "" : configIn(top)}`) };
}

function foldersUp(root: string): string[] {
  const found = [root];
  for (let dir = root; dir !== posix.dirname(dir); found.push(dir)) dir = posix.dirname(dir);
  return found;
}

function isTypescript(dir: string): boolean {
  return TYPESCRIPT.some((name) => existsSync(posix.join(dir, name)));
}

/** The text of a folder's config; `undefined` when it has none. */
function configIn(dir: string): string | undefined {
  const path = CONFIGS.map((name) => posix.join(dir, name)).find((path) => existsSync(path));
  return path && readFileSync(path, "utf8");
}

/** With `auto` a check installs what is missing; the same packages lie in Deno's own cache. */
function installArgs(configs: string): string[] {
  return /"nodeModulesDir"\s*:\s*(?:"auto"|true)/.test(configs) ? ["--node-modules-dir=none"] : [];
}
