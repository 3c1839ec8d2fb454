/**
 * Mistakes in the config: all of them at once, each with its place.
 *
 * @module
 */

import { MazeError } from "@maze/maze/plugin";
import { type Origin, originText } from "./origin.ts";

/** One mistake. */
export interface Fault {
  /** Stable, as `MazeError.code`. */
  readonly code: string;
  /** `Cannot <verb> <object>: <present state>`. Never holds a secret. */
  readonly message: string;
  /** The next step for the user. */
  readonly hint?: string | undefined;
  /** Where the mistake was written. */
  readonly origin: Origin;
}

/** The config can not be used. Commands catch it to show every fault with its place. */
export class ConfigError extends MazeError {
  override readonly name = "ConfigError";
  /** At least one, in order of the layers and of their text. */
  readonly faults: readonly Fault[];

  /** @param faults At least one; the first gives code and hint. */
  constructor(faults: readonly Fault[]) {
    const hint = faults[0]?.hint;
    super(faults.map(faultText).join("\n"), {
      code: faults[0]?.code ?? "config/invalid",
      ...(hint === undefined ? {} : { hint }),
    });
    this.faults = faults;
  }
}

/**
 * One line for one fault: place and message; the hint stands apart.
 *
 * @returns `/app/maze.toml:3:8: Cannot read …`
 */
export function faultText(fault: Fault): string {
  return `${originText(fault.origin)}: ${fault.message}`;
}
