/**
 * The context of a plugin under test: it may do everything, and what it tells is kept.
 *
 * @module
 */

import type { PluginContext } from "../../core/kernel/plugin.ts";
import type { Step } from "../../core/kernel/steps.ts";
import { entryOf, kernelOf, plugin } from "../core/kernel/toy.ts";

/** Runs work with a context whose root is a folder of its own. */
export async function withPluginContext(
  work: (context: PluginContext, told: readonly Step[]) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "maze-plugin-" });
  const given = Promise.withResolvers<PluginContext>();
  const all = ["*"];
  const permissions = { net: all, env: all, read: all, write: all, run: all };
  const probe = entryOf(plugin("probe", ["provider"], (_options, context) => {
    given.resolve(context);
    return { provider: { async *complete() {} } };
  }, { permissions }));
  try {
    await using kernel = await kernelOf([probe], { root });
    const told: Step[] = [];
    kernel.steps.subscribe((step) => void told.push(step));
    await work(await given.promise, told);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}
