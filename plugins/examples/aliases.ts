/**
 * Other names for a project's own files: `paths` and `baseUrl` of tsconfig.json, `imports` of deno.json.
 *
 * @module
 */

import { type Fields, isFields, readJsonObject } from "./json.ts";
import { folderOf, foldersAbove, join } from "./paths.ts";
import type { Sources } from "./sources.ts";

/** What one configuration file says. */
interface Rules {
  /** Pattern with at most one `*`, or a prefix that ends in `/`, to what may stand for it, absolute paths. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Where specifiers that look like packages may lie as well, absolute. */
  readonly baseUrl: string | undefined;
}

const NONE: Rules = { paths: new Map(), baseUrl: undefined };

/** Reads the nearest configuration above each file, once. */
export class Aliases {
  readonly #sources: Sources;
  readonly #rules = new Map<string, Promise<Rules | undefined>>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** What a specifier may stand for in a file: absolute paths or other specifiers, best first. */
  async expand(specifier: string, importer: string): Promise<readonly string[]> {
    const rules = await this.#above(importer);
    const found = matches(rules.paths, specifier);
    return rules.baseUrl === undefined ? found : [...found, join(rules.baseUrl, specifier)];
  }

  async #above(importer: string): Promise<Rules> {
    for (const folder of foldersAbove(importer)) {
      if (!this.#sources.mayRead(`${folder}/`)) break;
      const rules = await this.#of(folder);
      if (rules) return rules;
    }
    return NONE;
  }

  #of(folder: string): Promise<Rules | undefined> {
    const known = this.#rules.get(folder);
    if (known) return known;
    const reading = this.#read(folder);
    this.#rules.set(folder, reading);
    return reading;
  }

  async #read(folder: string): Promise<Rules | undefined> {
    for (const name of ["tsconfig.json", "jsconfig.json"]) {
      const rules = await this.#tsconfig(`${folder}/${name}`, 0);
      if (rules) return rules;
    }
    for (const name of ["deno.json", "deno.jsonc"]) {
      const rules = await this.#denoConfig(`${folder}/${name}`);
      if (rules) return rules;
    }
    return undefined;
  }

  async #tsconfig(file: string, depth: number): Promise<Rules | undefined> {
    const config = await this.#object(file);
    if (!config || depth > 8) return undefined;
    const own = ownRules(config, folderOf(file));
    const bases = strings(config["extends"]).map((base) => configPath(base, folderOf(file)));
    const references = list(config["references"]).flatMap((item) =>
      isFields(item) ? strings(item["path"]) : []
    );
    let rules = own;
    for (const base of bases.toReversed()) rules = inherit(rules, await this.#tsconfig(base, depth + 1));
    if (rules.paths.size > 0 || rules.baseUrl !== undefined) return rules;
    for (const reference of references) {
      const other = await this.#tsconfig(configPath(reference, folderOf(file)), depth + 1);
      if (other && other.paths.size > 0) return other;
    }
    return rules;
  }

  async #denoConfig(file: string): Promise<Rules | undefined> {
    const config = await this.#object(file);
    if (!config) return undefined;
    const imports = isFields(config["imports"]) ? config["imports"] : {};
    const paths = Object.entries(imports).flatMap(([name, value]): [string, string[]][] =>
      typeof value === "string"
        ? [[name, [/^\.\.?\//.test(value) ? keepSlash(value, folderOf(file)) : value]]]
        : []
    );
    return { paths: new Map(paths), baseUrl: undefined };
  }

  async #object(file: string): Promise<Fields | undefined> {
    const text = await this.#sources.readText(file);
    return text === undefined ? undefined : readJsonObject(text);
  }
}

function ownRules(config: Fields, folder: string): Rules {
  const options = isFields(config["compilerOptions"]) ? config["compilerOptions"] : {};
  const base = typeof options["baseUrl"] === "string" ? join(folder, options["baseUrl"]) : undefined;
  const paths = isFields(options["paths"]) ? Object.entries(options["paths"]) : [];
  return {
    paths: new Map(paths.map(([name, to]) => [name, strings(to).map((path) => join(base ?? folder, path))])),
    baseUrl: base,
  };
}

function inherit(own: Rules, base: Rules | undefined): Rules {
  if (!base) return own;
  return { paths: own.paths.size > 0 ? own.paths : base.paths, baseUrl: own.baseUrl ?? base.baseUrl };
}

function configPath(specifier: string, folder: string): string {
  const path = /^\.{0,2}\//.test(specifier) || specifier === "." || specifier === ".."
    ? join(folder, specifier)
    : join(
      folder,
      specifier.includes(".json") || !specifier.includes("/") ? specifier : `node_modules/${specifier}`,
    );
  if (path.endsWith(".json")) return path;
  return /tsconfig[^/]*$/.test(path) ? `${path}.json` : `${path}/tsconfig.json`;
}

/** Exact names first, then the longest pattern or prefix. */
function matches(paths: Rules["paths"], specifier: string): readonly string[] {
  const exact = paths.get(specifier);
  if (exact) return exact;
  const patterns = [...paths.keys()].filter((name) => /[*/]/.test(name)).sort((a, b) => b.length - a.length);
  for (const pattern of patterns) {
    const [before = "", after = ""] = pattern.endsWith("/") ? [pattern] : pattern.split("*");
    if (!pattern.includes("*") && !pattern.endsWith("/")) continue;
    if (!specifier.startsWith(before) || !specifier.endsWith(after)) continue;
    const star = specifier.slice(before.length, specifier.length - after.length);
    const targets = paths.get(pattern) ?? [];
    return targets.map((path) => path.includes("*") ? path.replace("*", star) : path + star);
  }
  return [];
}

function keepSlash(path: string, folder: string): string {
  return path.endsWith("/") ? `${join(folder, path)}/` : join(folder, path);
}

function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
