/**
 * Runs a program to its end, or until nobody waits for it any more.
 *
 * @module
 */

import { startChild } from "../../core/kernel/child.ts";

/** How a program is run. */
export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Added to the variables that Maze itself has. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the program. */
  readonly signal: AbortSignal;
}

/** What a program said. */
export interface ProgramEnd {
  readonly isSuccess: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program that reads nothing.
 *
 * @throws {Deno.errors.NotFound} If there is no such program.
 */
export async function runProgram({ program, args, cwd, env = {}, signal }: ProgramRun): Promise<ProgramEnd> {
  await using child = startChild(program, { args: [...args], cwd, env: { ...env } }, signal);
  const [stdout, stderr, { success }] = await Promise.all([
    new Response(child.stdout as BodyInit).text(),
    new Response(child.stderr as BodyInit).text(),
    child.status,
    child.stdin.close(),
  ]);
  return { isSuccess: success, stdout, stderr };
}
