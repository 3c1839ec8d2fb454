/**
 * Where models lie on this machine.
 *
 * @module
 */

import { join } from "node:path";
import type { Machine } from "../config/locate.ts";

/** A folder that some program keeps its models in. */
export interface ModelPlace {
  /** Whose it is. */
  readonly owner: string;
  /** Absolute. It may not be there. */
  readonly folder: string;
}

/** The usual folders, those of Maze first. A folder that a variable names stands for the usual one. */
export function modelPlaces({ os, environment }: Machine): readonly ModelPlace[] {
  const home = environment.HOME ?? environment.USERPROFILE;
  if (home === undefined) return named("Maze", environment.MAZE_MODELS);
  const cache = environment.XDG_CACHE_HOME || join(home, ".cache");
  const huggingFace = environment.HF_HOME || join(cache, "huggingface");
  return [
    ...named("Maze", environment.MAZE_MODELS || join(cache, "maze-models")),
    ...named("LM Studio", join(home, ".lmstudio", "models")),
    ...named("LM Studio", join(home, ".cache", "lm-studio", "models")),
    ...named("llama.cpp", environment.LLAMA_CACHE || llamaCache({ os, environment }, { home, cache })),
    ...named("Hugging Face", environment.HF_HUB_CACHE || join(huggingFace, "hub")),
    ...named("node-llama-cpp", join(home, ".node-llama-cpp", "models")),
  ];
}

function named(owner: string, folder: string | undefined): readonly ModelPlace[] {
  return folder ? [{ owner, folder }] : [];
}

/** @see ggml-org/llama.cpp:common/common.cpp, fs_get_cache_directory */
function llamaCache(
  { os, environment }: Machine,
  { home, cache }: { readonly home: string; readonly cache: string },
): string {
  if (os === "darwin") return join(home, "Library", "Caches", "llama.cpp");
  if (os === "windows") return join(environment.LOCALAPPDATA ?? home, "llama.cpp");
  return join(cache, "llama.cpp");
}
