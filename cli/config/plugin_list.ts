/**
 * The list `plugins`: which names and specifiers it may hold.
 *
 * @module
 */

import { shownValue } from "./describe.ts";
import type { Fault } from "./fault.ts";
import type { Key } from "./key.ts";
import { didYouMean } from "./nearest.ts";
import type { Origin } from "./origin.ts";
import type { ConfigRules } from "./rules.ts";

/** True for specifiers of plugins from outside Maze; what is none of them is a built-in's name. */
export function isOutside(specifier: string): boolean {
  return /^(?:jsr:|npm:|https:|\.{1,2}\/)/.test(specifier);
}

/**
 * Faults of the list: a name that no built-in has, one that stands twice, a specifier of no known kind.
 *
 * @param listed The value at `plugins`; what is no list of strings is left to the schema, but for its items.
 */
export function pluginFaults(
  listed: unknown,
  rules: Pick<ConfigRules, "builtins">,
  originOf: (key: Key) => Origin,
): readonly Fault[] {
  if (!Array.isArray(listed)) return [];
  const seen = new Set<unknown>();
  return listed.flatMap((item: unknown, index) => {
    const fault = itemFault(item, seen.has(item), rules.builtins);
    seen.add(item);
    return fault ? [{ ...fault, origin: originOf(["plugins", index]) }] : [];
  });
}

function itemFault(
  item: unknown,
  isRepeated: boolean,
  builtins: readonly string[],
): Omit<Fault, "origin"> | undefined {
  if (typeof item !== "string") {
    return {
      code: "config/type",
      message: `Cannot load plugin: expected a string, found ${shownValue(item)}`,
    };
  }
  const subject = `Cannot load plugin ${JSON.stringify(item)}`;
  if (isRepeated) return { code: "plugin/duplicate", message: `${subject}: it is listed twice` };
  if (isOutside(item) || builtins.includes(item)) return undefined;
  if (/^[\w-]+$/.test(item)) {
    const hint = didYouMean(item, builtins) ?? `Built-in: ${builtins.join(", ")}`;
    return { code: "plugin/unknown", message: `${subject}: no such plugin`, hint };
  }
  const hint = "Use the name of a built-in, or jsr:, npm:, https:, ./ or ../";
  return { code: "plugin/specifier", message: `${subject}: no such kind of specifier`, hint };
}
