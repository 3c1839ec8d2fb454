/**
 * What a plugin prints goes to Maze's log: standard output belongs to the conversation.
 *
 * @module
 */

import type { PluginContext } from "../../../core/kernel/plugin.ts";

const LEVELS = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error" } as const;

/** Sends the console's lines to a log, without `%` formatting. */
export function redirectConsole(log: PluginContext["log"]): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    Reflect.set(console, method, (...said: readonly unknown[]) => {
      log[level](said.map((each) => typeof each === "string" ? each : Deno.inspect(each)).join(" "));
    });
  }
}
