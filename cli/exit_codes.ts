/**
 * What the process's exit code says.
 *
 * @module
 */

/** Every code that Maze ends with, and what it means. */
export const EXIT = {
  /** All holes are filled and valid; the command did what it was asked. */
  done: 0,
  /** Some hole is not filled, a file has faults, or nothing is left to undo. */
  notAll: 1,
  /** The command line is wrong. */
  usage: 2,
  /** Config, plugin, provider or server failed. */
  machinery: 3,
  /** Ctrl-C. */
  interrupted: 130,
  /** Nobody reads the output any more. */
  pipe: 141,
  /** Asked to end by SIGTERM. */
  terminated: 143,
} as const;

/** The command line is wrong. */
export class UsageError extends Error {
  /** The class's name. */
  override readonly name = "UsageError";
  /** The next step for the user. */
  readonly hint: string | undefined;
  /** Stable. */
  readonly code: string;

  /**
   * @param message Reads `Cannot <verb> <object>: <present state>`.
   * @param options `code` where programs may want to know this case from the others.
   */
  constructor(message: string, hint?: string, options: { readonly code?: string } = {}) {
    super(message);
    this.hint = hint;
    this.code = options.code ?? "usage";
  }
}

/** The user, or the system, wants the process to end. */
export class Interrupted extends Error {
  /** The class's name. */
  override readonly name = "Interrupted";
  /** What the process ends with: 130 or 143. */
  readonly exitCode: number;
  /** The signal's name. */
  readonly signal: "SIGINT" | "SIGTERM";
  /** What became of the files, in words. */
  readonly files: string;

  /**
   * @param signal The signal's name.
   * @param files What became of the files, in words.
   */
  constructor(signal: "SIGINT" | "SIGTERM", files = "no file is half written") {
    super(`Stopped by ${signal}`);
    this.signal = signal;
    this.files = files;
    this.exitCode = signal === "SIGINT" ? EXIT.interrupted : EXIT.terminated;
  }
}
