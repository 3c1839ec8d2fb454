/**
 * The marker `hole("intent")` in one file: under which names it is there, and which nodes mean it.
 *
 * @module
 */

import { type VisibleName, visibleNames } from "./names.ts";
import { child, childrenOf, list, pathTo, type SyntaxNode, word } from "./syntax.ts";

/** The marker's name where nothing renames it. */
export const MARKER = "hole";
const MARKER_MODULE = /(^|[:/])@maze\/maze(@[^/]+)?\/hole$/;

/** Under which names a module that a file asks for gives the marker: `hole`, `default`, `maze.hole`. */
export type MarkerSource = (specifier: string) => readonly string[];

/** The marker's own module gives it, whatever the project does. */
export const OWN_MODULE: MarkerSource = (specifier) => MARKER_MODULE.test(specifier) ? [MARKER] : [];

/** True for a specifier of the marker's module. */
export function isMarkerModule(specifier: string): boolean {
  return OWN_MODULE(specifier).length > 0;
}

/** The names that a binding makes of those its module gives; `imported` is `*` for all of the module. */
export function namesThrough(imported: string, local: string, given: readonly string[]): string[] {
  if (imported === "*") return given.map((name) => `${local}.${name}`);
  return given.flatMap((name) =>
    name === imported || name.startsWith(`${imported}.`) ? [local + name.slice(imported.length)] : []
  );
}

/** The marker in one file. */
export class Marker {
  /** Names that it has by imports and `require`, each with the place of what declares it: an import, a declarator. */
  readonly names: ReadonlyMap<string, number>;
  /** Local names that bring in nothing else, the marker or all of its module, each with the same place. */
  readonly locals: ReadonlyMap<string, number>;
  readonly #program: SyntaxNode;

  /** @param source What the modules that the file asks for give. */
  constructor(program: SyntaxNode, source: MarkerSource = OWN_MODULE) {
    this.#program = program;
    const bindings = list(program, "body").flatMap(bindingsOf);
    this.names = new Map(
      bindings.flatMap(({ specifier, imported, local, declaredAt }) =>
        namesThrough(imported, local, source(specifier)).map((name) => [name, declaredAt] as const)
      ),
    );
    this.locals = new Map(
      bindings.filter(({ specifier, imported, local }) =>
        this.names.has(local) || imported === "*" && OWN_MODULE(specifier).length > 0
      ).map(({ local, declaredAt }) => [local, declaredAt]),
    );
  }

  /** True for a text that is the marker at a place where these names are visible. */
  isVisible(text: string, visible: readonly VisibleName[]): boolean {
    const [root] = text.split(".");
    const declaredAt = this.names.get(text);
    return declaredAt !== undefined &&
      visible.some((one) => one.name === root && one.declaredAt === declaredAt);
  }

  /** True for a call of the marker: imported, required, or declared for the whole project. */
  isCall(node: SyntaxNode): boolean {
    const callee = child(node, "callee");
    if (node.type !== "CallExpression" || !callee) return false;
    return this.#isNamed(callee) ||
      dotted(callee) === MARKER && !this.#visibleAt(callee).some(({ name }) => name === MARKER);
  }

  /** All calls of the marker, an inner one before the one around it. */
  calls(): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    const visit = (node: SyntaxNode) => {
      childrenOf(node).forEach(visit);
      if (this.isCall(node)) found.push(node);
    };
    visit(this.#program);
    return found;
  }

  /** All that reads the marker: its calls, and its name where it is a value. */
  reads(): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    const visit = (node: SyntaxNode) => {
      if (IMPORTING.test(node.type)) return;
      if (this.isCall(node)) found.push(node);
      else if (this.#isNamed(node)) found.push(node);
      else return readBelow(node).forEach(visit);
      list(node, "arguments").forEach(visit);
    };
    visit(this.#program);
    return found;
  }

  /** True for a name or a member that an import makes the marker. */
  #isNamed(node: SyntaxNode): boolean {
    const text = dotted(node);
    return this.names.has(text) && this.isVisible(text, this.#visibleAt(node));
  }

  #visibleAt(node: SyntaxNode): VisibleName[] {
    return visibleNames(pathTo(this.#program, node), node);
  }
}

const IMPORTING = /^(?:ImportDeclaration|ExportSpecifier|ExportAllDeclaration|TSTypeQuery)$/;

/** True when code reads a name: not as a property's name and not where it is imported. */
export function isRead(node: SyntaxNode, name: string): boolean {
  if (node.type === "ImportDeclaration") return false;
  if (node.type === "Identifier" && word(node, "name") === name) return true;
  return readBelow(node).some((one) => isRead(one, name));
}

/** The nodes below that may read a name; a property's name or key reads none. */
function readBelow(node: SyntaxNode): SyntaxNode[] {
  const key = node.computed === true || node.shorthand === true
    ? undefined
    : child(node, "property") ?? child(node, "key");
  return childrenOf(node).filter((one) => one !== key);
}

/** `a`, `a.b`, `a.b.c`; empty for anything else. */
function dotted(node: SyntaxNode): string {
  if (node.type === "Identifier") return word(node, "name");
  const object = child(node, "object");
  if (node.type !== "MemberExpression" || node.computed === true || !object) return "";
  const head = dotted(object);
  return head && `${head}.${word(child(node, "property"), "name")}`;
}

/** One name that a statement brings in from a module. */
interface Binding {
  readonly specifier: string;
  readonly imported: string;
  readonly local: string;
  readonly declaredAt: number;
}

function bindingsOf(statement: SyntaxNode): Binding[] {
  if (statement.type === "VariableDeclaration") {
    return list(statement, "declarations").flatMap((one) => required(one));
  }
  if (statement.type !== "ImportDeclaration") return [];
  return list(statement, "specifiers").map((one) => ({
    specifier: word(child(statement, "source"), "value"),
    imported: importedName(one),
    local: word(child(one, "local"), "name"),
    declaredAt: statement.start,
  }));
}

/** The name in the other module: `default`, or `*` for all of it. */
export function importedName(specifier: SyntaxNode): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  const imported = child(specifier, "imported");
  return word(imported, "name") || word(imported, "value");
}

/** The names in `const { a: b } = require("x")` and `const x = require("x")`. */
function required(declarator: SyntaxNode): Binding[] {
  const call = child(declarator, "init");
  if (call?.type !== "CallExpression" || word(child(call, "callee"), "name") !== "require") return [];
  const from = { specifier: word(list(call, "arguments")[0], "value"), declaredAt: declarator.start };
  const pattern = child(declarator, "id");
  if (pattern?.type === "Identifier") return [{ ...from, imported: "*", local: word(pattern, "name") }];
  return list(pattern ?? declarator, "properties").map((one) => ({
    ...from,
    imported: word(child(one, "key"), "name"),
    local: word(child(one, "value"), "name"),
  }));
}
