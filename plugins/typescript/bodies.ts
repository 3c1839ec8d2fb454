/**
 * A missing body, seen as one missing expression: `return ⟨hole⟩;`. What fits there is what the body may return.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { Term } from "../../core/code/scope.ts";
import { applyEdits } from "../../core/code/text.ts";
import { child, childrenOf, isFunction, list, parseFile, type SyntaxNode, word } from "./syntax.ts";

const HEAD = "return ";
const TAIL = ";";
const MARK = "__maze_hole()";

/** An expression hole, and the text of its file with the hole in it. */
export interface ExpressionPlace {
  readonly text: string;
  readonly draft: Draft;
}

/** The place of the expression that a draft asks for; the draft itself where it asks for one. */
export function expressionPlace(text: string, draft: Draft): ExpressionPlace {
  const { hole } = draft;
  if (hole.kind !== "body") return { text, draft };
  const { file, span } = hole;
  const start = span.start + 1 + HEAD.length;
  const whole = applyEdits(text, [{ file, span, text: ` ${HEAD}${MARK}${TAIL} ` }]);
  return {
    text: whole,
    draft: { ...draft, hole: { ...hole, kind: "expression", span: { start, end: start + MARK.length } } },
  };
}

/** Terms of an expression as terms of a draft's hole: a body returns them. */
export function asStatements(terms: readonly Term[], { hole }: Draft): readonly Term[] {
  if (hole.kind !== "body") return terms;
  return terms.map((term) => ({ ...term, parts: wrapped(term.parts) }));
}

/** The expression that a text for a draft's hole returns; `undefined` for a body of another form. */
export function returned(text: string, { hole }: Draft): string | undefined {
  if (hole.kind !== "body") return text;
  const trimmed = text.trim().replace(/;$/, "");
  return trimmed.startsWith(HEAD) ? trimmed.slice(HEAD.length) : undefined;
}

/**
 * True when an expression that is all its function does calls that function whatever happens, so that it never ends: no
 * condition, and no function that may not be called, stands before the call.
 *
 * @param path The nodes from the program down to the expression's place, outermost first.
 */
export function neverEnds(expression: string, path: readonly SyntaxNode[]): boolean {
  const own = path.findLast(isFunction);
  const name = own && word(child(own, "id"), "name");
  const statements = own ? list(child(own, "body") ?? own, "body") : [];
  const isAll = statements.length === 1 && statements[0]?.type === "ReturnStatement";
  if (!name || !isAll || !expression.includes(`${name}(`)) return false;
  const { program } = parseFile("a.ts", `(${expression})`);
  return callsAlways(program, name);
}

/** Nodes whose later parts may not run. */
const CHOICES: Readonly<Record<string, string>> = {
  ConditionalExpression: "test",
  LogicalExpression: "left",
};

function callsAlways(node: SyntaxNode, name: string): boolean {
  if (isFunction(node)) return false;
  if (node.type === "CallExpression" && word(child(node, "callee"), "name") === name) return true;
  const first = CHOICES[node.type];
  const parts = first ? [child(node, first) ?? node] : childrenOf(node);
  return parts.some((one) => callsAlways(one, name));
}

function wrapped(parts: readonly string[]): string[] {
  return parts.map((part, at) => (at === 0 ? HEAD : "") + part + (at === parts.length - 1 ? TAIL : ""));
}
