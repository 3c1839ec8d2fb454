/**
 * What stands around a hole: how often and how lately each text was used, what its neighbours are.
 *
 * @module
 */

import { tail } from "../place.ts";
import type { Statistics } from "../statistics.ts";
import type { Survey } from "../survey.ts";
import { child, list, patternNames, type SyntaxNode, word } from "../syntax.ts";

/** Uses of texts around one hole. */
export class Context {
  /** Texts of the other arguments, elements or operands beside the hole. */
  readonly siblings: ReadonlySet<string>;
  /** Receivers of the members and calls beside the hole. */
  readonly siblingReceivers: ReadonlySet<string>;
  /** What the value is given to: `x` in `x = …`, `const x = …`. */
  readonly target: string;
  /** The object whose method is called with the hole as an argument. */
  readonly calleeObject: string;
  /** The innermost function's own name. */
  readonly functionName: string;
  /** Index of the hole among a call's arguments, -1 elsewhere. */
  readonly argumentIndex: number;
  /** The parameters of the innermost function that has any. */
  readonly parameters: readonly string[];
  readonly #file = new Map<string, number>();
  readonly #function = new Map<string, number>();
  readonly #last = new Map<string, number>();
  #before = 0;

  constructor(survey: Survey, statistics: Statistics, file: string) {
    const { path, text, span } = survey;
    const outer = path.find(isFunctionLike);
    const inner = path.findLast(isFunctionLike);
    for (const { text, start, end } of statistics.usagesIn(file)) {
      if (start <= span.start && end >= span.end) continue;
      add(this.#file, text);
      if (outer && start >= outer.start && start < outer.end) add(this.#function, text);
      if (start < span.start) this.#last.set(text, ++this.#before);
    }
    const parent = path.at(-2);
    const node = path.at(-1);
    const textOf = (one: SyntaxNode) => text.slice(one.start, one.end);
    this.siblings = new Set(parent ? siblingsOf(parent).filter((one) => one !== node).map(textOf) : []);
    this.siblingReceivers = new Set(
      [...this.siblings].flatMap((one) => /^([\w$.#]+)\.[\w$#]+/.exec(one)?.[1] ?? []),
    );
    const target = parent && targetOf(parent);
    this.target = target ? textOf(target) : "";
    const callee = parent && child(parent, "callee");
    const object = callee && child(callee, "object");
    this.calleeObject = object ? textOf(object) : "";
    this.functionName = nameOf(path, inner);
    this.argumentIndex = callee && parent && node ? list(parent, "arguments").indexOf(node) : -1;
    const withParameters = path.findLast((one) => isFunctionLike(one) && list(one, "params").length > 0);
    this.parameters = withParameters ? list(withParameters, "params").flatMap(patternNames) : [];
  }

  /** Uses in the hole's file. */
  inFile(text: string): number {
    return this.#file.get(text) ?? 0;
  }

  /** Uses in the outermost function around the hole. */
  inFunction(text: string): number {
    return this.#function.get(text) ?? 0;
  }

  /** How many expressions lie between the last use before the hole and the hole; infinite without one. */
  sinceUse(text: string): number {
    const at = this.#last.get(text);
    return at === undefined ? Infinity : this.#before - at;
  }
}

function isFunctionLike(node: SyntaxNode): boolean {
  return node.type.includes("Function") && node.type !== "FunctionBody";
}

function nameOf(path: readonly SyntaxNode[], inner: SyntaxNode | undefined): string {
  if (!inner) return "";
  const own = word(child(inner, "id"), "name");
  if (own) return own;
  const holder = path[path.indexOf(inner) - 1];
  return holder ? word(child(holder, "key") ?? child(holder, "id"), "name") : "";
}

function siblingsOf(parent: SyntaxNode): SyntaxNode[] {
  switch (parent.type) {
    case "CallExpression":
    case "NewExpression":
      return list(parent, "arguments");
    case "ArrayExpression":
      return list(parent, "elements");
    case "BinaryExpression":
    case "LogicalExpression":
      return [child(parent, "left"), child(parent, "right")].filter((one) => one !== undefined);
    default:
      return [];
  }
}

function targetOf(parent: SyntaxNode): SyntaxNode | undefined {
  if (parent.type === "AssignmentExpression") return child(parent, "left");
  return parent.type === "VariableDeclarator" && tail(child(parent, "id")) ? child(parent, "id") : undefined;
}

function add(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}
