/**
 * Finds the model files on this machine.
 *
 * @module
 */

import { isLaterPart } from "@maze/maze/kit/gguf";
import { join } from "node:path";
import type { FoundFile } from "./model_file.ts";
import type { ModelPlace } from "./places.ts";

/** How deep folders are looked into: Hugging Face's lie four deep, LM Studio's three. */
const MAX_DEPTH = 6;

/**
 * The files in the usual places, and the one that the config names; each once, whatever links lead to it.
 *
 * @param configured Absolute; it need not be there.
 */
export async function findModels(
  places: readonly ModelPlace[],
  configured: string | undefined,
): Promise<readonly FoundFile[]> {
  const seen = new Set<string>();
  const found: FoundFile[] = [];
  const wanted = configured && await realPath(configured);
  for (const { owner, folder } of places) {
    for (const path of await filesBelow(folder, 0)) {
      const real = await realPath(path) ?? path;
      if (seen.has(real)) continue;
      seen.add(real);
      found.push({ path, owner, isConfigured: real === wanted });
    }
  }
  if (configured === undefined || found.some(({ isConfigured }) => isConfigured)) return found;
  return [{ path: configured, owner: "", isConfigured: true }, ...found];
}

/** In order of names. Links to folders are not followed. */
async function filesBelow(folder: string, depth: number): Promise<readonly string[]> {
  if (depth > MAX_DEPTH) return [];
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(nothing);
  const names = entries.toSorted((a, b) => a.name < b.name ? -1 : 1);
  const below = await Promise.all(names.map(async ({ name, isDirectory }) => {
    const path = join(folder, name);
    if (isDirectory) return await filesBelow(path, depth + 1);
    return /\.gguf$/i.test(name) && !isLaterPart(name) ? [path] : [];
  }));
  return below.flat();
}

/** A folder that is not there, or that others may not look into, has no models for anybody. */
function nothing(error: unknown): never[] {
  const { NotFound, NotADirectory, PermissionDenied } = Deno.errors;
  if (error instanceof NotFound || error instanceof NotADirectory || error instanceof PermissionDenied) {
    return [];
  }
  throw error;
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await Deno.realPath(path);
  } catch (error) {
    nothing(error);
    return undefined;
  }
}
