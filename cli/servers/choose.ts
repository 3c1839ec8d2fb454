/**
 * Which server a fresh config asks, and for which model.
 *
 * @module
 */

import type { FoundServer } from "../compose.ts";
import type { Table } from "../config/key.ts";

/** Models that write no text are called so. */
const NO_TEXT = /embed|rerank|whisper|\b(?:bge|clip|tts)\b/i;

/**
 * The one that is clearly the best: alone, or alone among those whose plugin knows more than OpenAI's routes. Those
 * that want a key, or have no model, are none of them.
 *
 * @returns `undefined` where there is none, or several are alike.
 */
export function chooseServer(servers: readonly FoundServer[]): FoundServer | undefined {
  const usable = servers.filter((server) => server.state === "loading" || chooseModel(server) !== undefined);
  const own = usable.filter(({ kind }) => kind !== "openai");
  const [best, ...others] = own.length > 0 ? own : usable;
  return others.length === 0 ? best : undefined;
}

/** The first model that writes text, rather one whose name speaks of code. */
export function chooseModel({ models }: FoundServer): string | undefined {
  const writing = models.map(({ id }) => id).filter((id) => !NO_TEXT.test(id));
  return writing.find((id) => /code/i.test(id)) ?? writing[0];
}

/** Names of files on this machine, as llama.cpp takes them for models. */
const FILE = /^(?:[/~\\]|[A-Za-z]:[/\\])/;

/** The options of the server's plugin. A file is no name for others who read the config; alone it needs none. */
export function optionsFor(server: FoundServer): Table {
  const model = chooseModel(server);
  const isNeeded = model !== undefined && (server.models.length > 1 || !FILE.test(model));
  return { baseUrl: server.baseUrl, ...isNeeded && { model } };
}

/** A list of plugins with one more: before `synth`, which costs nothing and is asked last. */
export function withPlugin(plugins: readonly string[], name: string): readonly string[] {
  if (plugins.includes(name)) return plugins;
  const at = plugins.includes("synth") ? plugins.indexOf("synth") : plugins.length;
  return plugins.toSpliced(at, 0, name);
}
