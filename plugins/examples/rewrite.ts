/**
 * A module's text with every link turned to where the copy has the other module.
 *
 * @module
 */

import { applyEdits, type Edit, type Span } from "../../core/code/text.ts";
import { STATE } from "./child_text.ts";
import { type Graph, linkKey, type Node } from "./graph.ts";
import type { ExportName, Link } from "./module.ts";
import { relativeSpecifier } from "./paths.ts";
import type { Target } from "./resolve.ts";
import { requireText, type RequiringImport } from "./commonjs.ts";
import { typeReExports } from "./values.ts";

/** Where things lie in the copy. */
export interface Places {
  /** The place of a target as one module sees it; `asRequire` tells a CommonJS stub and plain JSON from modules. */
  of(target: Target, specifier: string, asRequire: boolean): string;
}

/** What goes behind a module of the project to tell the sandbox of the variables that it keeps between calls. */
export function stateTold({ module, isInstalled }: Node): string {
  if (module?.format !== "esm" || isInstalled) return "";
  const variables = module.variables();
  if (variables.length === 0) return "";
  const names = variables.map(({ name }) => name).join(", ");
  const writes = variables.map(({ name, isConst }, at) => isConst ? "" : `${name} = $mazeValues[${at}];`)
    .join(" ");
  return `\n;globalThis.${STATE}?.(() => [${names}], ($mazeValues) => { ${writes} });\n`;
}

/** The text of a node as it lies at `place` in the copy. */
export function rewrite(graph: Graph, node: Node, place: string, places: Places): string {
  const module = node.module;
  if (!module) return node.text;
  const links = module.links.map((link) => linkEdit(graph, node, link, place, places));
  const types = module.typeOnly.map((span) => edit(span, lineEnds(node.text, span)));
  const dropped = typeReExports(graph, node).map((entry) => edit(withComma(node.text, entry), ""));
  return applyEdits(node.text, [...links, ...types, ...dropped]);
}

function linkEdit(graph: Graph, node: Node, link: Link, place: string, places: Places): Edit {
  const target = node.targets.get(linkKey(link)) ?? { kind: "missing", reason: "not followed" };
  const isCommonJs = node.module?.format === "cjs" && link.kind !== "dynamic";
  const specifier = target.kind === "builtin"
    ? target.specifier
    : relativeSpecifier(place, places.of(target, link.specifier, isCommonJs));
  if (isCommonJs && link.kind === "static") return edit(link.whole, requireText(specifier, link.names ?? []));
  if (!isCommonJs && link.requiring) {
    return edit(link.whole, importText(graph, target, specifier, link.requiring));
  }
  if (target.kind === "builtin") return edit(link.span, JSON.stringify(specifier));
  const isJson = target.kind === "file" && target.path.endsWith(".json");
  // JSON becomes a module, so its import must lose the attribute that says it is none.
  if (isJson && link.kind === "static") {
    return edit({ start: link.span.start, end: link.whole.end }, `${JSON.stringify(specifier)};`);
  }
  if (isJson && link.kind === "dynamic") return edit(link.whole, `import(${JSON.stringify(specifier)})`);
  return edit(link.span, JSON.stringify(specifier));
}

/** What `require` gives: the one value of a CommonJS module, all names of another. */
function importText(
  graph: Graph,
  target: Target,
  specifier: string,
  { name, isExported }: RequiringImport,
): string {
  const isModule = target.kind === "file" && graph.nodes.get(target.path)?.module?.format === "esm";
  const names = isModule ? `* as ${name}` : name;
  return `import ${names} from ${JSON.stringify(specifier)};${isExported ? ` export { ${name} };` : ""}`;
}

function edit(span: Span, text: string): Edit {
  return { file: "", span, text };
}

function lineEnds(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/[^\r\n]+/g, "");
}

function withComma(text: string, { span }: ExportName): Span {
  const comma = /^\s*,/.exec(text.slice(span.end))?.[0].length ?? 0;
  return { start: span.start, end: span.end + comma };
}
