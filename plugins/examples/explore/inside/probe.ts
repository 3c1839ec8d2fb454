/**
 * Runs in the sandbox; all that is exported is carried there by its text. What stands in the hole while calls run: it
 * takes down the values of the names there, or plays a value as if the hole were filled.
 *
 * @module
 */

import { Space } from "./space.ts";
import { soon } from "./waiting.ts";

/** What one call brought to the hole. */
export interface Visit {
  /** The values of the names; absent when the call did not come to the hole. */
  readonly values?: readonly unknown[];
  /** True when the hole's own value is the call's result. */
  readonly isResult: boolean;
  /** True when the call came to another hole, which is open. */
  readonly isBlocked: boolean;
}

/** Stands in the hole. */
export class Probe {
  readonly #sentinel = {};
  #visits: (readonly unknown[])[] = [];
  #state: "off" | "taking" | "playing" = "off";
  #played: unknown;

  /** The function that the hole's text calls. */
  readonly visit = (names: readonly (() => unknown)[]): unknown => {
    // A function of the project that is called by the search comes here, too.
    if (this.#state === "off") throw new Error("Cannot run the hole: it is searched for");
    if (this.#state === "playing") {
      this.#visits.push([]);
      return this.#played;
    }
    this.#visits.push(names.map((name) => {
      try {
        return name();
      } catch {
        return Space.absent;
      }
    }));
    return this.#sentinel;
  };

  /** @returns `undefined` when the call came to the hole more than once: each time would want a value of its own. */
  async take(call: () => unknown): Promise<Visit | undefined> {
    this.#visits = [];
    this.#state = "taking";
    let result: unknown;
    let isBlocked = false;
    try {
      result = await call();
    } catch (error) {
      isBlocked = error instanceof Error && error.name === "HoleError";
      // What comes after the hole need not bear what stands in it now.
    } finally {
      this.#state = "off";
    }
    const [values] = this.#visits;
    if (this.#visits.length > 1) return undefined;
    return values
      ? { values, isResult: result === this.#sentinel, isBlocked }
      : { isResult: false, isBlocked };
  }

  /**
   * What a call comes to with a value in the hole.
   *
   * @throws What the call throws, where the hole is come to more than once, and where there is no end.
   */
  async play(call: () => unknown, value: unknown): Promise<unknown> {
    this.#visits = [];
    this.#played = value;
    this.#state = "playing";
    try {
      const result = await soon(call());
      if (this.#visits.length > 1) throw new TypeError("no single value tells");
      return result;
    } finally {
      this.#state = "off";
    }
  }
}
