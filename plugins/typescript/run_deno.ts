/**
 * Asks `deno` what a Deno project's specifiers mean.
 *
 * @module
 */

import { MazeError } from "../../core/kernel/errors.ts";
import type { PluginContext } from "../../core/kernel/plugin.ts";
import type { RunDeno } from "./project/deno_config.ts";

/** Runs the `deno` on the path, by leave of the context, and gives what it prints. */
export function denoBy(context: Pick<PluginContext, "spawn">): RunDeno {
  return async (args) => {
    await using child = await context.spawn("deno", { args });
    await child.stdin.close();
    const [printed, faults, { success }] = await Promise.all([
      new Response(child.stdout as BodyInit).text(),
      new Response(child.stderr as BodyInit).text(),
      child.status,
    ]);
    if (success) return printed;
    throw new MazeError(`Cannot read the Deno project: \`deno ${args[0]}\` failed: ${lastLine(faults)}`, {
      code: "typescript/deno",
      hint: "Run `deno install` in the project, or `deno check`, and mend what it says",
    });
  };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}
