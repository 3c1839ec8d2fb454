/**
 * The one place where child processes are made.
 *
 * @module
 */

/** What to start: an argument array, never a command line for a shell. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Working directory, absolute. */
  readonly cwd: string;
  /** The whole environment of the child: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Text for the child's standard input, which is closed after it. */
  readonly input: string;
}

/** A running child. Both streams must be read or cancelled. */
export interface Child {
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  /** Settles when the child has ended; `signal` when one ended it. */
  readonly ended: Promise<{ readonly code: number; readonly signal: string | undefined }>;
  /** Ends the child at once; it can not refuse. No effect on one that has ended. */
  kill(): void;
}

/** Starts a child. */
export type Spawn = (command: Command) => Child;

/**
 * Starts a child with exactly the environment given.
 *
 * @example Standard input reaches the child
 * ```ts
 * import { spawn } from "./spawn.ts";
 * import assert from "node:assert/strict";
 *
 * const child = spawn({ program: "cat", args: [], cwd: "/", env: {}, input: "hello" });
 * await child.stderr.cancel();
 * assert.equal(await new Response(child.stdout as BodyInit).text(), "hello");
 * assert.equal((await child.ended).code, 0);
 * ```
 *
 * @throws {Deno.errors.NotFound} If there is no such program.
 */
export function spawn(command: Command): Child {
  const child = new Deno.Command(command.program, {
    args: [...command.args],
    cwd: command.cwd,
    env: { ...command.env },
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const written = writeAll(child.stdin, command.input);
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    ended: Promise.all([child.status, written]).then(([{ code, signal }]) => ({
      code,
      signal: signal ?? undefined,
    })),
    kill: () => kill(child),
  };
}

async function writeAll(stdin: WritableStream<Uint8Array>, text: string): Promise<void> {
  try {
    const writer = stdin.getWriter();
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
  } catch (error) {
    // A child that ends before it has read its input is no fault of the caller: its exit code tells.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    // The child has ended already.
    if (!(error instanceof TypeError) && !(error instanceof Deno.errors.NotFound)) throw error;
  }
}
