/**
 * Which modules a file asks for.
 *
 * @module
 */

import type { StaticImportEntry } from "oxc-parser";
import type { ImportKind, ImportRecord } from "./entry.ts";
import type { Parsed } from "./parse.ts";

/** Every request that tsc would follow, in order of place. */
export function importsOf(parsed: Parsed, text: string, file: string): readonly ImportRecord[] {
  const found = new Map<number, ImportRecord>();
  const add = (
    specifier: string,
    kind: ImportKind,
    start: number,
    end: number,
    bindings: ImportRecord["bindings"],
  ) => {
    if (!found.has(start)) found.set(start, { specifier, kind, span: { start, end }, bindings });
  };
  for (const { moduleRequest: { value, start, end }, entries } of parsed.module.staticImports) {
    add(value, "import", start, end, entries.map(binding));
  }
  for (const { entries } of parsed.module.staticExports) {
    for (const { moduleRequest } of entries) {
      if (moduleRequest) add(moduleRequest.value, "export", moduleRequest.start, moduleRequest.end, []);
    }
  }
  addAssigned(parsed, add);
  const isJs = /\.[cm]?jsx?$/.test(file);
  addCalls(parsed, { text, isJs }, add);
  if (isJs) addDocImports(parsed, add);
  addReferences(parsed, text, add);
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

type Add = (
  specifier: string,
  kind: ImportKind,
  start: number,
  end: number,
  bindings: ImportRecord["bindings"],
) => void;

function binding({ importName, localName, isType }: StaticImportEntry) {
  const imported = importName.kind === "Name"
    ? importName.name ?? ""
    : importName.kind === "Default"
    ? "default"
    : "*";
  return { imported, local: localName.value, isType };
}

function addAssigned({ program }: Parsed, add: Add): void {
  for (const node of program.body) {
    if (node.type !== "TSImportEqualsDeclaration") continue;
    const { moduleReference: target, id, importKind } = node;
    if (target.type !== "TSExternalModuleReference") continue;
    const { value, start, end } = target.expression;
    add(value, "require", start, end, [{ imported: "=", local: id.name, isType: importKind === "type" }]);
  }
}

const calls = /\b(import|require)\s*\(\s*(["'])((?:(?!\2)[^\\\n])+)\2/g;

/**
 * `import("x")` as a type, and `require("x")` in JavaScript. They lie anywhere in the tree, so the text is searched;
 * tsc reads the types in JavaScript's doc comments too.
 */
function addCalls(
  { comments, module }: Parsed,
  { text, isJs }: { text: string; isJs: boolean },
  add: Add,
): void {
  for (const { moduleRequest: { start, end } } of module.dynamicImports) {
    const quote = text[start];
    if (quote === '"' || quote === "'") add(text.slice(start + 1, end - 1), "dynamic", start, end, []);
  }
  if (!isJs && !text.includes("import(")) return;
  for (const found of text.matchAll(calls)) {
    const [whole, word, , specifier = ""] = found;
    if (word === "require" && !isJs) continue;
    const end = found.index + whole.length;
    const isInComment = comments.some((comment) => comment.start <= found.index && found.index < comment.end);
    if (isInComment && !(isJs && word === "import")) continue;
    add(specifier, word === "require" ? "require" : "dynamic", end - specifier.length - 2, end, []);
  }
}

const imported = /@import\s[^"']*?from\s+(["'])([^"'\n]+)\1/g;

/** `@import` in the doc comments of JavaScript. */
function addDocImports({ comments }: Parsed, add: Add): void {
  for (const { value, start } of comments) {
    if (!value.includes("@import")) continue;
    for (const found of value.matchAll(imported)) {
      // A comment's value begins after its two opening signs.
      const end = start + 2 + found.index + found[0].length;
      const specifier = found[2] ?? "";
      add(specifier, "import", end - specifier.length - 2, end, []);
    }
  }
}

const reference = /^\/\s*<reference\s+path\s*=\s*(["'])([^"']+)\1/;

function addReferences({ comments, program }: Parsed, text: string, add: Add): void {
  const head = program.body[0]?.start ?? text.length;
  for (const { type, value, start } of comments) {
    if (start > head) return;
    const specifier = type === "Line" ? reference.exec(value)?.[2] : undefined;
    if (specifier === undefined) continue;
    const at = text.indexOf(specifier, start);
    const relative = /^\.{0,2}\//.test(specifier) ? specifier : `./${specifier}`;
    add(relative, "path", at - 1, at + specifier.length + 1, []);
  }
}
