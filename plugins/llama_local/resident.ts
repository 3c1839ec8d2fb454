/**
 * The model of a config: looked at when it is asked about, loaded when it is first needed, and kept until the end.
 *
 * @module
 */

import { resolve } from "node:path";
import { MazeError } from "../../core/kernel/errors.ts";
import { openLimit } from "../../core/kernel/limit.ts";
import type { PluginContext } from "../../core/kernel/plugin.ts";
import { type GgufFile, readWholeGguf } from "../_gguf/file.ts";
import { type Engine, openEngine } from "./engine.ts";
import type { LlamaLocalOptions } from "./options.ts";

/** Holds the model. */
export class Resident implements AsyncDisposable {
  readonly #options: LlamaLocalOptions;
  readonly #context: PluginContext;
  readonly #control = new AbortController();
  #file: Promise<GgufFile> | undefined;
  #opening: Promise<Engine> | undefined;

  constructor(options: LlamaLocalOptions, context: PluginContext) {
    this.#options = options;
    this.#context = context;
  }

  /** Absolute. */
  get path(): string {
    return resolve(this.#context.project.root, this.#options.modelPath);
  }

  /** Aborted when the model is given up. */
  get signal(): AbortSignal {
    return this.#control.signal;
  }

  /**
   * What the file says of the model. One that is not whole is looked at again the next time.
   *
   * @throws {MazeError} `model/missing`, `model/not-gguf` or `model/cut-short`.
   */
  async file(): Promise<GgufFile> {
    this.#file ??= readWholeGguf(this.path);
    try {
      return await this.#file;
    } catch (error) {
      this.#file = undefined;
      throw error;
    }
  }

  /** The model in memory. A caller that leaves does not end the loading: the next one finds it further on. */
  async engine(signal: AbortSignal): Promise<Engine> {
    using limit = openLimit({ signal, deadlineMs: this.#options.timeouts.load * 1000 });
    this.#opening ??= this.#open();
    try {
      return await limit.race(this.#opening);
    } catch (error) {
      if (!limit.call.signal.aborted) this.#opening = undefined; // another time it may load
      throw limit.isLate() ? this.#late(error) : error;
    }
  }

  /** Ends the loading or frees the model. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#control.abort(new DOMException("The model is closed", "AbortError"));
    const engine = await this.#opening?.catch(() => undefined); // what did not open needs no closing
    await engine?.[Symbol.asyncDispose]();
  }

  async #open(): Promise<Engine> {
    const { log } = this.#context;
    const file = await this.file();
    log.info("loads a model; the library is fetched at its first use", { path: file.path });
    return await openEngine({
      ...{ file, options: this.#options, signal: this.#control.signal },
      log: (message) => log.debug(message),
    });
  }

  #late(cause: unknown): MazeError {
    const { load } = this.#options.timeouts;
    return new MazeError(`Cannot load model "${this.path}": it took longer than ${load} seconds`, {
      ...{ code: "model/load", cause },
      hint: "options.llama_local.timeouts.load gives it more",
    });
  }
}
