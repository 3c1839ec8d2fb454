/**
 * A copy of exactly the modules that some code reaches, fit to run in an empty directory.
 *
 * @module
 */

import { Graph, type Node } from "./graph.ts";
import { type Places, rewrite, stateTold } from "./rewrite.ts";
import type { Target } from "./resolve.ts";
import type { Sources } from "./sources.ts";

/** A module to start from, with the text that it has in this run. */
export interface Entry {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly text: string;
}

/** Modules to write into a sandbox. */
export interface Closure {
  /** Path in the sandbox to text. */
  readonly files: ReadonlyMap<string, string>;
  /** For each entry its path in the sandbox, or why its text can not be run. */
  readonly entries: readonly ({ readonly path: string } | { readonly fault: string })[];
  /** What can not be loaded, in words; its stand-in is `missing/INDEX.mjs` or `.cjs`. */
  readonly missing: readonly string[];
  /** True when a module calls `require`, for which the sandbox must be able to read its directory. */
  readonly needsRead: boolean;
  /** True when a module may look at `process.env`. */
  readonly readsEnvironment: boolean;
  /** True when a module uses Node's assertions. */
  readonly asserts: boolean;
}

/**
 * Copies what the entries reach. Several entries of one path are variants: each gets its own copy of the module and of
 * the modules that lie with it on a cycle of imports; all else is shared.
 *
 * @throws {RangeError} If too many modules are reached.
 */
