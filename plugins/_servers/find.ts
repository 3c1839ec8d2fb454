/**
 * Which model servers run on this machine?
 *
 * @module
 */

import { isSamePlace } from "./address.ts";
import type { Asking, Fetch } from "./ask.ts";
import { askForModels, askingOf, type IdentifyOptions, recognize } from "./identify.ts";
import type { FoundServer } from "./server.ts";

/** Where to look. */
export interface FindOptions extends IdentifyOptions {
  /** Default: those that model servers take when nobody tells them another. */
  readonly ports?: readonly number[];
  /** Addresses that are known already: what is there is not asked again. */
  readonly except?: readonly string[];
}

/** The ports that servers take by themselves; those with a plugin of their own first. */
export const USUAL_PORTS: readonly number[] = [
  8080, // llama.cpp, llamafile, Text Generation Inference
  8000, // vLLM
  30000, // SGLang
  11434, // Ollama
  1234, // LM Studio
  1337, // Jan
  5000, // text-generation-webui
  5001, // KoboldCpp
  3000, // Text Generation Inference
];

/** What some servers listen at alone, in order. */
const HOSTS = ["127.0.0.1", "[::1]"];

/**
 * Asks all ports at once.
 *
 * @example
 * ```ts
 * import { findServers } from "@maze/maze/servers";
 * import assert from "node:assert/strict";
 *
 * const nobody = () => Promise.reject(new TypeError("refused"));
 * assert.deepEqual(await findServers(nobody), []);
 * ```
 *
 * @returns In order of the ports.
 */
export async function findServers(
  fetch: Fetch,
  { ports = USUAL_PORTS, except = [], ...options }: FindOptions = {},
): Promise<readonly FoundServer[]> {
  const asking = askingOf(fetch, options);
  const isNew = (port: number) => !except.some((address) => isSamePlace(address, `http://127.0.0.1:${port}`));
  const found = await Promise.all(ports.filter(isNew).map((port) => serverAt(port, asking)));
  return found.filter((server) => server !== undefined);
}

/** The next host is asked only where nobody speaks at the one before. */
async function serverAt(port: number, asking: Asking): Promise<FoundServer | undefined> {
  for (const host of HOSTS) {
    const base = `http://${host}:${port}`;
    const first = await askForModels(base, asking);
    if (first.state !== "silent") return await recognize(base, first, asking);
  }
  return undefined;
}
