/**
 * How a server is started that does not answer.
 *
 * @module
 */

import { baseOf } from "./address.ts";

/** By plugin. */
const BY_PLUGIN: Readonly<Record<string, (port: string) => string>> = {
  llama_cpp: (port) => `llama-server -m MODEL.gguf --port ${port}`,
  vllm: (port) => `vllm serve MODEL --port ${port}`,
  sglang: (port) => `python -m sglang.launch_server --model-path MODEL --port ${port}`,
};

/** By the port that they take by themselves: one plugin speaks to many of them. */
const BY_PORT: Readonly<Record<string, string>> = { 11434: "ollama serve", 1234: "lms server start" };

/**
 * The command that starts the server of a plugin.
 *
 * @param address Of this machine: its port is where the server should listen.
 * @returns `undefined` where there are many.
 */
export function startCommand(plugin: string, address: string): string | undefined {
  const { port, protocol } = new URL(baseOf(address));
  const start = Object.hasOwn(BY_PLUGIN, plugin) ? BY_PLUGIN[plugin] : undefined;
  return start?.(port || (protocol === "https:" ? "443" : "80")) ?? BY_PORT[port];
}
