/**
 * A copy of the repository in which faults may be made, and commands that run there.
 *
 * @module
 */

import { dirname, join } from "node:path";

/** How a command ended: by itself with success or without, or by a limit. */
export type End = "green" | "red" | "late";

/** How long a command may take, milliseconds. */
export interface Limits {
  readonly wholeMs: number;
  /** For how long it may print nothing; without it, for as long as it takes. */
  readonly silentMs?: number;
}

/** A copy. Disposing removes it. */
export interface Copy extends AsyncDisposable {
  readonly root: string;
  /** Runs Deno with its output thrown away, within limits, and ends all that it started. */
  deno(args: readonly string[], limits: Limits): Promise<End>;
}

/** Copies the files of a repository that git knows or would add, as they stand. The signal ends what runs there. */
export async function copyRepository(repository: string, signal: AbortSignal): Promise<Copy> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "maze-bench-mutations-" }));
  await Deno.chmod(root, 0o755); // some tests give up root for another user, who must get here
  for (const file of await filesOf(repository)) {
    await Deno.mkdir(join(root, "tree", dirname(file)), { recursive: true });
    await Deno.copyFile(join(repository, file), join(root, "tree", file));
  }
  await Deno.mkdir(join(root, "tmp"));
  const env = { TMPDIR: join(root, "tmp"), NO_COLOR: "1" };
  return {
    root: join(root, "tree"),
    deno: (args, limits) => run({ args: [...args], cwd: join(root, "tree"), env, signal }, limits),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function filesOf(repository: string): Promise<readonly string[]> {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const { success, stdout, stderr } = await new Deno.Command("git", { args, cwd: repository }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`Cannot copy "${repository}": ${decoder.decode(stderr)}`);
  const files = decoder.decode(stdout).split("\0").filter((file) => file !== "");
  const stands = await Promise.all(
    files.map((file) => Deno.stat(join(repository, file)).then(isFile, () => false)),
  );
  return files.filter((_, at) => stands[at]); // git also names what was removed and not yet committed
}

function isFile(info: Deno.FileInfo): boolean {
  return info.isFile;
}

async function run(
  { signal, ...command }: Deno.CommandOptions & { readonly signal: AbortSignal },
  { wholeMs, silentMs = wholeMs }: Limits,
): Promise<End> {
  signal.throwIfAborted();
  const child = new Deno.Command(Deno.execPath(), {
    ...command,
    detached: true, // its own process group: a broken program may leave children
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let isLate = false;
  const end = () => {
    isLate = true;
    endGroup(child.pid);
  };
  const whole = setTimeout(end, wholeMs);
  let silence = setTimeout(end, silentMs);
  const onAbort = () => endGroup(child.pid);
  signal.addEventListener("abort", onAbort);
  const heard = (async () => {
    for await (const _ of child.stdout) {
      clearTimeout(silence);
      silence = setTimeout(end, silentMs);
    }
  })();
  const { success } = await child.status;
  endGroup(child.pid); // what it left behind may hold its output open
  await heard;
  clearTimeout(whole);
  clearTimeout(silence);
  signal.removeEventListener("abort", onAbort);
  signal.throwIfAborted();
  return isLate ? "late" : success ? "green" : "red";
}

function endGroup(pid: number): void {
  try {
    Deno.kill(-pid, "SIGKILL");
  } catch (error) {
    // No process of the group is left.
    if (!(error instanceof Deno.errors.NotFound) && !(error instanceof TypeError)) throw error;
  }
}
