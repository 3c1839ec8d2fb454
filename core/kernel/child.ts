/**
 * A child process that never outlives its owner.
 *
 * @module
 */

import type { Child } from "./plugin.ts";

/** Time between asking a program to end and ending it. */
const KILL_AFTER_MS = 2000;

/** Starts a program with piped streams; the signal ends it as disposing does. */
export function startChild(program: string, options: Deno.CommandOptions, signal: AbortSignal): Child {
  signal.throwIfAborted();
  const process = new Deno.Command(program, {
    ...options,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const kill = (name: Deno.Signal) => {
    try {
      process.kill(name);
    } catch {
      // it ended by itself in the meantime
    }
  };
  const end = async () => {
    kill("SIGTERM");
    const timer = setTimeout(kill, KILL_AFTER_MS, "SIGKILL");
    await process.status;
    clearTimeout(timer);
    // Streams that somebody reads or writes end by themselves; the others would stay open.
    await Promise.allSettled([process.stdin.abort(), process.stdout.cancel(), process.stderr.cancel()]);
  };
  const onAbort = () => void end();
  signal.addEventListener("abort", onAbort, { once: true });
  const status = process.status.finally(() => signal.removeEventListener("abort", onAbort));
  const { pid, stdin, stdout, stderr } = process;
  return { pid, stdin, stdout, stderr, status, [Symbol.asyncDispose]: end };
}
