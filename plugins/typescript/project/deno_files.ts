/**
 * The files of a Deno project: everything below deno.json that its `exclude` does not leave out.
 *
 * @module
 */

import { posix } from "node:path";
import type { ConfigFault } from "./config_file.ts";
import type { Disk } from "./disk.ts";
import { type JsonNode, parseJsonc, property, strings } from "./jsonc.ts";
import { foreignEnding, type IsIgnored, type RootFiles, sourceEnding } from "./root_files.ts";

/** What a deno.json says about files and specifiers. */
export interface DenoConfig {
  readonly path: string;
  readonly dir: string;
  readonly exclude: readonly string[];
  /** The import map: a key that ends with `/` stands for everything below it. Values as written. */
  readonly imports: readonly (readonly [string, string])[];
  readonly faults: readonly ConfigFault[];
}

/** Reads a folder's deno.json or deno.jsonc; `undefined` when it has none. */
export function readDenoConfig(dir: string, disk: Disk): DenoConfig | undefined {
  const path = ["deno.json", "deno.jsonc"].map((name) => `${dir}/${name}`).find((path) => disk.stat(path));
  if (path === undefined) return undefined;
  const { value, faults } = parseJsonc(disk.readText(path) ?? "");
  return {
    path,
    dir,
    exclude: strings(property(value, "exclude")),
    imports: imports(property(value, "imports") ?? importMap(value, dir, disk)),
    faults: faults.map(({ span, message }) => ({ path, span, code: "deno/config", message })),
  };
}

/** Lists a Deno project's files. `node_modules`, `.git` and what the ignore files name are left out, as `deno` does. */
export function denoFiles(config: DenoConfig, disk: Disk, isIgnored: IsIgnored): RootFiles {
  const rules = config.exclude.map((glob) => exclusion(config.dir, glob));
  const isExcluded = (path: string) =>
    rules.reduce((out, rule) => rule.pattern.test(path) ? !rule.isNegated : out, false);
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (dir: string): void => {
    const real = disk.realPath(dir);
    if (seen.has(real)) return; // a link leads back
    seen.add(real);
    for (const { name, isDirectory } of disk.list(dir)) {
      const path = `${dir}/${name}`;
      if (name === "node_modules" || name === ".git") continue;
      if (isIgnored(path, isDirectory)) continue;
      const isOut = isExcluded(path);
      // `!gen/keep.ts` takes a file back out of an excluded folder.
      const holdsKept = isOut && rules.some((rule) => rule.isNegated && rule.path.startsWith(`${path}/`));
      if (isDirectory && (!isOut || holdsKept)) visit(path);
      else if (!isDirectory && !isOut) found.push(path);
    }
  };
  visit(config.dir);
  return {
    files: found.filter((path) => sourceEnding.test(path)).sort(),
    foreign: found.filter((path) => foreignEnding.test(path)).sort(),
    missing: [],
  };
}

function imports(node: JsonNode | undefined): DenoConfig["imports"] {
  if (node?.kind !== "object") return [];
  return node.entries.flatMap(({ key, value }) =>
    value.kind === "string" ? [[key, value.value] as const] : []
  );
}

function importMap(value: JsonNode | undefined, dir: string, disk: Disk): JsonNode | undefined {
  const file = property(value, "importMap");
  if (file?.kind !== "string" || /^\w+:/.test(file.value)) return undefined;
  return property(parseJsonc(disk.readText(posix.resolve(dir, file.value)) ?? "").value, "imports");
}

function exclusion(dir: string, glob: string): { path: string; pattern: RegExp; isNegated: boolean } {
  const isNegated = glob.startsWith("!");
  const path = posix.resolve(dir, isNegated ? glob.slice(1) : glob);
  const source = path.replace(/\*\*\/|\*\*|[^\w/]/g, (sign) => {
    if (sign === "**/") return "(?:.*/)?";
    if (sign === "**") return ".*";
    return sign === "*" ? "[^/]*" : sign === "?" ? "[^/]" : `\\${sign}`;
  });
  return { path, pattern: new RegExp(`^${source}(?:$|/)`), isNegated };
}
