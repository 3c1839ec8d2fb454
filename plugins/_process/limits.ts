/**
 * Limits on a child's memory and time that the operating system keeps.
 *
 * @module
 */

import type { Command, Spawn } from "./spawn.ts";

/** A program in front of the command that sets the limit and then becomes the command. */
export type DataLimit = "prlimit" | "ulimit";

const found = new WeakMap<Spawn, Promise<DataLimit | undefined>>();

/**
 * Which way of limiting a child's data segment works on this machine; tried once for each `spawn`.
 *
 * @returns `undefined` where none does.
 */
export function dataLimit(spawn: Spawn): Promise<DataLimit | undefined> {
  const known = found.get(spawn);
  if (known) return known;
  const probing = probe(spawn);
  found.set(spawn, probing);
  return probing;
}

/**
 * What a child may write into one file. It may write none, but SQLite's temporary tables go to /var/tmp without asking
 * for a permission, and so does the core of a child that crashes. Deno's own cache needs less.
 */
const FILE_BYTES = 32 * 1024 * 1024;

/**
 * Seconds of processor time, of all threads: for a child whose parent was killed and can no longer end it. No run in the
 * sandbox is given as much.
 */
export const CPU_SECONDS = 120;

/**
 * The command with its data segment (heap, stacks, typed arrays) limited, the size of files, and its processor time.
 *
 * @param megabytes At least 700: below that Deno 2.9 itself may fail to start.
 */
export function withDataLimit(
  command: Command,
  limit: DataLimit,
  megabytes: number,
  cpuSeconds: number = CPU_SECONDS,
): Command {
  const inner = [command.program, ...command.args];
  if (limit === "prlimit") {
    const limits = [
      `--data=${megabytes * 1024 * 1024}`,
      `--fsize=${FILE_BYTES}`,
      "--core=0",
      `--cpu=${cpuSeconds}`,
    ];
    return { ...command, program: "prlimit", args: [...limits, ...inner] };
  }
  const limits = `ulimit -d ${megabytes * 1024} && ulimit -f ${
    FILE_BYTES / 512
  } && ulimit -c 0 && ulimit -t ${cpuSeconds}`;
  const script = `${limits} || exit 125; exec "$@"`;
  return { ...command, program: "/bin/sh", args: ["-c", script, "sh", ...inner] };
}

async function probe(spawn: Spawn): Promise<DataLimit | undefined> {
  for (const limit of ["prlimit", "ulimit"] as const) {
    if (await works(spawn, limit)) return limit;
  }
  return undefined;
}

async function works(spawn: Spawn, limit: DataLimit): Promise<boolean> {
  // The shell reports the limit that it runs under, in kilobytes.
  const report = { program: "/bin/sh", args: ["-c", "ulimit -d"], cwd: "/", env: PATH, input: "" };
  try {
    const child = spawn(withDataLimit(report, limit, 2048));
    const [text, { code }] = await Promise.all([read(child.stdout), child.ended, child.stderr.cancel()]);
    return code === 0 && text.trim() === String(2048 * 1024);
  } catch (error) {
    // No such program here, or the user's policy forbids it: the limit is then reported as not enforced.
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied) return false;
    throw error;
  }
}

/** Where the limiting programs are found; a child of the sandbox sees nothing else of the environment. */
export const PATH: Readonly<Record<string, string>> = { PATH: "/usr/bin:/bin:/usr/local/bin" };

async function read(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (
    const part of stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
  ) {
    text += part;
  }
  return text;
}
