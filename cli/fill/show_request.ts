/**
 * `maze fill --show-request`: what would leave the machine, and nothing does.
 *
 * @module
 */

import type { Maze } from "@maze/maze";
import { EXIT } from "../exit_codes.ts";
import type { Shell } from "../shell.ts";
import { named, visible } from "../views/style.ts";

/** Tells each provider's requests for each hole, in order. */
export async function showRequests(
  maze: Maze,
  targets: readonly string[],
  { shell, isJson, intent }: {
    readonly shell: Shell;
    readonly isJson: boolean;
    readonly intent?: string | undefined;
  },
): Promise<number> {
  const all = await Array.fromAsync(maze.preview(targets, intent));
  if (isJson) {
    const requests = all.map(({ hole, provider, sendings, notes }) => ({
      hole: hole.id,
      provider,
      sendings,
      notes,
    }));
    shell.out(`${JSON.stringify({ version: 1, root: maze.root, requests }, null, 2)}\n`);
    return EXIT.done;
  }
  for (const { hole, provider, sendings, notes } of all) {
    shell.out(`${named(hole.id)}  ${provider}${sendings.length === 0 ? "  sends nothing" : ""}\n`);
    for (const { text } of notes) shell.out(`  note: ${visible(text)}\n`);
    for (const { method, url, body } of sendings) {
      shell.out(`  ${method} ${visible(url)}\n${indented(JSON.stringify(body, null, 2))}\n`);
    }
    shell.out("\n");
  }
  if (all.length === 0) shell.out("no hole is here, so nothing would be sent\n");
  return EXIT.done;
}

function indented(text: string): string {
  return visible(text).split("\n").map((line) => `    ${line}`).join("\n");
}
