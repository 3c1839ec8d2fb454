/**
 * What was measured at a server, kept between runs.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { dig } from "../../core/kernel/data.ts";
import { type PluginContext, ProviderError } from "../../core/kernel/plugin.ts";
import type { Seen } from "./kind.ts";

/** How long a measure holds. */
const HOLDS_MS = 30 * 24 * 3600 * 1000;

/** Remembers what backing up costs. */
export class Measures {
  readonly #context: PluginContext;
  readonly #running = new Map<string, Promise<void>>();

  constructor(context: PluginContext) {
    this.#context = context;
  }

  /** What is known; `undefined` where nothing is. */
  async known(seen: Seen): Promise<number | undefined> {
    const cost = dig(await this.#stored(seen), "cost");
    return typeof cost === "number" ? cost : undefined;
  }

  /** Measures once for each server, version and model. A server that does not let itself be measured is asked again later. */
  async rewind(seen: Seen, measure: () => Promise<number | undefined> | undefined): Promise<void> {
    if (await this.#stored(seen)) return;
    const key = keyOf(seen);
    const running = this.#running.get(key) ?? this.#measured(seen, measure);
    this.#running.set(key, running);
    await running;
  }

  async #measured(seen: Seen, measure: () => Promise<number | undefined> | undefined): Promise<void> {
    try {
      const cost = await measure();
      const at = new Date().toISOString();
      await this.#context.store.set(keyOf(seen), { at, ...(cost === undefined ? {} : { cost }) });
      this.#context.log.info(`backing up: ${cost ?? "not told"} tokens are read again`, {
        server: seen.server,
      });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.#context.log.warn(`backing up could not be measured: ${error.message}`, { server: seen.server });
    }
  }

  async #stored(seen: Seen): Promise<unknown> {
    const stored = await this.#context.store.get(keyOf(seen));
    const at = dig(stored, "at");
    return typeof at === "string" && Date.now() - Date.parse(at) < HOLDS_MS ? stored : undefined;
  }
}

function keyOf({ server, model }: Seen): string {
  const text = JSON.stringify([server, model]);
  return `rewind.${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
}
