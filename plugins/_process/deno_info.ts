/**
 * Asks Deno which modules a specifier stands for, and where it keeps them.
 *
 * @module
 */

import { denoProgram } from "./deno_program.ts";
import { DENO_VARIABLES, variables } from "./variables.ts";
import { disk } from "./disk.ts";
import { scratch } from "./scratch.ts";
import { type Spawn, spawn } from "./spawn.ts";

/** How `deno info --json` answers; `undefined` when it does not. */
export type DenoInfo = (specifier: string, folder: string) => Promise<string | undefined>;

/** What is not on this machine is not fetched: nothing listens at this address. */
const NOWHERE = "http://127.0.0.1:9";

const MAX_MS = 10_000;

/**
 * Deno's answer on a specifier as a module in a folder would write it, by the configuration and the lock file above
 * that folder. Nothing is downloaded, nothing in the project is written.
 *
 * @param program The Deno program; by default the one that is running.
 */
export function denoInfo(start: Spawn = spawn, program = denoProgram()): DenoInfo {
  return async (specifier, folder) => {
    if (program === undefined || specifier.startsWith("-")) return undefined;
    const cwd = await existing(folder);
    if (cwd === undefined) return undefined;
    await using directory = await scratch();
    const lock = await lockAbove(folder);
    if (lock !== undefined) await directory.write(new Map([["deno.lock", lock]]));
    const child = start({
      program,
      // Deno writes its lock file and the project's node_modules wherever it resolves.
      args: ["info", "--json", "--quiet", "--node-modules-dir=none"].concat(
        lock === undefined ? ["--no-lock"] : ["--lock", `${directory.path}/deno.lock`],
        specifier,
      ),
      cwd,
      env: environment(),
      input: "",
    });
    const timer = setTimeout(child.kill, MAX_MS);
    try {
      const printed = new Response(child.stdout as BodyInit).text();
      const [text, { code }] = await Promise.all([printed, child.ended, child.stderr.cancel()]);
      return code === 0 ? text : undefined;
    } finally {
      clearTimeout(timer);
    }
  };
}

function environment(): Record<string, string> {
  const closed = { HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, NO_PROXY: "", NO_COLOR: "1" };
  return { ...variables(DENO_VARIABLES), ...closed, DENO_NO_UPDATE_CHECK: "1" };
}

/** The folder itself, or the first above it that is there: a file may be in memory alone. */
async function existing(folder: string): Promise<string | undefined> {
  let above = folder;
  while (above !== "" && await disk.realPath(above) === undefined) above = parent(above);
  return above || undefined;
}

function parent(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
}

async function lockAbove(folder: string): Promise<string | undefined> {
  for (let above = folder; above !== ""; above = parent(above)) {
    const text = await disk.readText(`${above}/deno.lock`);
    if (text !== undefined) return text;
  }
  return undefined;
}
