/**
 * A toy project for kernel tests: a hole in the language `toy`, and entries made of plugins.
 *
 * @module
 */

import { z } from "zod";
import type { Draft, Hole } from "../../../core/code/hole.ts";
import type { CompletionRequest } from "../../../core/code/completion.ts";
import { createKernel, type Kernel, type KernelOptions } from "../../../core/kernel/kernel.ts";
import type { PluginEntry } from "../../../core/kernel/load.ts";
import type { Call, HookPoint, Indexer, Plugin } from "../../../core/kernel/plugin.ts";
import { definePlugin } from "../../../core/kernel/plugin.ts";

/** A hole in the language `toy`. */
export const hole: Hole = {
  id: "a.toy:1:1",
  file: "a.toy",
  span: { start: 0, end: 3 },
  snapshot: "0123456789abcdef",
  language: "toy",
  kind: "expression",
  intent: "a number",
  examples: [],
};

/** Nothing written yet. */
export const draft: Draft = { hole, text: "", edits: [] };

/** A request for the hole. */
export const request: CompletionRequest = {
  draft,
  scope: { bindings: [], isCapped: false },
  prompt: { instruction: [], context: [], before: "", after: "" },
  sampling: { maxTokens: 256 },
  answers: 2,
  budgetMs: 100,
};

/** A call with time enough. */
export function call(): Call {
  return { signal: new AbortController().signal, deadline: performance.now() + 60_000 };
}

/** The head of a manifest with what most tests need. */
export function head<const Point extends HookPoint>(name: string, points: readonly Point[]) {
  return {
    name,
    version: "1.0.0",
    contract: 1,
    description: `${name}.`,
    points,
    languages: [],
    permissions: {},
  };
}

/** The options of a plugin that has none. */
export const noOptions = z.strictObject({});

/** An entry for a plugin that is at hand already. */
export function entryOf<O, P extends HookPoint>(plugin: Plugin<O, P>, options: unknown = {}): PluginEntry {
  return {
    name: plugin.manifest.name,
    manifest: { ...plugin.manifest, options: schemaOf(plugin) },
    load: () => Promise.resolve({ default: plugin }),
    options,
  };
}

/** An entry for a module in `plugins/` beside this file. */
export async function entryFor(name: string, options: unknown = {}): Promise<PluginEntry> {
  const load = () => import(new URL(`./plugins/${name}.ts`, import.meta.url).href);
  const { default: plugin } = await load();
  return { ...entryOf(plugin, options), load };
}

/** A plugin without options, from its contributions alone. */
export function plugin<P extends HookPoint>(
  name: string,
  points: readonly P[],
  setup: Plugin<Record<string, never>, P>["setup"],
  more: Partial<Plugin["manifest"]> = {},
): Plugin<Record<string, never>, P> {
  return definePlugin({ manifest: { ...head(name, points), ...more, points }, options: noOptions, setup });
}

/** An indexer of which only some methods are ever asked. */
export function indexer(methods: Partial<Indexer>): Indexer {
  const unasked = () => Promise.reject(new Error("nobody asked"));
  return {
    files: unasked,
    update: unasked,
    holes: unasked,
    scope: unasked,
    fits: unasked,
    sift: unasked,
    edits: unasked,
    ...methods,
  };
}

/** What never comes. */
export function never(): Promise<never> {
  return new Promise(() => {});
}

/** A kernel over a folder that does not exist, unless options say otherwise. */
export function kernelOf(
  entries: readonly PluginEntry[],
  options: Partial<KernelOptions> = {},
): Promise<Kernel> {
  return createKernel({ root: "/nowhere", entries, ...options });
}

/** All items of an async iterable. */
export function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

function schemaOf(plugin: { readonly options: unknown }): unknown {
  const schema = plugin.options instanceof z.ZodType ? z.toJSONSchema(plugin.options, { io: "input" }) : {};
  return JSON.parse(JSON.stringify(schema)); // as it lies in manifest.json
}
