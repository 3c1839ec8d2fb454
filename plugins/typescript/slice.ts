/**
 * The statements that an expression's value reaches: its own, and those after it in the same block that read what it
 * declares or assigns. What does not fit there shows in them.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";
import { child, list, patternNames, STATEMENT_LISTS, type SyntaxNode, word } from "./syntax.ts";

/** Statements as text, cut at the hole. */
export interface Slice {
  /** Where copies of the statements can stand: before the hole's own statement. */
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/** Units after the hole's statement that a slice may take. */
const MAX_AFTER = 1200;
/** A longer statement around the hole is not repeated. */
const MAX_STATEMENT = 2400;

/**
 * The slice of a place; `undefined` where statements can not be repeated: class members, default exports, ambient code.
 *
 * @param path The nodes from the program down to the hole, outermost first.
 */
export function sliceAt(text: string, path: readonly SyntaxNode[], hole: Span): Slice | undefined {
  const at = path.findLastIndex(({ type }) => STATEMENT_LISTS.has(type));
  const holder = path[at];
  const statement = path[at + 1];
  if (!holder || !statement || statement.end - statement.start > MAX_STATEMENT) return undefined;
  if (
    path.slice(at + 1).some(({ type }) =>
      type.startsWith("Class") || type.startsWith("TS") && type.endsWith("Declaration")
    )
  ) {
    return undefined;
  }
  const body = bare(statement);
  if (!body) return undefined;
  const later = statementsAfter(holder, statement);
  return {
    at: statement.start,
    before: asLet(body, text.slice(body.start, hole.start)),
    after: text.slice(hole.end, body.end) + reached(text, body, later),
  };
}

/** The statements of a list that come after one of them. */
export function statementsAfter(holder: SyntaxNode, statement: SyntaxNode): SyntaxNode[] {
  const statements = list(holder, holder.type === "SwitchCase" ? "consequent" : "body");
  return statements.slice(statements.indexOf(statement) + 1);
}

/** A statement without `export`; `undefined` when nothing is left that could stand in a block. */
export function bare(statement: SyntaxNode): SyntaxNode | undefined {
  if (statement.type === "ExportNamedDeclaration") return child(statement, "declaration");
  return statement.type.startsWith("Export") || statement.type.startsWith("Import") ? undefined : statement;
}

/** Several `var` of one name in a function must have one type; `let` in blocks need not. */
function asLet(node: SyntaxNode, text: string): string {
  return node.type === "VariableDeclaration" && node.kind === "var" ? text.replace(/^var\b/, "let") : text;
}

function reached(text: string, own: SyntaxNode, later: readonly SyntaxNode[]): string {
  const names = new Set(namesGiven(own));
  let found = "";
  for (const statement of later) {
    if (names.size === 0 || found.length > MAX_AFTER) break;
    const body = bare(statement);
    if (!body || /^(TS|Class|FunctionDecl)/.test(body.type)) continue;
    const source = text.slice(body.start, body.end);
    if (!mentions(source, names) || source.length > MAX_AFTER) continue;
    namesGiven(body).forEach((name) => names.add(name));
    found += `\n${asLet(body, source)}`;
  }
  return found;
}

/** Names that a statement declares, or the one it assigns. */
export function namesGiven(statement: SyntaxNode): string[] {
  if (statement.type === "VariableDeclaration") {
    return list(statement, "declarations").flatMap((one) => patternNames(child(one, "id") ?? one));
  }
  const assigned = child(statement, "expression");
  if (assigned?.type !== "AssignmentExpression") return [];
  return [word(child(assigned, "left"), "name")].filter(Boolean);
}

/** True when a text has one of the names as a word. */
export function mentions(source: string, names: ReadonlySet<string>): boolean {
  return (source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []).some((one) => names.has(one));
}
