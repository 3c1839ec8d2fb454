/**
 * Aider's own map of a repository, where a Python that has `aider-chat` is named.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { scratchOf } from "./child.ts";
import { type HoleTask, withBody } from "./task.ts";

/** How large a map may be. */
export interface MapSize {
  readonly budgetTokens: number;
  /** Tokens of a text. */
  readonly count: (text: string) => number;
}

/**
 * The maps at the holes of one project, in order; each is cut behind the last line that fits.
 *
 * @param python The interpreter's path.
 * @throws {Error} If it does not run or has no Aider.
 */
export async function aiderMaps(
  python: string,
  tasks: readonly HoleTask[],
  { budgetTokens, count }: MapSize,
): Promise<readonly string[]> {
  const [first] = tasks;
  if (!first) return [];
  await using scratch = await scratchOf(first.project.root);
  const holes = tasks.map((task) => ({ file: task.file, text: withBody(task, "") }));
  const child = new Deno.Command(python, {
    args: [SCRIPT, scratch.root, String(budgetTokens)],
    ...{ cwd: scratch.root, stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(holes)));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  if (!success) throw new Error(`Cannot make Aider's map: ${new TextDecoder().decode(stderr).slice(-500)}`);
  const maps: readonly string[] = JSON.parse(new TextDecoder().decode(stdout));
  return maps.map((map) => fitting(map, { budgetTokens, count }));
}

const SCRIPT = fileURLToPath(new URL("./aider_map.py", import.meta.url));

/** As many lines as fit. */
export function fitting(text: string, { budgetTokens, count }: MapSize): string {
  const lines = text.split("\n");
  let [fits, tooMany] = [0, lines.length + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (count(lines.slice(0, middle).join("\n")) <= budgetTokens) fits = middle;
    else tooMany = middle;
  }
  return lines.slice(0, fits).join("\n");
}
