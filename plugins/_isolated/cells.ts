/**
 * The child of a plugin, and the next one when it has ended.
 *
 * @module
 */

import { AsyncLocalStorage } from "node:async_hooks";
import { MazeError } from "../../core/kernel/plugin.ts";
import { openLimit } from "../../core/kernel/limit.ts";
import { Cell, type CellSetting } from "./cell.ts";

/** How often a child may end by itself or be killed in one run. Each may cost a whole deadline. */
const MAX_ENDS = 3;

/** Time for the plugin to dispose what it holds, milliseconds: the kernel gives it no more. */
const CLOSE_MS = 4000;

/** One child at a time. Disposing closes it. */
export class Cells implements AsyncDisposable {
  readonly #setting: Omit<CellSetting, "onEnd">;
  readonly #signal: AbortSignal;
  /** A fresh child is started in the middle of some call, and is no part of that call. */
  readonly #outside = AsyncLocalStorage.snapshot();
  #current: Promise<Cell> | undefined;
  #ends = 0;
  #isClosed = false;

  /** @param signal Aborted when the plugin's time is over: its child is killed then. */
  constructor(setting: Omit<CellSetting, "onEnd">, signal: AbortSignal) {
    this.#setting = setting;
    this.#signal = signal;
  }

  /**
   * The child that is asked.
   *
   * @throws {MazeError} `plugin/given-up`, or why no child can be started.
   */
  async get(): Promise<Cell> {
    for (;;) {
      this.#refuse();
      const cell = await (this.#current ??= this.#outside(() => this.#open()));
      await cell.settled(); // a child that is stuck is not asked once more
      if (!cell.isOver) return cell;
    }
  }

  #refuse(): void {
    const { plugin } = this.#setting;
    if (this.#isClosed) {
      throw new MazeError(`Cannot ask plugin "${plugin}": it is closed`, { code: "kernel/closed", plugin });
    }
    if (this.#ends < MAX_ENDS) return;
    throw new MazeError(`Cannot ask plugin "${plugin}": its process has ended ${MAX_ENDS} times`, {
      code: "plugin/given-up",
      hint: "Take the plugin out of the config, and tell its author",
      plugin,
    });
  }

  async #open(): Promise<Cell> {
    const onEnd = () => {
      this.#current = undefined;
      if (!this.#isClosed) this.#ends++;
    };
    const cell = await Cell.open({ ...this.#setting, onEnd }, this.#signal);
    this.#signal.addEventListener("abort", () => cell.tell("over", []), { once: true });
    return cell;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    const cell = await this.#current?.catch(() => undefined); // it never began: nothing is there to be closed
    // When the run was stopped the plugin has no longer than any call that is given up.
    using limit = openLimit({ signal: this.#signal, deadlineMs: CLOSE_MS });
    try {
      await cell?.close(limit.call.signal);
    } catch (error) {
      // A run that is stopped does not fail because a plugin had to be stopped with it.
      const isStopped = error instanceof MazeError && error.code === "plugin/ended" && this.#signal.aborted;
      if (!isStopped) throw error;
    }
  }
}
