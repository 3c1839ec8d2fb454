/**
 * Starting the sandbox's child by the rules of the kernel.
 *
 * @module
 */

import type { PluginContext } from "../../core/kernel/plugin.ts";
import { isPermitted } from "./permitted.ts";
import { type Spawn, spawn } from "./spawn.ts";

/** The programs that limit a child's memory, where there are any. */
const LIMITERS = ["prlimit", "/bin/sh"];

/** What the sandbox may start. */
export const RUNS: readonly string[] = ["deno", ...LIMITERS];

/**
 * Asks once for each program. The kernel's own `spawn` hands on Maze's environment; this child must get none of it.
 *
 * @param program The Deno program, when it is not the one that runs Maze.
 * @throws {MazeError} `permission/denied` if Deno may not be started; without the others memory is not limited.
 */
export async function permittedSpawn(permit: PluginContext["permit"], program?: string): Promise<Spawn> {
  await permit({ kind: "run", target: program ?? "deno" });
  const refused = new Set<string>();
  for (const target of LIMITERS) {
    if (!await isPermitted(permit, { kind: "run", target })) refused.add(target);
  }
  return (command) => {
    if (refused.has(command.program)) throw new Deno.errors.PermissionDenied(command.program);
    return spawn(command);
  };
}
