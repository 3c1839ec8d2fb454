/**
 * Finds holes in a file: calls of the marker `hole("intent")`.
 *
 * @module
 */

import type { Example, Hole } from "../../core/code/hole.ts";
import { placeAt, type Span } from "../../core/code/text.ts";
import { visibleNames } from "./names.ts";
import { child, childrenOf, list, pathTo, type Syntax, type SyntaxNode, word } from "./syntax.ts";

/** The marker's name, and the module that exports it. */
export const MARKER = "hole";
const MARKER_MODULE = /(^|\/)hole(\.[a-z]+)?$/;

/** What a hole is said to want: its intent, and examples of what is around it. */
export interface Said {
  readonly examples: (span: Span) => readonly Example[];
  readonly snapshot: string;
}

/** The holes of a file, in order. An inner hole comes before the hole whose argument it is. */
export function holesIn(syntax: Syntax, said: Said): Hole[] {
  if (!syntax.text.includes(MARKER)) return [];
  const holes: Hole[] = [];
  const visit = (node: SyntaxNode) => {
    childrenOf(node).forEach(visit);
    if (isMarker(node, syntax)) holes.push(holeAt(node, syntax, said));
  };
  visit(syntax.program);
  return holes;
}

/** True for `hole(...)` where the name means the marker: imported, or declared for the whole project. */
function isMarker(node: SyntaxNode, { program }: Syntax): boolean {
  const callee = child(node, "callee");
  if (node.type !== "CallExpression" || callee?.type !== "Identifier" || word(callee, "name") !== MARKER) {
    return false;
  }
  const bound = visibleNames(pathTo(program, node), node).find(({ name }) => name === MARKER);
  return bound === undefined || (bound.kind === "import" && importsMarker(program));
}

function importsMarker(program: SyntaxNode): boolean {
  return list(program, "body").some((one) =>
    one.type === "ImportDeclaration" && MARKER_MODULE.test(word(child(one, "source"), "value")) &&
    list(one, "specifiers").some((specifier) => word(child(specifier, "local"), "name") === MARKER)
  );
}

function holeAt(node: SyntaxNode, { file, text }: Syntax, said: Said): Hole {
  const { line, column } = placeAt(text, node.start);
  const span = { start: node.start, end: node.end };
  return {
    id: `${file}:${line + 1}:${column + 1}`,
    file,
    span,
    snapshot: said.snapshot,
    language: "typescript",
    kind: "expression",
    intent: intentOf(list(node, "arguments")[0]),
    examples: said.examples(span),
  };
}

function intentOf(argument: SyntaxNode | undefined): string {
  if (argument?.type === "Literal" && typeof argument.value === "string") return argument.value;
  if (argument?.type !== "TemplateLiteral") return "";
  const [only, ...more] = list(argument, "quasis");
  const value = only?.value;
  return more.length === 0 && typeof value === "object" && value && "cooked" in value
    ? String(value.cooked)
    : "";
}
