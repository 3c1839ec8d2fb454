/**
 * Where the config lies on this machine.
 *
 * The project's file is the nearest `maze.toml` or `.maze.toml`, from the folder asked for up to the root of the
 * file system. The nearest wins whole: a config further up is not merged into it. Both names in one folder are an
 * error, because one of them would be dead.
 *
 * @module
 */

import { dirname, join, resolve } from "node:path";
import { ConfigError } from "./fault.ts";

/** Names of a project's config; the first is the one that `maze init` writes. */
export const CONFIG_NAMES = ["maze.toml", ".maze.toml"] as const;

/** What decides where the user's own folders are. */
export interface Machine {
  /** As `Deno.build.os`. */
  readonly os: string;
  /** Environment variables by name. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Finds the folder of the project's config. Which of the names lies there, or both, is not asked.
 *
 * @param from A folder that exists or not; relative to the current folder.
 * @returns An absolute path; `undefined` when no folder upward has a config.
 */
export async function findConfigFolder(from: string): Promise<string | undefined> {
  for (let folder = resolve(from);; folder = dirname(folder)) {
    if ((await configsIn(folder)).length > 0) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * Finds the project's config.
 *
 * @param from As for `findConfigFolder()`.
 * @returns An absolute path; `undefined` when no folder upward has one.
 * @throws {ConfigError} `config/two-files` if a folder has both names.
 */
export async function findProjectConfig(from: string): Promise<string | undefined> {
  const folder = await findConfigFolder(from);
  const [first, second] = folder === undefined ? [] : await configsIn(folder);
  if (second !== undefined) throw twoFiles(second);
  return first;
}

/**
 * The user's own config: below `XDG_CONFIG_HOME` where it is set; else `~/.config` (Linux),
 * `~/Library/Application Support` (macOS) or `%APPDATA%` (Windows).
 *
 * @returns An absolute path, whether the file exists or not; `undefined` when the environment names no home.
 */
export function userConfigFile(machine: Machine): string | undefined {
  const folder = userFolder(machine, "XDG_CONFIG_HOME", "APPDATA", ".config");
  return folder === undefined ? undefined : join(folder, "maze", "config.toml");
}

/**
 * The folder for what Maze remembers about the user's decisions: below `XDG_STATE_HOME` where it is set; else
 * `~/.local/state` (Linux), `~/Library/Application Support` (macOS) or `%LOCALAPPDATA%` (Windows).
 *
 * @returns An absolute path, whether the folder exists or not; `undefined` when the environment names no home.
 */
export function userStateFolder(machine: Machine): string | undefined {
  const folder = userFolder(machine, "XDG_STATE_HOME", "LOCALAPPDATA", join(".local", "state"));
  return folder === undefined ? undefined : join(folder, "maze");
}

function userFolder(machine: Machine, xdg: string, windows: string, unix: string): string | undefined {
  const { os, environment } = machine;
  if (environment[xdg]) return resolve(environment[xdg]);
  if (os === "windows" && environment[windows]) return resolve(environment[windows]);
  const home = environment[os === "windows" ? "USERPROFILE" : "HOME"];
  if (!home) return undefined;
  return resolve(home, os === "darwin" ? join("Library", "Application Support") : unix);
}

/** The configs of a folder: absolute paths, in order of `CONFIG_NAMES`. */
export async function configsIn(folder: string): Promise<readonly string[]> {
  const found = [];
  for (const name of CONFIG_NAMES) if (await isThere(join(folder, name))) found.push(join(folder, name));
  return found;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    // A parent that is a file can hold no config.
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}

function twoFiles(file: string): ConfigError {
  return new ConfigError([{
    code: "config/two-files",
    message: `Cannot choose a config: the folder has both ${CONFIG_NAMES.join(" and ")}`,
    hint: "Keep one of them",
    origin: { layer: "project", file, line: 1, column: 1 },
  }]);
}
