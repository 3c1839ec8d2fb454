/**
 * Ends an answer before the first of some texts, wherever its tokens part it.
 *
 * @module
 */

import { begunUnits } from "../_chat/waiting_units.ts";

/** Watches one answer. */
export class StopText {
  readonly #stops: readonly string[];
  #held = "";
  #isStopped = false;

  /** @param stops Empty ones are left out. */
  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== "");
  }

  /** True once one of the texts came: what follows is no part of the answer. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** What is part of the answer for sure with this text. */
  push(text: string): string {
    if (this.#isStopped) return "";
    const all = this.#held + text;
    const places = this.#stops.map((stop) => all.indexOf(stop)).filter((at) => at >= 0);
    this.#isStopped = places.length > 0;
    const length = this.#isStopped ? Math.min(...places) : all.length - begunUnits(all, this.#stops);
    this.#held = this.#isStopped ? "" : all.slice(length);
    return all.slice(0, length);
  }

  /** The rest, when no text follows. */
  end(): string {
    const rest = this.#held;
    this.#held = "";
    return rest;
  }
}
