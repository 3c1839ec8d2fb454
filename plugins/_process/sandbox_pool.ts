/**
 * Sandboxes that are used again: most modules of a project are the same from run to run.
 *
 * @module
 */

import { type LastingSandbox, openSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";

/** A sandbox for one user at a time; disposing gives it back. */
export interface Lent extends AsyncDisposable {
  readonly sandbox: Sandbox;
}

/**
 * Lends sandboxes. A child can write nothing in one, so nothing of a run is left for the next but the modules that both
 * reach, and what Deno made of them.
 *
 * @example One sandbox for two runs
 * ```ts
 * import { SandboxPool } from "./sandbox_pool.ts";
 * import assert from "node:assert/strict";
 *
 * await using pool = new SandboxPool({});
 * const used = new Set();
 * for (const name of ["one.js", "two.js"]) {
 *   await using lent = await pool.lend(new Map([[name, ""]]));
 *   used.add(lent?.sandbox);
 * }
 * assert.equal(used.size, 1);
 * ```
 */
export class SandboxPool implements AsyncDisposable {
  readonly #options: SandboxOptions;
  readonly #free: LastingSandbox[] = [];
  #isOpen = true;

  constructor(options: SandboxOptions) {
    this.#options = options;
  }

  /**
   * A sandbox with exactly these modules.
   *
   * @param files Relative path to text.
   * @returns `undefined` when there is no Deno to run code in.
   */
  async lend(files: ReadonlyMap<string, string>): Promise<Lent | undefined> {
    const known = this.#free.pop();
    const sandbox = known ?? await openSandbox(files, this.#options);
    if (!sandbox) return undefined;
    await using opening = new AsyncDisposableStack();
    opening.use(sandbox);
    if (known) await sandbox.lay(files);
    opening.move();
    return { sandbox, [Symbol.asyncDispose]: () => this.#giveBack(sandbox) };
  }

  async #giveBack(sandbox: LastingSandbox): Promise<void> {
    if (this.#isOpen) this.#free.push(sandbox);
    else await sandbox[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOpen = false;
    for (const sandbox of this.#free.splice(0)) await sandbox[Symbol.asyncDispose]();
  }
}
