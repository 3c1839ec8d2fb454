/**
 * The modules that an entry reaches, and where each link leads.
 *
 * @module
 */

import { type Link, type Module, readModule } from "./module.ts";
import { Resolver, type Target } from "./resolve.ts";
import type { Sources } from "./sources.ts";

/** One module of a graph. */
export interface Node {
  /** Absolute, links resolved. */
  readonly path: string;
  /** `undefined` for JSON. */
  readonly module: Module | undefined;
  readonly text: string;
  /** Where each link leads, by `linkKey`. */
  readonly targets: ReadonlyMap<string, Target>;
  /** True for a module of a package that was downloaded. */
  readonly isInstalled: boolean;
}

/** More modules than this are not copied: the run would take longer than it is worth. */
const MAX_MODULES = 3000;

/** The key of a link in `Node.targets`. */
export function linkKey(link: Pick<Link, "kind" | "specifier">): string {
  return `${link.kind === "require" ? "require" : "import"} ${link.specifier}`;
}

/** Parsed modules by path and text; shared by runs because most modules of a project do not change between them. */
const parsed = new Map<string, Module>();
const MAX_PARSED = 4000;

/** Walks from modules to all that they reach. */
export class Graph {
  readonly nodes = new Map<string, Node>();
  readonly #sources: Sources;
  readonly #resolver: Resolver;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#resolver = new Resolver(sources);
  }

  /** A module with a text of its own; what it reaches joins the graph, itself it does not. */
  async variant(path: string, text: string): Promise<Node> {
    const node = await this.#read(path, text);
    await this.#follow(node, path);
    return node;
  }

  /** A module with its text, joined to the graph with all that it reaches. */
  async add(path: string, text: string): Promise<Node> {
    const node = await this.#read(path, text);
    this.nodes.set(path, node);
    await this.#follow(node);
    return node;
  }

  /** True when a name leads to a module that can be run. */
  async finds(specifier: string, importer: string): Promise<boolean> {
    const { kind } = await this.#resolver.resolve(specifier, importer, "import");
    return kind !== "missing" && kind !== "types";
  }

  /** @param except A module that is not to be read: the caller has another text for it. */
  async #follow(start: Node, except?: string): Promise<void> {
    const open = [start];
    for (let node = open.pop(); node; node = open.pop()) {
      for (const target of node.targets.values()) {
        if (target.kind !== "file" || target.path === except || this.nodes.has(target.path)) continue;
        if (this.nodes.size >= MAX_MODULES) {
          throw new RangeError(`more than ${MAX_MODULES} modules are reached`);
        }
        const next = await this.#read(target.path, await this.#sources.readText(target.path) ?? "");
        this.nodes.set(target.path, next);
        open.push(next);
      }
    }
  }

  async #read(path: string, text: string): Promise<Node> {
    const isInstalled = this.#sources.isInstalled(path);
    if (path.endsWith(".json")) return { path, module: undefined, text, targets: new Map(), isInstalled };
    const module = parse(path, text);
    const targets = new Map<string, Target>();
    for (const link of module.links) {
      const key = linkKey(link);
      if (targets.has(key)) continue;
      const mode = link.kind === "require" ? "require" : "import";
      targets.set(key, runnable(await this.#resolver.resolve(link.specifier, path, mode)));
    }
    return { path, module, text, targets, isInstalled };
  }
}

function parse(path: string, text: string): Module {
  const key = `${path}\n${text}`;
  const known = parsed.get(key);
  if (known) return known;
  if (parsed.size >= MAX_PARSED) parsed.clear();
  const module = readModule(path, text);
  parsed.set(key, module);
  return module;
}

function runnable(target: Target): Target {
  if (target.kind !== "file" || /\.([cm]?[jt]sx?|json)$/.test(target.path)) return target;
  return {
    kind: "missing",
    reason: `it is no code: "${target.path.slice(target.path.lastIndexOf("/") + 1)}"`,
  };
}
