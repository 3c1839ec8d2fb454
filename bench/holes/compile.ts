/**
 * What TypeScript finds wrong with a whole project, in a process of its own.
 *
 * @module
 */

/** A fault that the compiler tells; the project's own path is `.` in what is said. */
export interface Fault {
  /** Relative to the project's root. */
  readonly file: string;
  /** 0-based. */
  readonly line: number;
  /** As `TS2304`. */
  readonly code: string;
  readonly message: string;
}

const TSC = "npm:typescript@7.0.2/tsc";
const LINE = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/gm;

/**
 * The faults of a project, in order.
 *
 * @param root Absolute path of a folder with a `tsconfig.json`.
 * @throws {Error} If the compiler does not run.
 */
export async function faultsOf(root: string): Promise<readonly Fault[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", "--no-lock", TSC, "-p", root, "--pretty", "false"],
    ...{ cwd: root, stdout: "piped", stderr: "piped" },
  }).output();
  const text = new TextDecoder().decode(stdout).replaceAll(root, ".");
  const faults = Array.from(
    text.matchAll(LINE),
    ([, file = "", line = "", code = "", message = ""]): Fault => ({
      ...{ file, line: Number(line) - 1, code, message },
    }),
  );
  if (success || faults.length > 0) return faults;
  throw new Error(`Cannot compile the project: ${text}${new TextDecoder().decode(stderr)}`);
}

/** Faults that others do not have; a place in a file does not count, since files grow and shrink. */
export function newFaults(faults: readonly Fault[], known: readonly Fault[]): readonly Fault[] {
  const left = new Map<string, number>();
  for (const one of known) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  return faults.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0;
    left.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

function keyOf({ file, code, message }: Fault): string {
  return `${file} ${code} ${message}`;
}
