/**
 * A file with other names in it: code, strings that are names, comments, and what it imports.
 *
 * @module
 */

import { applyEdits, type Edit } from "../../core/code/text.ts";
import { child, childrenOf, parseFile, type SyntaxNode, word } from "../../plugins/typescript/syntax.ts";
import { PARTS, type Words } from "./words.ts";

/** What is renamed, and how. */
export interface Renaming {
  /** Names in the code of all files. */
  readonly names: ReadonlySet<string>;
  /** Those of them that stay, and others. */
  readonly kept: ReadonlySet<string>;
  readonly words: Words;
}

/** A tag, which may be a word to the compiler, or a word. */
const WORD = /@[\w-]+|[A-Za-z_$][\w$]*/g;
/** Names that the syntax tree has where the language has words of its own. */
const RESERVED = new Set([
  "const",
  "this",
  "default",
  "import",
  "meta",
  "new",
  "target",
  "arguments",
  "undefined",
]);
/** What a bundler is told behind a path stays as well. */
const ENDING = /(?:(?:\.d)?\.[cm]?[jt]sx?)?(?:\?.*)?$/;
const ASKING =
  /^(?:ImportDeclaration|Export(?:All|Named)Declaration|ImportExpression|TSImportType|TSModuleDeclaration)$/;
const REFERENCE = /^(\/\/\/\s*<reference\s+path=")([^"]+)/;

/** Names in the code of a file, each once. */
export function namesIn(file: string, text: string): ReadonlySet<string> {
  return new Set(identifiers(parseFile(file, text).program).map(({ name }) => name));
}

/** The file with other names. */
export function renamed(file: string, text: string, renaming: Renaming): string {
  const { program, comments } = parseFile(file, text);
  const { names, kept, words } = renaming;
  const isRenamed = (name: string) => names.has(name) && !kept.has(name) && !RESERVED.has(name);
  const edits = new Map<number, Edit>();
  const put = (start: number, old: string, by: string) => {
    if (text.startsWith(old, start)) {
      edits.set(start, { file, span: { start, end: start + old.length }, text: by });
    }
  };
  for (const { name, start } of identifiers(program)) if (isRenamed(name)) put(start, name, words.name(name));
  for (const { value, start, isPath } of strings(program)) {
    if (isPath) put(start + 1, value, renamedPath(value, words));
    else if (isRenamed(value)) put(start + 1, value, words.name(value));
  }
  for (const { start, end } of comments) {
    const old = text.slice(start, end);
    const [, head = "", path] = REFERENCE.exec(old) ?? [];
    if (path !== undefined) {
      put(start, head + path, head + renamedPath(path, words));
      continue;
    }
    const by = old.replaceAll(WORD, (name) => {
      if (name.startsWith("@")) return name;
      if (names.has(name)) return isRenamed(name) ? words.name(name) : name;
      return words.has(name) ? words.part(name) : name;
    });
    put(start, old, by);
  }
  return applyEdits(text, [...edits.values()].sort((a, b) => a.span.start - b.span.start));
}

/** A path or a specifier of a file of the project with other names; `index`, `src` and endings stay, and so do packages. */
export function renamedPath(path: string, words: Words): string {
  if (path.endsWith(".json")) return path;
  const [ending = ""] = ENDING.exec(path) ?? [];
  const stem = path.slice(0, path.length - ending.length);
  const segments = stem.split("/").map((segment) =>
    /^(?:\.*|index|src)$/.test(segment) ? segment : segment.replaceAll(PARTS, (part) => words.part(part))
  );
  return segments.join("/") + ending;
}

function identifiers(root: SyntaxNode): { readonly name: string; readonly start: number }[] {
  const found: { readonly name: string; readonly start: number }[] = [];
  const visit = (node: SyntaxNode) => {
    if (node.type === "Identifier") found.push({ name: word(node, "name"), start: node.start });
    if (node.type === "PrivateIdentifier") found.push({ name: word(node, "name"), start: node.start + 1 });
    childrenOf(node).forEach(visit);
  };
  visit(root);
  return found;
}

function strings(
  root: SyntaxNode,
): { readonly value: string; readonly start: number; readonly isPath: boolean }[] {
  const found: { readonly value: string; readonly start: number; readonly isPath: boolean }[] = [];
  const visit = (node: SyntaxNode) => {
    const source = ASKING.test(node.type)
      ? ["source", "argument", "id"].flatMap((name) => child(node, name) ?? [])[0]
      : undefined;
    for (const one of childrenOf(node)) {
      if (one.type === "Literal" && typeof one.value === "string") {
        const isSource = one === source || one.start === source?.start;
        const isPath = isSource && one.value.startsWith(".");
        if (isPath || !isSource) found.push({ value: one.value, start: one.start, isPath });
      }
      visit(one);
    }
  };
  visit(root);
  return found;
}
