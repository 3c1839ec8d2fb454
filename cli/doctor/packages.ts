/**
 * Whether the packages that a project asks for are installed.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { readConfigText } from "../config/read_file.ts";
import { isThere } from "../project.ts";
import type { Finding } from "./finding.ts";

/** The lock file of each installer, and how it is called. */
const INSTALLERS: readonly (readonly [lock: string, command: string])[] = [
  ["pnpm-lock.yaml", "pnpm install"],
  ["yarn.lock", "yarn install"],
  ["bun.lock", "bun install"],
  ["bun.lockb", "bun install"],
  ["package-lock.json", "npm install"],
];

/** Packages that are named before the rest is counted. */
const NAMED = 5;

/** What there is to say of packages: nothing where the project asks for none, or none go into `node_modules`. */
export async function packages(root: string): Promise<readonly Finding[]> {
  const asked = await askedFor(root);
  const isElsewhere = await isAny(root, ["deno.json", "deno.jsonc", ".pnp.cjs"]);
  if (asked.length === 0 || isElsewhere) return [];
  const found = await Promise.all(asked.map((name) => isInstalled(root, name)));
  const missing = asked.filter((_, at) => !found[at]);
  if (missing.length === 0) return [{ state: "good", what: `packages: ${asked.length} are installed` }];
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : "";
  return [{
    state: "bad",
    what: `packages: not installed, so that their types are not known: ${
      missing.slice(0, NAMED).join(", ")
    }${more}`,
    mend: await installCommand(root),
  }];
}

/** How the packages of a folder are installed: by the nearest lock file upward. */
export async function installCommand(root: string): Promise<string> {
  for (let folder = root;; folder = dirname(folder)) {
    for (const [lock, command] of INSTALLERS) if (await isThere(join(folder, lock))) return command;
    if (dirname(folder) === folder) return "npm install";
  }
}

/** Names in `dependencies` and `devDependencies`; none where package.json is missing or no JSON. */
async function askedFor(root: string): Promise<readonly string[]> {
  const text = await readConfigText(join(root, "package.json"));
  if (text === undefined) return [];
  try {
    const { dependencies, devDependencies }: Record<string, unknown> = Object(JSON.parse(text));
    return [dependencies, devDependencies].flatMap((list) => Object.keys(Object(list)));
  } catch (error) {
    if (error instanceof SyntaxError) return []; // whoever installs says so
    throw error;
  }
}

/** Runtimes look for a package in the folder and in all above it. */
async function isInstalled(root: string, name: string): Promise<boolean> {
  for (let folder = root;; folder = dirname(folder)) {
    if (await isThere(join(folder, "node_modules", name))) return true;
    if (dirname(folder) === folder) return false;
  }
}

async function isAny(root: string, names: readonly string[]): Promise<boolean> {
  const found = await Promise.all(names.map((name) => isThere(join(root, name))));
  return found.includes(true);
}
