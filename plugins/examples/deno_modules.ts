/**
 * Modules and packages that Deno has in its cache, and what the members of a Deno workspace call each other.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { type DenoGraph, type DenoModule, type DenoPackage, readDenoGraph } from "../_deno/graph.ts";
import type { DenoInfo } from "../_process/deno_info.ts";

/** What Deno makes of a specifier. */
export type DenoTarget =
  | { readonly kind: "file"; /** Absolute, or made up for a remote module. */ readonly path: string }
  | { readonly kind: "package"; readonly folder: string; /** `/sub/path`, or empty. */ readonly rest: string }
  | { readonly kind: "builtin"; readonly specifier: string };

/** Where remote modules lie for those who ask for paths; no disk has such a folder. */
const REMOTE = "/deno-remote";

const ENDINGS: Readonly<Record<string, string>> = {
  TypeScript: ".ts",
  Tsx: ".tsx",
  JavaScript: ".js",
  Jsx: ".jsx",
  Mts: ".mts",
  Mjs: ".mjs",
  Json: ".json",
};

/** Deno's answers, each asked for once. */
export class DenoModules {
  readonly #ask: DenoInfo;
  readonly #asked = new Map<string, Promise<DenoTarget | undefined>>();
  /** By path, remote modules by their made-up one. */
  readonly #modules = new Map<string, DenoModule>();
  readonly #bySpecifier = new Map<string, DenoModule>();
  readonly #packages = new Map<string, DenoPackage>();

  constructor(ask: DenoInfo) {
    this.#ask = ask;
  }

  /** What a specifier means in a file; `undefined` where Deno does not have it on this machine. */
  async find(specifier: string, importer: string): Promise<DenoTarget | undefined> {
    const known = this.#modules.get(importer)?.dependencies.find(({ written }) => written === specifier);
    if (known?.code !== undefined) return this.#target(known.code);
    if (this.isRemote(importer)) return undefined;
    const folder = importer.slice(0, importer.lastIndexOf("/"));
    const key = `${folder}\n${specifier}`;
    const before = this.#asked.get(key);
    if (before) return await before;
    const asking = this.#look(specifier, folder);
    this.#asked.set(key, asking);
    return await asking;
  }

  /** Where Deno keeps the text of a module; `undefined` for one that no answer has named. */
  local(path: string): string | undefined {
    return this.#modules.get(path)?.local;
  }

  /** The folder of a package that a file of another package in Deno's cache imports by name. */
  packageFor(name: string, importer: string): string | undefined {
    const owner = this.#packageOf(importer);
    return owner?.dependencies.map((id) => this.#packages.get(id)).find((one) => one?.name === name)?.dir;
  }

  /** True for a module that was imported by address. */
  isRemote(path: string): boolean {
    return path.startsWith(`${REMOTE}/`);
  }

  /** True for what was downloaded: remote modules and packages. */
  isDownloaded(path: string): boolean {
    return this.isRemote(path) || this.#packageOf(path) !== undefined;
  }

  #packageOf(path: string): DenoPackage | undefined {
    for (const one of this.#packages.values()) if (path.startsWith(`${one.dir}/`)) return one;
    return undefined;
  }

  async #look(specifier: string, folder: string): Promise<DenoTarget | undefined> {
    const answer = await this.#ask(specifier, folder);
    if (answer === undefined) return undefined;
    const graph = readDenoGraph(answer);
    this.#learn(graph);
    const target = this.#target(graph.roots[0] ?? "");
    // Nothing is called by that name: Deno has taken it for a path.
    return target?.kind === "file" && target.path === `${folder}/${specifier}` ? undefined : target;
  }

  #learn({ modules, packages }: DenoGraph): void {
    for (const one of packages) this.#packages.set(one.id, one);
    for (const module of modules) {
      this.#bySpecifier.set(module.specifier, module);
      if (module.error === "" && module.local !== undefined) this.#modules.set(pathOf(module), module);
    }
  }

  #target(specifier: string): DenoTarget | undefined {
    if (specifier.startsWith("node:")) return { kind: "builtin", specifier };
    const [, id = "", rest = ""] = /^npm:\/?((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
    const found = this.#packages.get(id);
    if (found) return { kind: "package", folder: found.dir, rest };
    const module = this.#bySpecifier.get(specifier);
    return module?.local === undefined || module.error !== ""
      ? undefined
      : { kind: "file", path: pathOf(module) };
  }
}

/** Remote modules are laid out by address, with the ending of what they are. */
function pathOf({ specifier, mediaType }: DenoModule): string {
  if (specifier.startsWith("file:")) return fileURLToPath(specifier);
  const { protocol, host, pathname, search } = new URL(specifier);
  const path = `${REMOTE}/${protocol.slice(0, -1)}/${host}${pathname}${search}`.replace(/[^\w./@-]/g, "_");
  const ending = ENDINGS[mediaType] ?? ".ts";
  return path.endsWith(ending) ? path : path + ending;
}
