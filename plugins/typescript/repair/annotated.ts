/**
 * Variables and parameters whose type nobody says: it is taken from what is put into them.
 *
 * @module
 */

import type { Diagnostic, Span } from "../../../core/kernel/plugin.ts";
import { child, childrenOf, isFunction, list, type SyntaxNode, word } from "../syntax.ts";
import { listOf, typesAt } from "./types.ts";
import { type Fix, replaced } from "./fix.ts";
import { keyedTypes } from "./kept_in.ts";
import type { WrittenCode } from "./written.ts";

/** A variable that grows, a parameter of a function with a name. */
const VARIABLE: ReadonlySet<string> = new Set(["TS7034", "TS7005"]);
const PARAMETER = "TS7006";
/** Read or written by a key that its type does not have. */
const KEYED = "TS7053";

/** The type at the declaration, where the cause is. */
export async function annotationFix(
  written: WrittenCode,
  { code }: Diagnostic,
  span: Span,
): Promise<Fix | undefined> {
  const name = written.text.slice(span.start, span.end);
  if (VARIABLE.has(code)) return await variableFix(written, name, span);
  if (code === KEYED) return await keyedFix(written, span);
  return code === PARAMETER ? await parameterFix(written, name, span) : undefined;
}

/** `{}` keeps values by keys that are known when it runs. */
async function keyedFix(written: WrittenCode, span: Span): Promise<Fix | undefined> {
  const access = written.path(span).findLast(({ type }) => type === "MemberExpression");
  const name = word(access && child(access, "object"), "name");
  const declarator = name === "" ? undefined : declaratorOf(written, name, span);
  const init = declarator && child(declarator, "init");
  const properties = init?.type === "ObjectExpression" ? list(init, "properties") : undefined;
  if (!declarator || !properties?.every(({ type, computed }) => type === "Property" && !computed)) {
    return undefined;
  }
  const values = properties.flatMap((one) => child(one, "value") ?? []);
  const keyed = await keyedTypes(written, name, values);
  const id = child(declarator, "id");
  if (!keyed || !id) return undefined;
  const isNumbered = properties.every((one) => typeof child(one, "key")?.value === "number");
  const key = isNumbered ? keyed.key : "string";
  return annotated(written, id, `Record<${key}, ${keyed.value}>`, name);
}

async function variableFix(written: WrittenCode, name: string, span: Span): Promise<Fix | undefined> {
  const declarator = declaratorOf(written, name, span);
  const id = declarator && child(declarator, "id");
  if (!declarator || !id) return undefined;
  const init = child(declarator, "init");
  const isList = init?.type === "ArrayExpression";
  const values = valuesOf(written.syntax.program, name, isList);
  // What is made of the variable itself says nothing yet.
  const known = await Promise.all(values.map((value) => typesAt(written, [value])));
  const types = [...new Set(known.flat())];
  if (types.length === 0) return undefined;
  const nothing = init === undefined
    ? ["undefined"]
    : init.type === "Literal" && init.value === null
    ? ["null"]
    : [];
  const union = [...new Set([...types, ...nothing])].join(" | ");
  return annotated(written, id, isList ? listOf(union) : union, name);
}

/** Where a variable of the text is declared without a type. */
function declaratorOf(written: WrittenCode, name: string, span: Span): SyntaxNode | undefined {
  const declarator = all(written.syntax.program).findLast((node) =>
    node.type === "VariableDeclarator" && word(child(node, "id"), "name") === name &&
    node.start <= span.start + written.start
  );
  const id = declarator && child(declarator, "id");
  return !id || child(id, "typeAnnotation") || id.start < written.start ? undefined : declarator;
}

/** What is put into a variable: assigned, or into a list. */
function valuesOf(program: SyntaxNode, name: string, isList: boolean): SyntaxNode[] {
  return all(program).flatMap((node): SyntaxNode[] => {
    const target = child(node, "left");
    if (node.type === "AssignmentExpression" && node.operator === "=" && target) {
      const isOwn = isList
        ? target.type === "MemberExpression" && word(child(target, "object"), "name") === name
        : word(target, "name") === name;
      const value = child(node, "right");
      return isOwn && value ? [value] : [];
    }
    const callee = node.type === "CallExpression" ? child(node, "callee") : undefined;
    const isPut = isList && callee?.type === "MemberExpression" &&
      word(child(callee, "object"), "name") === name &&
      /^(?:push|unshift|fill)$/.test(word(child(callee, "property"), "name"));
    return isPut ? list(node, "arguments").filter(({ type }) => type !== "SpreadElement") : [];
  });
}

async function parameterFix(written: WrittenCode, name: string, span: Span): Promise<Fix | undefined> {
  const path = written.path(span);
  const owner = path.findLast(isFunction);
  const at = owner ? list(owner, "params").findIndex((one) => word(one, "name") === name) : -1;
  const own = owner && nameOf(owner, path);
  const parameter = owner && list(owner, "params")[at];
  if (!own || !parameter || child(parameter, "typeAnnotation")) return undefined;
  const given = all(written.syntax.program).flatMap((node) => {
    const isCall = node.type === "CallExpression" && word(child(node, "callee"), "name") === own;
    const value = isCall ? list(node, "arguments")[at] : undefined;
    // Its own calls of itself say nothing.
    const isInner = owner !== undefined && node.start >= owner.start && node.end <= owner.end;
    return value && !isInner ? [value] : [];
  });
  const types = await typesAt(written, given);
  return types.length === 0 ? undefined : annotated(written, parameter, types.join(" | "), name);
}

/** The name by which a function is called. */
function nameOf(owner: SyntaxNode, path: readonly SyntaxNode[]): string | undefined {
  const holder = path[path.indexOf(owner) - 1];
  const id = child(owner, "id") ?? (holder?.type === "VariableDeclarator" ? child(holder, "id") : undefined);
  return id ? word(id, "name") : undefined;
}

function annotated(written: WrittenCode, { end }: SyntaxNode, type: string, name: string): Fix | undefined {
  const { text, start } = written;
  const at = end - start;
  if (at < 0 || at > text.length) return undefined;
  return replaced(text, { start: at, end: at }, `: ${type}`, `declares "${name}" as ${type}`);
}

function all(node: SyntaxNode): SyntaxNode[] {
  return [node, ...childrenOf(node).flatMap(all)];
}
