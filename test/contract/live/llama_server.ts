/**
 * A real llama.cpp server for tests: the one at `$MAZE_TEST_LLAMA`, else one that is started.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import { KEY, type Source } from "../provider_subject.ts";
import { liveSource } from "./live_source.ts";
import { missingModels, modelsAt } from "./models.ts";

/** Until it has read its model, milliseconds. */
const START_MS = 60_000;

/** A server under way, or why there is none. */
export type LlamaServer =
  | { readonly source: Source; readonly end: () => Promise<void> }
  | { readonly missing: string };

/** Finds or starts a server. */
export async function openLlamaServer(): Promise<LlamaServer> {
  const url = Deno.env.get("MAZE_TEST_LLAMA");
  if (url) return { source: sourceAt(url), end: () => Promise.resolve() };
  if ((await missingModels()).length > 0) {
    return { missing: "no server: fetch one with deno run -A test/contract/live/models.ts" };
  }
  const port = freePort();
  const child = start(port);
  const end = async () => {
    try {
      child.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended by itself
    }
    await child.status;
  };
  globalThis.addEventListener("unload", () => void end());
  const address = `http://127.0.0.1:${port}`;
  if (await answers(address, child)) return { source: sourceAt(address), end };
  await end();
  return { missing: "no server: the one that was fetched does not run here" };
}

function start(port: number): Deno.ChildProcess {
  const { server, model } = modelsAt();
  const script = fileURLToPath(new URL("./serve.py", import.meta.url));
  return new Deno.Command("python3", {
    args: [script, model, String(port), KEY],
    env: { PYTHONPATH: server },
    ...{ stdin: "piped", stdout: "null", stderr: "null" },
  }).spawn();
}

async function answers(address: string, child: Deno.ChildProcess): Promise<boolean> {
  const over = child.status.then(() => "over" as const);
  const end = performance.now() + START_MS;
  while (performance.now() < end) {
    const health = await fetch(`${address}/health`).catch(() => undefined); // nobody listens there yet
    await health?.body?.cancel();
    if (health?.ok) return true;
    if (await Promise.race([over, delay(100)]) === "over") return false;
  }
  return false;
}

function sourceAt(url: string): Source {
  return liveSource(url, async (ask) => {
    const slots: unknown = await (await ask("/slots")).json();
    return Array.isArray(slots) && slots.every((slot) => Object(slot).is_processing === false);
  });
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}
