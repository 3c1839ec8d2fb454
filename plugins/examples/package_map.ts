/**
 * The `exports` and `imports` maps of a package.json.
 *
 * @see https://nodejs.org/api/packages.html#subpath-patterns, read at Node 24
 * @module
 */

import { isFields } from "./json.ts";

/** How a module is asked for: the conditions of a map that hold. */
export type Mode = "import" | "require";

/**
 * Finds a key in an `exports` or `imports` map.
 *
 * @example A pattern and a condition
 * ```ts
 * import { lookUp } from "./package_map.ts";
 * import assert from "node:assert/strict";
 *
 * const exports = { "./*": { require: "./cjs/*.cjs", default: "./esm/*.js" } };
 * assert.equal(lookUp(exports, "./a/b", "import"), "./esm/a/b.js");
 * ```
 *
 * @param map A whole map, or the short form that stands for `.` alone.
 * @param key `.`, `./sub/path` or `#name`.
 * @returns The target as written, `*` filled in; `undefined` when nothing fits or the map forbids it.
 */
export function lookUp(map: unknown, key: string, mode: Mode): string | undefined {
  const entries = isFields(map) && Object.keys(map).some((name) => /^[.#]/.test(name)) ? map : { ".": map };
  if (key in entries && !key.includes("*")) return target(entries[key], "", mode);
  for (const pattern of Object.keys(entries).filter((name) => name.includes("*")).sort(byPrefix)) {
    const [before = "", after = ""] = pattern.split("*");
    if (key.length < pattern.length || !key.startsWith(before) || !key.endsWith(after)) continue;
    return target(entries[pattern], key.slice(before.length, key.length - after.length), mode);
  }
  return undefined;
}

function target(value: unknown, star: string, mode: Mode): string | undefined {
  if (typeof value === "string") return value.replaceAll("*", star);
  if (Array.isArray(value)) return first(value, (item) => target(item, star, mode));
  if (!isFields(value)) return undefined;
  const holding = Object.keys(value).filter((name) => name === mode || name === "node" || name === "default");
  return first(holding, (name) => target(value[name], star, mode));
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The longest text before the star wins. */
function byPrefix(a: string, b: string): number {
  return b.indexOf("*") - a.indexOf("*") || b.length - a.length;
}
