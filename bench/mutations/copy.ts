/**
 * A copy of the repository in which faults may be made, and commands that run there.
 *
 * @module
 */

import { dirname, join } from "node:path";

/** How a command ended: by itself with success or without, or by the deadline. */
export type End = "green" | "red" | "late";

/** A copy. Disposing removes it. */
export interface Copy extends AsyncDisposable {
  readonly root: string;
  /** Runs Deno with its output thrown away, for so many milliseconds at most, and ends all that it started. */
  deno(args: readonly string[], deadlineMs: number): Promise<End>;
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
    deno: (args, deadlineMs) => run({ args: [...args], cwd: join(root, "tree"), env, signal }, deadlineMs),
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
  deadlineMs: number,
): Promise<End> {
  signal.throwIfAborted();
  const child = new Deno.Command(Deno.execPath(), {
    ...command,
    detached: true, // its own process group: a broken program may leave children
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endGroup(child.pid);
  }, deadlineMs);
  const onAbort = () => endGroup(child.pid);
  signal.addEventListener("abort", onAbort);
  const { success } = await child.status;
  clearTimeout(timer);
  signal.removeEventListener("abort", onAbort);
  endGroup(child.pid);
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
