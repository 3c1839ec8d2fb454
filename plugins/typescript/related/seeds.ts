/**
 * What the code around a hole speaks of, nearest first: the words from which context is looked for.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import type { Binding, Scope } from "../../../core/code/scope.ts";
import type { Span } from "../../../core/code/text.ts";
import { tail } from "../place.ts";
import { parsed } from "../recent.ts";
import { child, isFunction, list, pathTo, patternNames, type SyntaxNode, word } from "../syntax.ts";
import { identifiersIn } from "./identifiers.ts";

/** How much a word counts, and why it does. */
export interface Seed {
  /** From 0 to 1. */
  readonly weight: number;
  /** For people: `the expected type`. */
  readonly reason: string;
}

/** What a hole starts from. */
export interface Seeds {
  /** By the word, as the code writes it. */
  readonly words: ReadonlyMap<string, Seed>;
  /** Words that say what is wanted, the name of the function first where there is one. */
  readonly wanted: readonly string[];
  /** The function around the hole, as far as its head; empty without one. */
  readonly head: string;
  /** The name of that function; empty without one. */
  readonly name: string;
  /** The name of the class around it; empty without one. */
  readonly className: string;
}

/** Weights by where a word stands. The order is what counts: types that the hole must give or is given come first. */
const WEIGHTS = {
  expected: 1,
  head: 1,
  called: 0.9,
  class: 0.85,
  parameter: 0.8,
  local: 0.7,
  function: 0.65,
  field: 0.55,
  outer: 0.5,
  doc: 0.5,
  classBody: 0.4,
  file: 0.3,
} as const;
/** Names whose types are looked at. */
const MOST_NAMES = 40;

/** The words around a hole, its own text left out. */
export function seedsOf(text: string, { file, span, intent }: Hole, scope: Scope): Seeds {
  const { program } = parsed(file, text);
  const path = pathTo(program, span);
  const words = new Words(text, span);
  words.add(scope.expected?.type ?? "", WEIGHTS.expected, "the expected type");
  const own = path.findLastIndex(isFunction);
  for (const [at, node] of path.entries()) words.around(node, path, at === own);
  const isOfFile = new Set(list(program, "body").flatMap(variablesOf));
  for (const { name, kind, type } of scope.bindings.slice(0, MOST_NAMES)) {
    const weight = isOfFile.has(name) ? 0 : weightOf(kind);
    if (weight > 0) words.add(type, weight, `type of "${name}"`);
  }
  const statement = path.find(({ type }) => /^(?:Export|Function|Class|Variable)/.test(type));
  words.add(docAbove(text, statement?.start ?? span.start) + intent, WEIGHTS.doc, "named in words");
  words.file(list(program, "body").filter(({ type }) => type !== "ImportDeclaration"));
  const name = nearestName(path, own < 0 ? path.length - 1 : own);
  return {
    words: words.found,
    wanted: [name, ...namesOfParameters(path[own]), ...intent.split(/\W+/)].filter(Boolean),
    head: own < 0 ? "" : text.slice(path[own]?.start, bodyOf(path[own])?.start),
    name,
    className: word(child(path.findLast(isClass) ?? program, "id"), "name"),
  };
}

function weightOf(kind: Binding["kind"]): number {
  return kind === "parameter" || kind === "local" ? WEIGHTS[kind] : kind === "this" ? WEIGHTS.class : 0;
}

/** Variables that a statement of a file declares: they are visible at every hole, and say little of any. */
function variablesOf(statement: SyntaxNode): string[] {
  const declaration = statement.type.startsWith("Export") ? child(statement, "declaration") : statement;
  return declaration?.type === "VariableDeclaration"
    ? list(declaration, "declarations").flatMap((one) => patternNames(child(one, "id") ?? NOTHING))
    : [];
}

/** Words with the best of their weights. */
class Words {
  readonly found = new Map<string, Seed>();
  readonly #text: string;
  readonly #hole: Span;

