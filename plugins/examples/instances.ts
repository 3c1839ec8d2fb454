/**
 * One module for many candidates: its body becomes a function of the candidate's number, so that it is read and
 * compiled once and still runs anew, with its own state, for every observation.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import { applyEdits, type Edit, type Span } from "../../core/code/text.ts";
import { amongAssigned } from "./assigned_names.ts";
import { TABLE } from "./child_text.ts";
import { exportsOne, requiringImport } from "./commonjs.ts";
import { readModule, type Statement } from "./module.ts";
import { KEEP, observed } from "./observe.ts";

/** What goes into the module. */
export interface Candidates {
  /** Its name, which tells the dialect. */
  readonly file: string;
  /** The file's text and where the hole is in it. */
  readonly text: string;
  readonly span: Span;
  /** `expression`: a value is missing; else statements are. */
  readonly kind: "expression" | "body" | "statements";
  /** Whole texts for the hole, each of which `standsAlone`. */
  readonly texts: readonly string[];
  /** Expressions that see the module's names. */
  readonly inputs: readonly string[];
}

/**
 * The module's text; it exports a function from a candidate's number to the functions of the inputs.
 *
 * @returns `undefined` where the module can not live in a function.
 */
export function instancesText({ file, text, span, kind, texts, inputs }: Candidates): string | undefined {
  const choice = kind === "expression" ? expressions(texts) : statements(texts);
  const whole = applyEdits(text, [{ file, span, text: choice }]);
  const { program, errors } = parseSync(file, whole);
  if (errors.some((error) => error.severity === "Error")) return undefined;
  const isOne = exportsOne(program);
  const imports: string[] = [];
  const edits: Edit[] = [];
  for (const statement of program.body) {
    if (!canMove(statement)) return undefined;
    if (isImport(statement)) imports.push(whole.slice(statement.start, statement.end));
    const kept = keptFrom(statement);
    if (kept) edits.push({ file, span: { start: statement.start, end: kept.from }, text: kept.instead });
  }
  const isCommonJs = readModule(file, whole).format === "cjs";
  const functions = inputs.map((input) => `async (${KEEP}) => (${observed(file, input)}\n)`);
  const list = isCommonJs ? amongAssigned(program, functions) : `[${functions.join(",\n")}]`;
  const body = applyEdits(whole, edits);
  const table = `async ($maze) => {\n${body}\n;return ${list};\n}`;
  const head = imports.join("\n");
  if (isOne) return `${head}\nexport = { ${TABLE}: ${table} };\n`;
  return `${head}\n${isCommonJs ? `module.exports.${TABLE}` : `export const ${TABLE}`} = ${table};\n`;
}

function expressions(texts: readonly string[]): string {
  const choice = texts.map((candidate, index) => `$maze === ${index} ? (${candidate}\n) : `).join("");
  return `(${choice}undefined)`;
}

function statements(texts: readonly string[]): string {
  const cases = texts.map((candidate, index) => `case ${index}: {${candidate}\n}\nbreak;\n`).join("");
  return ` switch ($maze) {\n${cases}}\n`;
}

function isImport(statement: Statement): boolean {
  return statement.type === "ImportDeclaration" || requiringImport(statement) !== undefined;
}

/** Namespaces and other names for their parts are allowed at the top of a module only. */
function canMove(statement: Statement): boolean {
  const inner = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  return isImport(statement) || !/^TS(Module|Global|ImportEquals|NamespaceExport)/.test(inner?.type ?? "");
}

/** Where the part of a statement begins that a function can hold, and what stands in for the part before. */
function keptFrom(statement: Statement): { readonly from: number; readonly instead: string } | undefined {
  if (isImport(statement)) return { from: statement.end, instead: "" };
  switch (statement.type) {
    case "TSExportAssignment":
      return { from: statement.expression.start, instead: "module.exports = " };
    case "ExportAllDeclaration":
      return { from: statement.end, instead: "" };
    case "ExportNamedDeclaration":
      return { from: statement.declaration?.start ?? statement.end, instead: "" };
    case "ExportDefaultDeclaration": {
      const { declaration } = statement;
      const isNamed = "id" in declaration && declaration.id !== null && /Declaration$/.test(declaration.type);
      return { from: declaration.start, instead: isNamed ? "" : "const $mazeDefault = " };
    }
    default:
      return undefined;
  }
}

/** True when a candidate means the same in a shared module: an expression in parentheses, statements in a block. */
export function standsAlone(
  { file, text, span: { start, end }, kind }: Pick<Candidates, "file" | "text" | "span" | "kind">,
  candidate: string,
): boolean {
  if (kind !== "expression") return areStatements(file, candidate, kind === "body");
  const type = expressionType(file, candidate);
  if (type === undefined || type === "SequenceExpression") return false;
  const before = text.slice(0, start).trimEnd();
  const after = text.slice(end).trimStart();
  if (before.endsWith("=>") && type === "ObjectExpression") return false;
  if (PRIMARY.has(type)) return true;
  return /(\breturn|[(,[:?]|[^=!<>]=|=>|\$\{)$/.test(before) && /^[;),\]}]/.test(after);
}

/** Expressions that no neighbour can take apart. */
const PRIMARY: ReadonlySet<string> = new Set([
  "Literal",
  "Identifier",
  "ThisExpression",
  "MemberExpression",
  "CallExpression",
  "ArrayExpression",
  "TemplateLiteral",
  "ParenthesizedExpression",
]);

/** @param mayDeclare True where nothing follows that could read the names. */
function areStatements(file: string, candidate: string, mayDeclare: boolean): boolean {
  const { program, errors } = parseSync(file, `async function* f() { ${candidate}\n }`);
  const [outer] = program.body;
  if (errors.length > 0 || program.body.length !== 1 || outer?.type !== "FunctionDeclaration") return false;
  return mayDeclare || !(outer.body?.body ?? []).some(({ type }) => /Declaration$/.test(type));
}

function expressionType(file: string, candidate: string): string | undefined {
  const { program, errors } = parseSync(file, `async function* f() { (${candidate}\n) }`);
  const [outer] = program.body;
  if (errors.length > 0 || program.body.length !== 1 || outer?.type !== "FunctionDeclaration") {
    return undefined;
  }
  const [statement, ...more] = outer.body?.body ?? [];
  if (more.length > 0 || statement?.type !== "ExpressionStatement") return undefined;
  const { expression } = statement;
  return expression.type === "ParenthesizedExpression" ? expression.expression.type : expression.type;
}
