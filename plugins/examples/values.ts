/**
 * Which exports leave a value behind when types are taken away.
 *
 * TypeScript lets `export { Name } from "./types"` pass on an interface; the runtime links modules by name and would
 * fail at it.
 *
 * @module
 */

import type { ExportName } from "./module.ts";
import { type Graph, linkKey, type Node } from "./graph.ts";

/** The places in a module's export lists that pass on what is a type elsewhere. */
export function typeReExports(graph: Graph, node: Node): readonly ExportName[] {
  const module = node.module;
  if (!module || !isTyped(node.path)) return [];
  return module.exports.filter((entry) =>
    entry.from !== undefined && !entry.isType && entry.from.name !== "*" && entry.name !== "*" &&
    !passesValue(graph, node, entry, new Set())
  );
}

function hasValue(graph: Graph, node: Node, name: string, seen: Set<string>): boolean {
  const key = `${node.path} ${name}`;
  if (seen.has(key)) return false;
  seen.add(key);
  if (!node.module || !isTyped(node.path)) return true;
  const named = node.module.exports.filter((entry) => entry.name === name);
  if (named.length > 0) return named.some((entry) => passesValue(graph, node, entry, seen));
  return node.module.exports.some((entry) =>
    entry.name === "*" && passesValue(graph, node, entry, seen, name)
  );
}

function passesValue(graph: Graph, node: Node, entry: ExportName, seen: Set<string>, name?: string): boolean {
  if (entry.isType) return false;
  if (!entry.from) return !isLocalType(node, entry);
  const target = node.targets.get(linkKey({ kind: "static", specifier: entry.from.specifier }));
  // The import itself was type-only, so there is nothing to pass on.
  if (!target || target.kind === "types") return false;
  if (target.kind !== "file") return true;
  const next = graph.nodes.get(target.path);
  return !next || entry.from.name === "*" && name === undefined ||
    hasValue(graph, next, name ?? entry.from.name, seen);
}

function isLocalType(node: Node, entry: ExportName): boolean {
  const isList = /^[\w$]+(\s+as\s+[\w$]+)?$/.test(node.text.slice(entry.span.start, entry.span.end));
  return isList && entry.local !== undefined && (node.module?.typeNames().has(entry.local) ?? false);
}

function isTyped(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}
