/** What the steps on the way of a hole are given, over plugins that a test makes up. */

import type { FillContext, FillOptions } from "../../../core/fill/context.ts";
import { DEFAULT_FILL } from "../../../core/fill/context.ts";
import { Meter } from "../../../core/fill/meter.ts";
import { Odds } from "../../../core/fill/decode/odds.ts";
import { Providers } from "../../../core/fill/providers.ts";
import { Workspace } from "../../../core/write/workspace.ts";
import type { PluginEntry } from "../../../core/kernel/load.ts";
import { kernelOf } from "../kernel/toy.ts";

/** Runs work over plugins and one file, `a.toy`. */
export async function withContext(
  entries: readonly PluginEntry[],
  work: (context: FillContext) => Promise<void>,
  options: Partial<FillOptions> = {},
): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "maze-context-" });
  try {
    await Deno.writeTextFile(`${root}/a.toy`, "f(x) = ?");
    await using kernel = await kernelOf(entries, { root });
    const workspace = await Workspace.open(root);
    const { signal } = new AbortController();
    const [providers, run] = [new Providers(kernel), new Meter({})];
    const held = new Set<string>();
    const setting = { options: { ...DEFAULT_FILL, ...options }, odds: new Odds() };
    await work({ kernel, workspace, signal, held, providers, run, ...setting });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}
