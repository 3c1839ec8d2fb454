/**
 * Which file of a package a specifier means: `exports`, `imports`, `typesVersions`, `types`, `main`.
 *
 * @see nodejs/node:doc/api/packages.md, "Conditional exports" and "Subpath patterns"
 * @module
 */

import { posix } from "node:path";
import type { Disk } from "../project/disk.ts";
import { type JsonNode, parseJsonc, property, strings } from "../project/jsonc.ts";
import { fileAt } from "./candidates.ts";

/** What resolving needs beside the package. */
export interface EntryOptions {
  readonly disk: Disk;
  readonly hasFile: (path: string) => boolean;
  /** `customConditions` of the config. */
  readonly conditions: readonly string[];
}

/**
 * The file with a package's declarations.
 *
 * @param dir The package's folder.
 * @param rest What follows the package's name in the specifier, without the slash; empty for the package itself.
 */
export function packageEntry(dir: string, rest: string, options: EntryOptions): string | undefined {
  const manifest = readManifest(dir, options.disk);
  const exported = property(manifest, "exports");
  if (exported) return byConditions(dir, exported, rest === "" ? "." : `./${rest}`, options);
  const older = rest === "" ? undefined : versioned(dir, manifest, rest, options);
  return older ?? fileAt(rest === "" ? dir : `${dir}/${rest}`, options.disk, options.hasFile);
}

/** The file, or the specifier of another package, that a `#name` means in the package around it. */
export function importsEntry(dir: string, name: string, options: EntryOptions): string | undefined {
  const imports = property(readManifest(dir, options.disk), "imports");
  return imports && byConditions(dir, imports, name, options);
}

/** The parsed package.json of a folder, read once a disk. */
export function readManifest(dir: string, disk: Disk): JsonNode | undefined {
  const known = manifests.get(disk) ?? new Map<string, JsonNode | undefined>();
  manifests.set(disk, known);
  if (!known.has(dir)) {
    const path = `${dir}/package.json`;
    const text = disk.stat(path) ? disk.readText(path) : undefined;
    known.set(dir, text === undefined ? undefined : parseJsonc(text).value);
  }
  return known.get(dir);
}

const manifests = new WeakMap<Disk, Map<string, JsonNode | undefined>>();

function byConditions(dir: string, table: JsonNode, key: string, options: EntryOptions): string | undefined {
  const found = subpath(table, key);
  if (!found) return undefined;
  // A package that can only be required has no "import".
  for (const kind of ["import", "require"]) {
    const conditions = new Set([...options.conditions, "types", kind, "default"]);
    for (const target of targets(found.node, conditions)) {
      const path = posix.resolve(dir, target.replaceAll("*", found.star));
      const file = fileAt(path, options.disk, options.hasFile);
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

function subpath(table: JsonNode, key: string): { node: JsonNode; star: string } | undefined {
  const isTable = table.kind === "object" && table.entries.some((entry) => /^[.#]/.test(entry.key));
  if (!isTable) return key === "." ? { node: table, star: "" } : undefined;
  const exact = property(table, key);
  if (exact) return { node: exact, star: "" };
  const fitting = table.entries.flatMap((entry) => {
    const [head, tail] = entry.key.split("*");
    if (head === undefined || tail === undefined || !key.startsWith(head) || !key.endsWith(tail)) return [];
    if (key.length < head.length + tail.length) return [];
    return [{ node: entry.value, head, star: key.slice(head.length, key.length - tail.length) }];
  });
  return fitting.sort((a, b) => b.head.length - a.head.length)[0];
}

/** Every target whose conditions hold, in order. */
function targets(node: JsonNode, conditions: ReadonlySet<string>): readonly string[] {
  if (node.kind === "string") return [node.value];
  if (node.kind === "array") return node.items.flatMap((item) => targets(item, conditions));
  if (node.kind !== "object") return [];
  return node.entries.flatMap(({ key, value }) => conditions.has(key) ? targets(value, conditions) : []);
}

function versioned(
  dir: string,
  manifest: JsonNode | undefined,
  rest: string,
  { disk, hasFile }: EntryOptions,
): string | undefined {
  const versions = property(manifest, "typesVersions");
  if (versions?.kind !== "object") return undefined;
  for (const { value } of versions.entries) {
    const found = value.kind === "object"
      ? subpath({ ...value, entries: value.entries.map(dotted) }, `./${rest}`)
      : undefined;
    const target = found && strings(found.node)[0];
    if (target) return fileAt(posix.resolve(dir, target.replaceAll("*", found.star)), disk, hasFile);
  }
  return undefined;
}

function dotted<T extends { readonly key: string }>(entry: T): T {
  return { ...entry, key: `./${entry.key}` };
}
