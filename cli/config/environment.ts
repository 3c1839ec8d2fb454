/**
 * Environment variables as a layer of the config.
 *
 * `MAZE_`, then the parts of the key joined by `__`, each in capitals with `_` between its words:
 * `fill.maxSeconds` is `MAZE_FILL__MAX_SECONDS`, `options.llama_cpp.baseUrl` is `MAZE_OPTIONS__LLAMA_CPP__BASE_URL`.
 * Names are looked up among the keys that the schema knows, never guessed back from the variable. A table that takes
 * any name (such as headers) is one value: `{ "X-A" = "1" }`.
 *
 * A variable with `__` that names no key is a fault. One without `__` that is no key is somebody else's, such as a
 * `MAZE_API_KEY` that an `apiKeyEnv` names; unless it is a known name but for the doubled `_`, or the start of one. Where not every plugin is
 * known, a variable for the options of another one is left alone too.
 *
 * @module
 */

import { assignedLayer, type Assignment } from "./assigned.ts";
import { readValue } from "./assignment.ts";
import { ConfigError, type Fault } from "./fault.ts";
import { type JsonSchema, knownNames, settings, tableAt } from "./json_schema.ts";
import { type Key, keyText } from "./key.ts";
import { nearest } from "./nearest.ts";
import type { Origin } from "./origin.ts";
import type { Layer } from "./read_toml.ts";

const PREFIX = "MAZE_";

/** The variable of a key. */
export function variableName(key: Key): string {
  return PREFIX + key.map((part) => words(String(part))).join("__");
}

/**
 * Reads every `MAZE_…` variable that names a key.
 *
 * @param environment Variables by name.
 * @param schema Of the whole config; its keys are the names that exist.
 */
export function environmentLayer(
  environment: Readonly<Record<string, string>>,
  schema: JsonSchema,
): { layer: Layer; faults: readonly Fault[] } {
  const known = knownVariables(schema);
  const isOthers = otherPlugins(schema);
  const assignments: Assignment[] = [];
  const faults: Fault[] = [];
  for (const [name, text] of Object.entries(environment).sort(([a], [b]) => a < b ? -1 : 1)) {
    if (!name.startsWith(PREFIX) || isOthers(name)) continue;
    const origin: Origin = { layer: "environment", name };
    const keys = known.get(name) ?? [];
    const [key] = keys;
    if (key === undefined) faults.push(...unknownVariable(name, origin, known));
    else if (keys.length > 1) faults.push(twoKeys(name, origin, keys));
    else collect(faults, () => assignments.push({ key, value: readValue(text, origin), origin }));
  }
  return { layer: assignedLayer("environment", assignments), faults };
}

function knownVariables(schema: JsonSchema): ReadonlyMap<string, readonly Key[]> {
  return Map.groupBy(settings(schema).map(({ key }) => key), variableName);
}

/** Says which variables may hold options of plugins that the schema leaves open. */
function otherPlugins(schema: JsonSchema): (name: string) => boolean {
  const start = `${variableName(["options"])}__`;
  const plugins = knownNames(schema, ["options"]).map((plugin) => `${variableName(["options", plugin])}__`);
  const isOpen = tableAt(tableAt(schema, "properties"), "options").additionalProperties === true;
  return (name) => isOpen && name.startsWith(start) && !plugins.some((known) => name.startsWith(known));
}

function words(part: string): string {
  return part.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll(/[^A-Za-z0-9]/g, "_").toUpperCase();
}

function unknownVariable(name: string, origin: Origin, known: ReadonlyMap<string, unknown>): Fault[] {
  const flat = [...known.keys()].find((variable) => variable.replaceAll("__", "_") === name) ??
    [...known.keys()].find((variable) => variable.startsWith(`${name}__`));
  if (flat === undefined && !name.includes("__")) return [];
  const meant = flat ?? nearest(name, known.keys());
  const hint = meant === undefined ? undefined : `Did you mean "${meant}"?`;
  const message = `Cannot use variable "${name}": no key of the config has this name`;
  return [{ code: "config/unknown-key", message, hint, origin }];
}

function twoKeys(name: string, origin: Origin, keys: readonly Key[]): Fault {
  const message = `Cannot use variable "${name}": it names ${keys.map(keyText).join(" and ")}`;
  return { code: "config/unknown-key", message, hint: "Set the one you mean in a file", origin };
}

function collect(faults: Fault[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
  }
}
