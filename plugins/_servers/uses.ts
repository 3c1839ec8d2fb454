/**
 * Whether the servers that a config names are there, and what it takes them for.
 *
 * @module
 */

import { isLoopback } from "./address.ts";
import type { Fetch } from "./ask.ts";
import { identify, type IdentifyOptions } from "./identify.ts";
import { OWN_KINDS } from "./own_kinds.ts";
import type { FoundServer } from "./server.ts";
import { startCommand } from "./start.ts";

/** What a config says of one server. */
export interface ServerUse {
  /** The plugin's name: its options stand in `[options.NAME]`. */
  readonly plugin: string;
  /** Any text. */
  readonly baseUrl: string;
  /** Absent where the config leaves the choice to the server. */
  readonly model?: string;
}

/** What became of it. */
export type CheckedUse =
  & { readonly use: ServerUse }
  & (
    /** Not on this machine: not asked. */
    | { readonly state: "elsewhere" }
    /** No model server answers. `start`: the command that starts one, where there is one. */
    | { readonly state: "silent"; readonly start?: string | undefined }
    | {
      readonly state: "found";
      readonly server: FoundServer;
      /** False where the server is of a kind that another plugin speaks to. */
      readonly isOfKind: boolean;
      readonly model: ModelUse;
    }
  );

/**
 * What a server makes of the model that a config names. `served`: it has it, or does not say what it has. `renamed`: it
 * has one model, and takes that by any name. `unknown`: it has none of this name. `open`: none is named, and it has none
 * or several.
 */
export type ModelUse = "served" | "renamed" | "unknown" | "open";

/** Asks for all at once; those that are not on this machine are not asked. */
export async function checkUses(
  uses: readonly ServerUse[],
  fetch: Fetch,
  options: IdentifyOptions = {},
): Promise<readonly CheckedUse[]> {
  return await Promise.all(uses.map(async (use): Promise<CheckedUse> => {
    const { plugin, baseUrl } = use;
    if (!isLoopback(baseUrl)) return { use, state: "elsewhere" };
    const server = await identify(baseUrl, fetch, options);
    if (!server) return { use, state: "silent", start: startCommand(plugin, baseUrl) };
    const isOfKind = server.kind === plugin || !Object.hasOwn(OWN_KINDS, plugin);
    return { use, state: "found", server, isOfKind, model: modelUse(server, use.model) };
  }));
}

function modelUse({ kind, models, state }: FoundServer, wanted: string | undefined): ModelUse {
  if (state !== "ready") return "served";
  if (wanted === undefined) return models.length === 1 ? "served" : "open";
  // Ollama lists a model with its tag, and takes it without.
  const isServed = models.some(({ id, aliases = [] }) =>
    [id, ...aliases].some((name) => name === wanted || name === `${wanted}:latest`)
  );
  if (isServed) return "served";
  return kind === "llama_cpp" && models.length === 1 ? "renamed" : "unknown";
}
