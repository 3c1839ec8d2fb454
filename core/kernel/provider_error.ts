/**
 * What a server did instead of answering.
 *
 * @module
 */

import { MazeError, type MazeErrorInit } from "./errors.ts";

/** What a `ProviderError` may carry beside its message. */
export interface ProviderErrorInit extends MazeErrorInit {
  /** HTTP status; absent when no response came. */
  readonly status?: number;
  /** True when the same request may succeed later. */
  readonly isRetryable: boolean;
  /** How long the server wants to be left alone, milliseconds. */
  readonly retryAfterMs?: number;
}

/**
 * A model server gave no usable answer. Its code is `provider/…`; `core/kernel/retry.ts` alone tries again.
 *
 * @example
 * ```ts
 * import { ProviderError } from "@maze/maze/plugin";
 * import assert from "node:assert/strict";
 *
 * const error = new ProviderError('Cannot ask "http://localhost:8080": it loads its model (503)', {
 *   ...{ code: "provider/server", status: 503, isRetryable: true, retryAfterMs: 2000 },
 * });
 * assert.ok(error.isRetryable);
 * ```
 */
export class ProviderError extends MazeError {
  /** The class's name. */
  override readonly name = "ProviderError";
  /** HTTP status; `undefined` when no response came. */
  readonly status: number | undefined;
  /** True when the same request may succeed later. */
  readonly isRetryable: boolean;
  /** How long the server wants to be left alone, milliseconds. */
  readonly retryAfterMs: number | undefined;

  /** The message reads `Cannot <verb> <object>: <present state>`. */
  constructor(message: string, init: ProviderErrorInit) {
    super(message, init);
    this.status = init.status;
    this.isRetryable = init.isRetryable;
    this.retryAfterMs = init.retryAfterMs;
  }
}