export async function copyClosure(sources: Sources, entries: readonly Entry[]): Promise<Closure> {
  const graph = new Graph(sources);
  const isVariant = new Set(entries.map(({ path }) => path)).size < entries.length;
  const nodes: Node[] = [];
  for (const { path, text } of entries) {
    nodes.push(isVariant ? await graph.variant(path, text) : await graph.add(path, text));
  }
  const copy = new Copy(graph, sources.root);
  if (!isVariant) copy.writeAll([...graph.nodes.values()], (node) => !nodes.includes(node));
  else copy.writeVariants(nodes);
  const all = [...graph.nodes.values(), ...nodes];
  return {
    files: copy.files,
    entries: nodes.map((node, index) =>
      entryOf(node, copy.placeOf(node.path, isVariant ? `v${index}/` : ""))
    ),
    missing: copy.missing,
    needsRead: all.some((node) => node.module?.format === "cjs"),
    asserts: all.some(({ text }) => /["'`](node:)?assert(\/strict)?["'`]/.test(text)),
    readsEnvironment: all.some(({ text }) => /\bprocess\b/.test(text) && /\benv\b/.test(text)),
  };
}

function entryOf(node: Node, path: string): { readonly path: string } | { readonly fault: string } {
  return node.module?.fault === undefined ? { path } : { fault: `SyntaxError: ${node.module.fault}` };
}

/** What stands in for the marker of missing code. */
const HOLE_MODULE = `export function hole(intent) {
  const error = new Error(intent ? \`Cannot run a hole: "\${intent}" is not filled\` : "Cannot run a hole: it is not filled");
  error.name = "HoleError";
  throw error;
}
`;

class Copy {
  readonly files = new Map<string, string>([["maze/hole.mjs", HOLE_MODULE], [
    "maze/types.mjs",
    "export {};\n",
  ]]);
  readonly missing: string[] = [];
  readonly #graph: Graph;
  readonly #root: string;
  readonly #places = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #missing = new Map<string, number>();

  constructor(graph: Graph, root: string) {
    this.#graph = graph;
    this.#root = root;
  }

  /** @param isShared Tells the modules that several candidates use; what they keep is put back between them. */
  writeAll(
    nodes: readonly Node[],
    isShared: (node: Node) => boolean,
    prefix = "",
    isOwn: (path: string) => boolean = () => true,
  ): void {
    const places: Places = {
      of: (target, specifier, asRequire) => this.#place(target, specifier, asRequire, isOwn, prefix),
    };
    for (const node of nodes) {
      const place = this.placeOf(node.path, isOwn(node.path) ? prefix : "", node);
      const text = rewrite(this.#graph, node, place, places) + (isShared(node) ? stateTold(node) : "");
      this.files.set(place, text);
      if (!node.module) {
        this.files.set(`${place}.mjs`, `export default JSON.parse(${JSON.stringify(text)});\n`);
      }
    }
  }

  /** Each variant with its own cycle, then all that they share. */
  writeVariants(variants: readonly Node[]): void {
    const path = variants[0]?.path ?? "";
    const cycle = reaching(this.#graph, path);
    const isOwn = (other: string) => other === path || cycle.has(other);
    const own = [...this.#graph.nodes.values()].filter((node) => cycle.has(node.path));
    const shared = [...this.#graph.nodes.values()].filter((node) => !isOwn(node.path));
    variants.forEach((variant, index) => this.writeAll([variant, ...own], () => false, `v${index}/`, isOwn));
    this.writeAll(shared, () => true);
  }

  /** Where a module lies. Its name says how it is to be run. */
  placeOf(path: string, prefix: string, node: Node | undefined = this.#graph.nodes.get(path)): string {
    const known = this.#places.get(path);
    if (known !== undefined) return prefix + known;
    const inside = path.startsWith(`${this.#root}/`) ? path.slice(this.#root.length + 1) : `up${path}`;
    const plain = inside.replaceAll("node_modules", "installed").replace(/[^\w./@+-]/g, "_") +
      suffix(path, node);
    let place = plain;
    for (let count = 2; this.#taken.has(place); count++) place = `${count}/${plain}`;
    this.#taken.add(place);
    this.#places.set(path, place);
    return prefix + place;
  }

  #place(
    target: Target,
    specifier: string,
    asRequire: boolean,
    isOwn: (path: string) => boolean,
    prefix: string,
  ) {
    if (target.kind === "hole") return "maze/hole.mjs";
    if (target.kind === "types") return "maze/types.mjs";
    if (target.kind !== "file") {
      return this.#standIn(specifier, target.kind === "missing" ? target.reason : "", asRequire);
    }
    const place = this.placeOf(target.path, isOwn(target.path) ? prefix : "");
    return target.path.endsWith(".json") && !asRequire ? `${place}.mjs` : place;
  }

  /** A module that fails with its number when it is reached, which code that only wants its types never does. */
  #standIn(specifier: string, reason: string, asRequire: boolean): string {
    const index = this.#missing.get(specifier) ?? this.missing.length;
    if (!this.#missing.has(specifier)) {
      this.#missing.set(specifier, index);
      this.missing.push(`"${specifier}" can not be loaded: ${reason}`);
    }
    const place = `missing/${index}.${asRequire ? "cjs" : "mjs"}`;
    const code = asRequire ? `, { code: "MODULE_NOT_FOUND" }` : "";
    this.files.set(place, `throw Object.assign(new Error("Cannot load ${place}")${code || ", {}"});\n`);
    return place;
  }
}

function suffix(path: string, node: Node | undefined): string {
  const isCommonJs = node?.module?.format === "cjs";
  if (path.endsWith(".js")) return isCommonJs ? ".cjs" : ".mjs";
  if (path.endsWith(".cts")) return isCommonJs ? "" : ".mts";
  return isCommonJs && /\.m?ts$/.test(path) ? ".cts" : "";
}

/** The modules from which a path can be reached. */
function reaching(graph: Graph, path: string): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const node of graph.nodes.values()) {
    for (const target of node.targets.values()) {
      if (target.kind === "file") {
        importers.set(target.path, [...importers.get(target.path) ?? [], node.path]);
      }
    }
  }
  const found = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const importer of importers.get(next) ?? []) {
      if (!found.has(importer)) {
        found.add(importer);
        open.push(importer);
      }
    }
  }
  return found;
}