  constructor(text: string, hole: Span) {
    this.#text = text;
    this.#hole = hole;
  }

  add(code: string, weight: number, reason: string): void {
    for (const name of identifiersIn(code)) {
      if ((this.found.get(name)?.weight ?? 0) < weight) this.found.set(name, { weight, reason });
    }
  }

  /** What a node that holds the hole says beside the hole. */
  around(node: SyntaxNode, path: readonly SyntaxNode[], isInner: boolean): void {
    if (node.start >= this.#hole.start && node.end <= this.#hole.end) return;
    if (isFunction(node)) {
      const name = nameAround(path, path.indexOf(node));
      const where = name === "" ? "the function around" : `"${name}"`;
      this.#between(
        node.start,
        bodyOf(node)?.start ?? node.end,
        isInner ? WEIGHTS.head : WEIGHTS.outer,
        `stands in the head of ${where}`,
      );
      this.#beside(node, isInner ? WEIGHTS.function : WEIGHTS.outer, `used beside the hole in ${where}`);
    } else if (isClass(node)) this.#class(node);
    else if (node.type === "CallExpression" || node.type === "NewExpression") {
      const callee = child(node, "callee");
      this.add(tail(callee), WEIGHTS.called, "called with what is missing");
    } else if (node.type === "VariableDeclarator") {
      const id = child(node, "id");
      if (id) this.#between(id.start, id.end, WEIGHTS.head, "the type of what is declared");
    }
  }

  /** What stands in the rest of the file. */
  file(statements: readonly SyntaxNode[]): void {
    for (const one of statements) this.#beside(one, WEIGHTS.file, "used in this file");
  }

  #class(node: SyntaxNode): void {
    const name = word(child(node, "id"), "name");
    const body = child(node, "body");
    this.#between(node.start, body?.start ?? node.end, WEIGHTS.class, `the class "${name}" is made from it`);
    for (const member of list(body ?? node, "body")) {
      const isField = member.type === "PropertyDefinition" || word(member, "kind") === "constructor";
      this.#beside(
        member,
        isField ? WEIGHTS.field : WEIGHTS.classBody,
        isField ? `part of "${name}"` : `used by "${name}"`,
      );
    }
  }

  #beside({ start, end }: Span, weight: number, reason: string): void {
    this.#between(start, Math.min(end, this.#hole.start), weight, reason);
    this.#between(Math.max(start, this.#hole.end), end, weight, reason);
  }

  #between(start: number, end: number, weight: number, reason: string): void {
    if (end > start) this.add(this.#text.slice(start, end), weight, reason);
  }
}

function isClass({ type }: SyntaxNode): boolean {
  return type === "ClassDeclaration" || type === "ClassExpression";
}

function bodyOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node && child(node, "body");
}

/** The name of a function, as its declaration, its variable or its key gives it. */
function nameAround(path: readonly SyntaxNode[], at: number): string {
  const own = word(child(path[at] ?? NOTHING, "id"), "name");
  const holder = path[at - 1] ?? NOTHING;
  return own || word(child(holder, "key") ?? child(holder, "id"), "name");
}

/** The name of the function at a place of a path; where it has none, of what is made of it: `a` of `const a = f(() => …)`. */
function nearestName(path: readonly SyntaxNode[], at: number): string {
  for (let from = at; from > 0; from--) {
    const name = nameAround(path, from);
    if (name !== "") return name;
  }
  return "";
}

const NOTHING: SyntaxNode = { type: "", start: 0, end: 0 };

function namesOfParameters(node: SyntaxNode | undefined): string[] {
  return list(node ?? NOTHING, "params").flatMap((one) =>
    word(one, "name") || word(child(one, "left"), "name")
  );
}

/** The doc comment that ends right above a place. */
function docAbove(text: string, at: number): string {
  return /\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*$/.exec(text.slice(Math.max(0, at - 2_000), at))?.[0] ?? "";
}
