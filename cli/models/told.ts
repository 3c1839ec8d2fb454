/**
 * The models that the providers of a config tell of.
 *
 * @module
 */

import { createMaze, type PluginEntry } from "@maze/maze";
import type { Provider } from "@maze/maze/plugin";
import { accepted, type ProjectConfig } from "../compose.ts";
import type { ToldModelsJson } from "../shapes.ts";
import { faultsOf } from "../views/error.ts";

/** For one list of models. */
const LIST_MS = 5_000;

/** What each provider tells, in order of calls; nothing of one that asks no model. One that fails says why. */
export async function toldModels(project: ProjectConfig, signal: AbortSignal): Promise<ToldModelsJson[]> {
  const told: ToldModelsJson[] = [];
  for (const entry of accepted(project).entries) {
    const { points }: { readonly points?: unknown } = Object(entry.manifest);
    if (!Array.isArray(points) || !points.includes("provider")) continue;
    try {
      const models = await modelsOf(entry, { root: project.root, signal });
      if (models) told.push({ plugin: entry.name, models, fault: null });
    } catch (error) {
      if (signal.aborted) throw error;
      const [fault] = faultsOf(error);
      const { code = "internal", message = String(error), hint } = fault ?? {};
      told.push({ plugin: entry.name, models: [], fault: { code, message, ...(hint ? { hint } : {}) } });
    }
  }
  return told;
}

/** Opens a project with one provider alone, and asks it; `undefined` where it has no models. */
async function modelsOf(
  entry: PluginEntry,
  { root, signal }: { readonly root: string; readonly signal: AbortSignal },
): Promise<ToldModelsJson["models"] | undefined> {
  const heard: { provider?: Provider } = {};
  await using _maze = await createMaze({ root, plugins: [hearing(entry, heard)], signal });
  const late = AbortSignal.timeout(LIST_MS);
  const call = { signal: AbortSignal.any([signal, late]), deadline: performance.now() + LIST_MS };
  const models = await heard.provider?.models?.(call);
  return models?.map(({ id, contextTokens }) => ({
    id,
    ...(contextTokens === undefined ? {} : { contextTokens }),
  }));
}

/** The same plugin; what it contributes is remembered. */
function hearing(entry: PluginEntry, heard: { provider?: Provider }): PluginEntry {
  return {
    ...entry,
    async load() {
      const { default: plugin } = Object(await entry.load());
      const setup = async (options: unknown, context: unknown) => {
        const given = await plugin.setup(options, context);
        heard.provider = given.provider;
        return given;
      };
      return { default: { ...plugin, setup } };
    },
  };
}
