/**
 * Which file a specifier means: as TypeScript, Node and the project's own configuration see it.
 *
 * @module
 */

import { isBuiltin } from "node:module";
import { Aliases } from "./aliases.ts";
import { type Fields, readJsonObject } from "./json.ts";
import { lookUp, type Mode } from "./package_map.ts";
import { folderOf, foldersAbove, join } from "./paths.ts";
import type { Sources, StandIn } from "./sources.ts";

/** What a specifier stands for. */
export type Target =
  | { readonly kind: "file"; /** Absolute, links resolved. */ readonly path: string }
  /** Something the runtime itself has, by the name it knows. */
  | { readonly kind: "builtin"; readonly specifier: string }
  /** Declarations without code. */
  | { readonly kind: "types" }
  /** The marker for missing code. */
  | { readonly kind: "hole" }
  | { readonly kind: "missing"; readonly reason: string };

/** How the names of modules end that stand in for others. */
const STAND_IN = "-stand-in.mjs";

const ABSENT: Target = { kind: "missing", reason: "it is not on this machine" };

/** Extensions tried in turn in a project, and in an installed package, whose code is compiled. */
const SOURCE = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
const COMPILED = [".js", ".json", ".mjs", ".cjs", ".ts"];

/** A specifier's extension may name the file that would be compiled from the one that is there. */
const COMPILED_FROM: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** Resolves specifiers of one project. */
export class Resolver {
  readonly #sources: Sources;
  readonly #aliases: Aliases;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#aliases = new Aliases(sources);
  }

  /** @param importer Absolute path of the file that holds the specifier, links resolved. */
  async resolve(specifier: string, importer: string, mode: Mode): Promise<Target> {
    if (this.#sources.deno?.isRemote(importer)) {
      return await this.#byDeno(specifier, importer, mode) ?? ABSENT;
    }
    if (/^\.{1,2}(\/|$)/.test(specifier)) return await this.#relative(specifier, importer);
    const standIn = this.#sources.standIns.get(specifier);
    if (standIn && !importer.endsWith(STAND_IN)) return await this.#standIn(standIn, importer);
    if (isBuiltin(specifier)) {
      return { kind: "builtin", specifier: `node:${specifier.replace(/^node:/, "")}` };
    }
    if (specifier.startsWith("data:")) return { kind: "builtin", specifier };
    if (specifier.startsWith("#")) return await this.#packageImport(specifier, importer, mode);
    for (
      const other of this.#sources.isInstalled(importer)
        ? []
        : await this.#aliases.expand(specifier, importer)
    ) {
      const target = other.startsWith("/")
        ? await this.#path(other)
        : await this.#package(withoutScheme(other), importer, mode);
      if (target && target.kind !== "missing") return target;
    }
    const target = await this.#package(withoutScheme(specifier), importer, mode);
    return target.kind === "missing" ? await this.#byDeno(specifier, importer, mode) ?? target : target;
  }

  async #standIn({ text, near }: StandIn, importer: string): Promise<Target> {
    const folder = near === undefined ? this.#sources.root : (await this.#installed(near, importer))?.[0];
    if (folder === undefined) return { kind: "missing", reason: `package "${near}" is not installed` };
    const name = (near ?? "node-test").replace(/\W/g, "-");
    return { kind: "file", path: this.#sources.place(`${folder}/${name}${STAND_IN}`, text) };
  }

  /** As Deno sees it: `npm:`, `jsr:` and `https:` from its cache, import maps, members of a workspace. */
  async #byDeno(specifier: string, importer: string, mode: Mode): Promise<Target | undefined> {
    const { deno } = this.#sources;
    if (!deno || !await this.#isDenos(specifier, importer)) return undefined;
    const found = await deno.find(specifier, importer);
    if (found?.kind !== "package") return found;
    const manifest = await this.#manifest(found.folder);
    return manifest && await this.#entry(found.folder, manifest, found.rest, mode);
  }

  async #isDenos(specifier: string, importer: string): Promise<boolean> {
    if (/^(npm|jsr|https?):/.test(specifier) || this.#sources.deno?.isRemote(importer)) return true;
    // Deno takes what it can not resolve for a path.
    if (/^[./]|^[a-z]+:|(^|\/)\.\.(\/|$)/.test(specifier) || this.#sources.isInstalled(importer)) {
      return false;
    }
    for (const folder of foldersAbove(importer)) {
      for (const name of ["deno.json", "deno.jsonc"]) {
        if (await this.#sources.readText(`${folder}/${name}`) !== undefined) return true;
      }
    }
    return false;
  }

  async #relative(specifier: string, importer: string): Promise<Target> {
    const path = join(folderOf(importer), specifier);
    return await this.#path(path) ?? { kind: "missing", reason: `no file for "${specifier}"` };
  }

  /** A file or folder by absolute path, with the extension or without. */
  async #path(path: string): Promise<Target | undefined> {
    const isCompiled = this.#sources.isInstalled(path);
    const extension = /\.[cm]?jsx?$/.exec(path)?.[0] ?? "";
    const bare = path.slice(0, path.length - extension.length);
    const sources = isCompiled ? [] : (COMPILED_FROM[extension] ?? []).map((other) => bare + other);
    const tries = [...sources, path, ...(isCompiled ? COMPILED : SOURCE).map((other) => path + other)];
    const found = await this.#firstFile(tries);
    if (found) return found;
    if (await this.#isTypes(path, bare)) return { kind: "types" };
    return await this.#folder(path, isCompiled);
  }

  async #folder(path: string, isCompiled: boolean): Promise<Target | undefined> {
    const manifest = await this.#manifest(path);
    const main = manifest && typeof manifest["main"] === "string"
      ? await this.#path(join(path, manifest["main"]))
      : undefined;
    if (main) return main;
    const found = await this.#firstFile(
      (isCompiled ? COMPILED : SOURCE).map((extension) => `${path}/index${extension}`),
    );
    if (found) return found;
    return await this.#isTypes(`${path}/index`, `${path}/index`) ? { kind: "types" } : undefined;
  }

  async #firstFile(paths: readonly string[]): Promise<Target | undefined> {
    for (const path of paths) {
      if (await this.#sources.readText(path) === undefined) continue;
      if (/\.d\.[cm]?ts$/.test(path)) return { kind: "types" };
      const real = await this.#sources.realPath(path) ?? path;
      if (!this.#sources.mayRead(real)) return { kind: "missing", reason: "it lies outside the project" };
      return { kind: "file", path: real };
    }
    return undefined;
  }

  async #isTypes(path: string, bare: string): Promise<boolean> {
    for (const file of [`${path}.d.ts`, `${bare}.d.ts`, `${bare}.d.mts`, `${bare}.d.cts`]) {
      if (await this.#sources.readText(file) !== undefined) return true;
    }
    return false;
  }

  async #packageImport(specifier: string, importer: string, mode: Mode): Promise<Target> {
    const [folder, manifest] = await this.#packageOf(importer);
    const target = lookUp(manifest?.["imports"] ?? {}, specifier, mode);
    if (target === undefined) return { kind: "missing", reason: `no package.json maps "${specifier}"` };
    if (!target.startsWith("./")) return await this.#package(target, importer, mode);
    return await this.#path(join(folder, target)) ?? { kind: "missing", reason: `no file for "${target}"` };
  }

  async #package(specifier: string, importer: string, mode: Mode): Promise<Target> {
    if (isBuiltin(specifier)) {
      return { kind: "builtin", specifier: `node:${specifier.replace(/^node:/, "")}` };
    }
    const [, name, rest = ""] = /^(@[^/]+\/[^/]+|[^@/][^/]*)(\/.+)?$/.exec(specifier) ?? [];
    if (name === undefined || /^[a-z]+:/.test(name)) return ABSENT;
    const found = await this.#installed(name, importer);
    if (found) return await this.#entry(found[0], found[1], rest, mode);
    if (specifier === "@maze/maze/hole") return { kind: "hole" };
    const types = name.startsWith("@") ? name.slice(1).replace("/", "__") : name;
    if (await this.#installed(`@types/${types}`, importer)) return { kind: "types" };
    return { kind: "missing", reason: `package "${name}" is not installed` };
  }

  /** The package's own folder, links resolved, and its package.json. */
  async #installed(name: string, importer: string): Promise<[string, Fields] | undefined> {
    const [own, ownManifest] = await this.#packageOf(importer);
    if (ownManifest?.["name"] === name && ownManifest["exports"] !== undefined) return [own, ownManifest];
    for (const folder of foldersAbove(importer)) {
      const manifest = await this.#manifest(`${folder}/node_modules/${name}`);
      if (!manifest) continue;
      const real = await this.#sources.realPath(`${folder}/node_modules/${name}`) ??
        `${folder}/node_modules/${name}`;
      this.#sources.link(real);
      return [real, manifest];
    }
    const folder = this.#sources.deno?.packageFor(name, importer);
    const manifest = folder && await this.#manifest(folder);
    return folder && manifest ? [folder, manifest] : undefined;
  }

  async #entry(folder: string, manifest: Fields, rest: string, mode: Mode): Promise<Target> {
    if (manifest["exports"] !== undefined && manifest["exports"] !== null) {
      const target = lookUp(manifest["exports"], `.${rest}`, mode);
      if (target === undefined) return noEntry(manifest, `it does not export ".${rest}"`);
      return await this.#path(join(folder, target)) ?? noEntry(manifest, `it has no "${target}"`);
    }
    const entries = rest ? [rest] : [manifest["main"], manifest["module"], "index"].filter(isText);
    for (const entry of entries) {
      const target = await this.#path(`${folder}/${entry.replace(/^\.?\//, "")}`.replace(/\/\.?$/, ""));
      if (target) return target;
    }
    return noEntry(manifest, rest ? `it has no ".${rest}"` : "it has no entry to run");
  }

  /** The nearest package.json above a file, within the project or the file's own package. */
  async #packageOf(file: string): Promise<[string, Fields | undefined]> {
    for (const folder of foldersAbove(file)) {
      if (!this.#sources.mayRead(`${folder}/package.json`)) break;
      const manifest = await this.#manifest(folder);
      if (manifest) return [folder, manifest];
    }
    return [this.#sources.root, undefined];
  }

  async #manifest(folder: string): Promise<Fields | undefined> {
    const text = await this.#sources.readText(`${folder}/package.json`);
    return text === undefined ? undefined : readJsonObject(text);
  }
}

/** `npm:name@1/sub` and `jsr:@scope/name@1/sub` without scheme and version: looked for among what is installed. */
function withoutScheme(specifier: string): string {
  const [, scope = "", name, rest = ""] =
    /^(?:npm|jsr):\/?(@[^/]+\/)?([^/@]+)(?:@[^/]*)?(\/.*)?$/.exec(specifier) ?? [];
  return name === undefined ? specifier : scope + name + rest;
}

function noEntry(manifest: Fields, reason: string): Target {
  const hasTypes = isText(manifest["types"]) || isText(manifest["typings"]);
  return hasTypes && !isText(manifest["main"]) ? { kind: "types" } : { kind: "missing", reason };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
