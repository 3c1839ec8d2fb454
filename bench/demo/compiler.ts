/**
 * What a compiler of its own says, outside of Maze.
 *
 * @module
 */

const TSC = "npm:typescript@7.0.2/tsc";

/** Its faults in a project, each with its place. */
export async function compilerFaults(root: string): Promise<readonly string[]> {
  const args = ["run", "-A", "--no-config", TSC, "-p", root, "--noEmit", "--pretty", "false"];
  const { success, stdout } = await new Deno.Command(Deno.execPath(), { args, cwd: root, stderr: "inherit" })
    .output();
  return success
    ? []
    : new TextDecoder().decode(stdout).split("\n").filter((line) => /error TS\d+/.test(line));
}

/** The faults that it did not find before. */
export function freshFaults(before: readonly string[], after: readonly string[]): readonly string[] {
  const known = before.map(withoutPlace);
  return after.filter((fault) => !known.includes(withoutPlace(fault)));
}

/** One line on what it says now, and each fault that is new. */
export function verdictText(after: readonly string[], fresh: readonly string[]): string {
  if (fresh.length > 0) return `A separate tsc 7.0.2 finds new faults:\n${fresh.join("\n")}\n`;
  const old = after.length === 0 ? "" : ` but ${after.length} that the open holes make`;
  return `A separate tsc 7.0.2 finds no fault${old}\n`;
}

/** Whether a demonstration shows what it is to show: something was filled, and nothing was broken by it. */
export function isGood({ filled }: { readonly filled: number }, fresh: readonly string[]): boolean {
  return filled > 0 && fresh.length === 0;
}

/** Fills move what follows them. */
function withoutPlace(fault: string): string {
  return fault.replace(/\(\d+,\d+\)/, "");
}
