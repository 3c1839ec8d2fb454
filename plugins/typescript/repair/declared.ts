/**
 * Helpers that are called and not there: the head of a function, with the types of what it is given and what is asked of it.
 *
 * @module
 */

import type { Diagnostic, Span } from "../../../core/kernel/plugin.ts";
import { child, childrenOf, list, type SyntaxNode, word } from "../syntax.ts";
import { type Fix, UNKNOWN_NAME } from "./fix.ts";
import { isWritable, typesAt, widened } from "./types.ts";
import type { WrittenCode } from "./written.ts";

/**
 * Opens the function behind the statements that call it: functions are seen before they are declared. Where another one
 * of that name stands in the file and is not seen from here, as a helper that was written into another hole, its head is
 * proposed first: what is called the same should be called in the same way.
 */
export async function declaredFix(
  written: WrittenCode,
  { code }: Diagnostic,
  span: Span,
): Promise<readonly Fix[]> {
  const { text, frame, syntax } = written;
  if (!UNKNOWN_NAME.has(code) || frame.holds !== "statements" || frame.isJs) return [];
  const name = text.slice(span.start, span.end);
  const path = written.path(span);
  const callee = path.at(-1);
  const call = path.at(-2);
  if (!call || call.type !== "CallExpression" || child(call, "callee") !== callee) return [];
  if (!/^[a-z_$]/.test(name) || syntax.isWhole === false) return [];
  const given = list(call, "arguments");
  if (given.some(({ type }) => type === "SpreadElement")) return [];
  const fix = (head: string): Fix => ({
    ...{ kind: "declare", text: `${text.trimEnd()}\n\n${head}\n`, reason: `declares "${name}"` },
  });
  const known = headsOf(name, written).map(fix);
  const types = await Promise.all(given.map(async (one) => (await typesAt(written, [one]))[0]));
  if (types.some((type) => type === undefined)) return known;
  const parameters = given.map((one, at) => `${parameterName(one, at, given)}: ${types[at]}`);
  const returns = await returnType(written, call, path.at(-3));
  const isAwaited = path.at(-3)?.type === "AwaitExpression";
  const head = `${isAwaited ? "async " : ""}function ${name}(${parameters.join(", ")})${
    returns ? `: ${returns}` : ""
  } {`;
  return [...known, fix(head)];
}

/** The heads of the functions of a name that stand in the file. */
function headsOf(name: string, { syntax: { program, text } }: WrittenCode): readonly string[] {
  if (!text.includes(`function ${name}`)) return [];
  const found = new Set<string>();
  const visit = (node: SyntaxNode) => {
    const body = child(node, "body");
    if (node.type === "FunctionDeclaration" && body && word(child(node, "id"), "name") === name) {
      found.add(`${text.slice(node.start, body.start).trimEnd()} {`);
    }
    childrenOf(node).forEach(visit);
  };
  visit(program);
  return [...found];
}

/** What the place of the call asks for; nothing where it takes anything. */
async function returnType(
  written: WrittenCode,
  call: SyntaxNode,
  holder: SyntaxNode | undefined,
): Promise<string | undefined> {
  if (holder?.type === "ExpressionStatement") return "void";
  if (holder && child(holder, "test") === call) return "boolean";
  if (holder?.type === "UnaryExpression" && word(holder, "operator") === "!") return "boolean";
  const type = await written.ask(async (moment, path) => {
    const [node] = await moment.expressions(path, [{ start: call.start, end: call.end }]);
    const asked = node && await moment.checker.getContextualType(node);
    return asked && await moment.checker.typeToString(asked);
  });
  return type !== undefined && isWritable(type) && !/^(?:any|unknown)$/.test(type)
    ? widened(type)
    : undefined;
}

/** A parameter is called as the variable that is given for it. */
function parameterName(given: SyntaxNode, at: number, all: readonly SyntaxNode[]): string {
  const own = nameIn(given);
  const isTaken = own === undefined || all.slice(0, at).some((one) => nameIn(one) === own);
  return isTaken ? `value${at === 0 ? "" : at + 1}` : own;
}

function nameIn(node: SyntaxNode): string | undefined {
  const named = node.type === "MemberExpression" ? child(node, "property") : node;
  const name = named?.type === "Identifier" ? word(named, "name") : "";
  return name === "" || name === "undefined" ? undefined : name;
}
