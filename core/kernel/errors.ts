/**
 * Faults of the machinery. Faults in generated code are values (`Diagnostic`), never exceptions.
 *
 * @module
 */

/** What went wrong, in words, whatever was thrown. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** What every `MazeError` may carry beside its message. */
export interface MazeErrorInit {
  /** Stable, `area/fault`. */
  readonly code: string;
  /** The next step for the user. */
  readonly hint?: string;
  /** What was thrown first. */
  readonly cause?: unknown;
  /** Stamped by the kernel: the plugin and the hook method that were running. */
  readonly plugin?: string;
  /** The hook method, as `indexer.scope`. */
  readonly hook?: string;
}

/**
 * A fault of the machinery. Callers switch on `code`, never on the message; `maze why CODE` explains each code.
 *
 * @example
 * ```ts
 * import { MazeError } from "@maze/maze/plugin";
 * import assert from "node:assert/strict";
 *
 * const error = new MazeError('Cannot load plugin "vlm": no such plugin', { code: "plugin/unknown" });
 * assert.equal(error.code, "plugin/unknown");
 * ```
 */
export class MazeError extends Error {
  /** The class's name. */
  override readonly name: string = "MazeError";
  /** Stable, `area/fault`: what callers switch on. */
  readonly code: string;
  /** The next step for the user. */
  readonly hint: string | undefined;
  /** The plugin that was running; stamped by the kernel. */
  plugin: string | undefined;
  /** The hook method that was running; stamped by the kernel. */
  hook: string | undefined;

  /** The message reads `Cannot <verb> <object>: <present state>`. */
  constructor(message: string, init: MazeErrorInit) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = init.code;
    this.hint = init.hint;
    this.plugin = init.plugin;
    this.hook = init.hook;
  }
}
