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

/** A child that is talked to for as long as it lives, at the head of a process group of its own. */
export interface TalkingChild extends Child {
  /** What the child reads; closing it is the caller's. */
  readonly stdin: WritableStream<Uint8Array>;
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
  const child = start(command, false);
  const written = writeAll(child.stdin, command.input);
  const ended = Promise.all([child.status, written]).then(([status]) => endOf(status));
  return { stdout: child.stdout, stderr: child.stderr, ended, kill: () => kill(child, child.pid) };
}

/**
 * Starts a child with an open standard input, and whoever it starts in its process group: ending it ends them all, and
 * a Ctrl-C at the terminal reaches none of them.
 *
 * @throws {Deno.errors.NotFound} If there is no such program.
 */
export function spawnTalking(command: Omit<Command, "input">): TalkingChild {
  const child = start(command, true);
  const { stdin, stdout, stderr } = child;
  const killAll = () => kill(child, Deno.build.os === "windows" ? child.pid : -child.pid);
  const ended = child.status.then((status) => {
    killAll(); // what it has started may outlive it
    return endOf(status);
  });
  return { stdin, stdout, stderr, ended, kill: killAll };
}

function start(command: Omit<Command, "input">, isGroupHead: boolean): Deno.ChildProcess {
  return new Deno.Command(command.program, {
    args: [...command.args],
    cwd: command.cwd,
    env: { ...command.env },
    clearEnv: true,
    detached: isGroupHead,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

function endOf({ code, signal }: Deno.CommandStatus): { code: number; signal: string | undefined } {
  return { code, signal: signal ?? undefined };
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

function kill(child: Deno.ChildProcess, pid: number): void {
  try {
    if (pid === child.pid) child.kill("SIGKILL");
    else Deno.kill(pid, "SIGKILL");
  } catch (error) {
    // The child has ended already.
    if (!(error instanceof TypeError) && !(error instanceof Deno.errors.NotFound)) throw error;
  }
}
