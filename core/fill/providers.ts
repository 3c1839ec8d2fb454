/**
 * The providers of a run: who may be asked for a hole, what is known of each, and who is left alone for a while.
 *
 * @module
 */

import type { Capabilities, KnownProvider } from "../code/capabilities.ts";
import type { Hole } from "../code/hole.ts";
import type { AskOptions } from "../kernel/ask.ts";
import type { Kernel } from "../kernel/kernel.ts";

/** Failures in a row after which a provider is left alone. */
const MAX_FAILURES = 3;
/** For how long; then one request finds out whether it is back. */
const REST_MS = 30_000;

/** What happened to a provider in this run. */
interface Record {
  capabilities?: Promise<Capabilities | undefined>;
  failures: number;
  restsUntil: number;
}

/** Knows the providers. */
export class Providers {
  readonly #kernel: Kernel;
  readonly #records = new Map<string, Record>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Names of those that can be asked for a hole, in config order. */
  for({ language }: Pick<Hole, "language">): readonly string[] {
    return this.#kernel.plugins
      .filter(({ points, languages }) =>
        points.includes("provider") && (languages.length === 0 || languages.includes(language))
      )
      .map(({ name }) => name);
  }

  /** Names of those that ask no server, in config order. */
  offlineFor(hole: Pick<Hole, "language">): readonly string[] {
    const online = this.#kernel.plugins.filter(({ permissions: { net = [] } }) => net.length > 0);
    return this.for(hole).filter((name) => !online.some((one) => one.name === name));
  }

  /** All of them with what they can do, in config order. */
  async all(options: AskOptions): Promise<readonly KnownProvider[]> {
    const names = this.#kernel.plugins.filter(({ points }) => points.includes("provider")).map(({ name }) =>
      name
    );
    return await Promise.all(names.map(async (name) => {
      const capabilities = await this.capabilities(name, options);
      return { name, ...(capabilities ? { capabilities } : {}) };
    }));
  }

  /** What a provider can do, asked once; `undefined` for one that costs nothing and needs no prompt. */
  async capabilities(name: string, options: AskOptions): Promise<Capabilities | undefined> {
    const record = this.#recordOf(name);
    record.capabilities ??= this.#kernel.ask("provider.capabilities", [], { ...options, plugin: name });
    try {
      return await record.capabilities;
    } catch (error) {
      delete record.capabilities; // another time it may know
      throw error;
    }
  }

  /** True while a provider is left alone after it failed several times in a row. */
  rests(name: string, hole: Hole): Promise<boolean> {
    const { failures, restsUntil } = this.#recordOf(name);
    const isResting = () => failures >= MAX_FAILURES && performance.now() < restsUntil;
    return this.#kernel.fact("provider.rests", [name, hole.id], isResting);
  }

  /** Notes that a provider gave an answer, or none. */
  told(name: string, hasAnswered: boolean): void {
    const record = this.#recordOf(name);
    record.failures = hasAnswered ? 0 : record.failures + 1;
    record.restsUntil = performance.now() + REST_MS;
  }

  #recordOf(name: string): Record {
    const known = this.#records.get(name);
    if (known) return known;
    const fresh: Record = { failures: 0, restsUntil: 0 };
    this.#records.set(name, fresh);
    return fresh;
  }
}
