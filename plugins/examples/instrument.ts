/**
 * Functions added to a module's end, so that expressions run among the module's own names.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import { applyEdits } from "../../core/code/text.ts";
import { KEEP, observed } from "./observe.ts";
import { withTable } from "./table.ts";

/** An expression and the statements before it. */
export interface Snippet {
  readonly code?: string;
  /** Empty when the statements are all. */
  readonly expression: string;
}

/**
 * The module with its table of functions, one for each snippet.
 *
 * @param file Its name, which tells the dialect.
 */
export function instrument(file: string, text: string, snippets: readonly Snippet[]): string {
  const functions = snippets.map((snippet) => functionText(file, snippet));
  return withTable(file, text, functions);
}

/**
 * Why a snippet can not be run: it is no code of the module's language, or does not stay within its function.
 *
 * @returns `undefined` when it can.
 */
export function snippetFault(file: string, snippet: Snippet): string | undefined {
  const { program, errors } = parseSync(file, `const run = ${functionText(file, snippet)};`);
  const fault = errors.find((error) => error.severity === "Error")?.message;
  if (fault !== undefined) return fault;
  const [statement] = program.body;
  const isOne = program.body.length === 1 && statement?.type === "VariableDeclaration" &&
    statement.declarations.length === 1 &&
    statement.declarations[0]?.init?.type === "ArrowFunctionExpression";
  return isOne ? expressionFault(file, snippet.expression) : NOT_ONE;
}

/** Why a text is no expression of the module's language; `undefined` when it is one, or empty. */
export function expressionFault(file: string, expression: string): string | undefined {
  if (expression === "") return undefined;
  const { program, errors } = parseSync(file, `(${expression}\n)`);
  const isOne = program.body.length === 1 && program.body[0]?.type === "ExpressionStatement";
  return errors[0]?.message.replace("`EOF`", "its end") ?? (isOne ? undefined : NOT_ONE);
}

const NOT_ONE = "it is not one expression";

function functionText(file: string, { code = "", expression }: Snippet): string {
  const last = expression === "" ? "" : `return (${observed(file, expression)}\n);`;
  return `async (${KEEP}) => {\n${withoutImports(file, code)}\n${last}\n}`;
}

/** Import statements as what a function may hold: `const { a: b } = await import("…")`. */
function withoutImports(file: string, code: string): string {
  if (!/\bimport\b/.test(code)) return code;
  const { staticImports } = parseSync(file, code).module;
  const edits = staticImports.map(({ start, end, moduleRequest, entries }) => {
    const names = entries.filter((entry) => !entry.isType).map(({ importName, localName }) => {
      if (importName.kind === "NamespaceObject") return `...${localName.value}`;
      return `${importName.kind === "Default" ? "default" : importName.name}: ${localName.value}`;
    });
    const source = JSON.stringify(moduleRequest.value);
    return { file, span: { start, end }, text: `const { ${names.join(", ")} } = await import(${source});` };
  });
  return applyEdits(code, edits);
}
