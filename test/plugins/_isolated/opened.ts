/**
 * A kernel with an isolated plugin, and what it says.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { createKernel, type Kernel, type KernelOptions } from "../../../core/kernel/kernel.ts";
import type { PluginEntry } from "../../../core/kernel/load.ts";
import type { HookPoint, Permissions } from "../../../core/kernel/plugin.ts";
import type { Step } from "../../../core/kernel/steps.ts";
import { isolated } from "../../../plugins/_isolated/mod.ts";
import { draft, head, request } from "../../core/kernel/toy.ts";

/** Maze's own folder: what is read as a project. */
export const ROOT: string = fileURLToPath(new URL("../../../", import.meta.url)).replace(/\/$/, "");

/** How a plugin is isolated. */
export interface IsolatedEntry {
  /** Its module, relative to this file. */
  readonly module: string;
  readonly name?: string;
  readonly points?: readonly HookPoint[];
  readonly permissions?: Permissions;
  readonly schema?: object;
  readonly options?: unknown;
  readonly heapMb?: number;
}

/** An entry whose plugin runs in a child. */
export function isolatedEntry({ module, ...each }: IsolatedEntry): PluginEntry {
  const name = each.name ?? "wild";
  const manifest = {
    ...head(name, each.points ?? ["provider"]),
    permissions: each.permissions ?? {},
    options: each.schema ?? { properties: { setup: {}, refused: {}, index: {} } },
  };
  const specifier = new URL(module, import.meta.url).href;
  const heap = each.heapMb === undefined ? {} : { heapMb: each.heapMb };
  return {
    name,
    manifest,
    load: () => Promise.resolve({ default: isolated({ specifier, manifest, ...heap }) }),
    options: each.options ?? {},
  };
}

/** A kernel with `wild.ts` in a child. */
export interface Wild extends AsyncDisposable {
  readonly kernel: Kernel;
  readonly told: readonly Step[];
  /** The text that the provider answers when the draft says what it should do. */
  say(text: string, deadlineMs?: number): Promise<string>;
}

/** Opens the kernel over a folder, with other plugins before. */
export async function openWild(
  each: Partial<IsolatedEntry> = {},
  { entries = [], ...options }: Partial<KernelOptions> = {},
): Promise<Wild> {
  const told: Step[] = [];
  const kernel = await createKernel({
    root: ROOT,
    entries: [...entries, isolatedEntry({ module: "./wild.ts", ...each })],
    ...options,
  });
  kernel.steps.subscribe((step) => void told.push(step));
  return {
    kernel,
    told,
    async say(text, deadlineMs = 60_000) {
      const asked = { ...request, draft: { ...draft, text } };
      const chunks = await Array.fromAsync(kernel.ask("provider.complete", [asked], { deadlineMs }));
      return chunks.flatMap((chunk) => chunk.kind === "text" ? [chunk.text] : []).join("");
    },
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
}

/** True while a process runs. */
export async function isThere(pid: string): Promise<boolean> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", pid] }).output();
  return /^[^Z]/.test(new TextDecoder().decode(stdout).trim());
}
