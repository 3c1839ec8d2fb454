/**
 * Which faults of the code that leans on a hole a fill may mend: those it has to. The others stay whatever is filled in.
 *
 * @module
 */

import type { Hole } from "../../core/code/hole.ts";
import type { Span } from "../../core/code/text.ts";
import type { CompilerDiagnostic } from "./compiler.ts";
import { child, isFunction, list, STATEMENT_LISTS, type SyntaxNode } from "./syntax.ts";
import { UNKNOWN_NAME } from "./watch/codes.ts";

/** What is missing around the code: nothing in it brings it. */
const SURROUNDINGS: ReadonlySet<number> = new Set([
  ...[2602, 2874, 2875, 7026, 17004], // the types, the runtime or the option for JSX
  ...[2305, 2306, 2307, 2614, 2732, 2792, 2834, 2835, 5097, 7016], // modules and what they export
  ...[2300, 2440, 2451], // names that are declared twice
]);

/** What an untyped value makes of the code around it: a typed one mends it. */
const MADE_BY_ANY: ReadonlySet<number> = new Set([
  ...[7005, 7006, 7019, 7031, 7034], // parameters and variables that take their types from it
  2347, // type arguments for a call of it
]);

/** True for a fault that is there whatever fills the hole. Statements and members bring names, a value brings none. */
export function isOfSurroundings({ code }: CompilerDiagnostic, { kind }: Pick<Hole, "kind">): boolean {
  return SURROUNDINGS.has(code) || kind === "expression" && UNKNOWN_NAME.has(code);
}

/** True for a fault that only code without types has. */
export function isMadeByAny({ code }: CompilerDiagnostic): boolean {
  return MADE_BY_ANY.has(code);
}

/**
 * True where a value may narrow the types of others, or gives a type to a name: as a test, as what is assigned, as what
 * a function gives back, or handed to what may assert something. Then a type fault behind it may be its own.
 *
 * @param path The nodes from the program down to the hole, outermost first.
 */
export function mayNarrow(path: readonly SyntaxNode[]): boolean {
  const at = path.findLastIndex(({ type }) => STATEMENT_LISTS.has(type) || type === "ClassBody");
  return path.slice(at + 1).some((parent, index, own) => {
    const node = own[index + 1];
    if (!node) return false;
    if (isFunction(parent)) return true;
    const isAsserting = own[index - 1]?.type === "ExpressionStatement";
    if (parent.type === "CallExpression") return isAsserting && list(parent, "arguments").includes(node);
    return (NARROWING[parent.type] ?? []).some((field) => child(parent, field) === node);
  });
}

const NARROWING: Readonly<Record<string, readonly string[]>> = {
  AssignmentExpression: ["right"],
  AssignmentPattern: ["right"],
  ConditionalExpression: ["test"],
  DoWhileStatement: ["test"],
  ForInStatement: ["right"],
  ForOfStatement: ["right"],
  ForStatement: ["init", "test", "update"],
  IfStatement: ["test"],
  LogicalExpression: ["left"],
  PropertyDefinition: ["value"],
  SwitchCase: ["test"],
  SwitchStatement: ["discriminant"],
  VariableDeclarator: ["init"],
  WhileStatement: ["test"],
};

/** True for a fault that begins within one of the spans. */
export function beginsIn({ span }: CompilerDiagnostic, spans: readonly Span[]): boolean {
  return spans.some(({ start, end }) => span.start >= start && span.start < end);
}
