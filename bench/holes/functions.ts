/**
 * Functions that can be called from the end of their file: those of the module, and methods of its classes.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";
import {
  child,
  isFunction,
  list,
  parseFile,
  STATEMENT_LISTS,
  type SyntaxNode,
  word,
} from "../../plugins/typescript/syntax.ts";

/** A function with a body. */
export interface Callable {
  /** As people name it: `parse`, `Reader.next`. */
  readonly name: string;
  /** What stands between the braces of its body. */
  readonly body: Span;
  /** The declaration as a whole, with what exports it and its doc comment. */
  readonly whole: Span;
  /** An offset in its name, where the compiler knows its type. */
  readonly at: number;
  /** Source text of what it is called on; absent for a function of the module. */
  readonly on?: string;
  /** Source text of what is called: the function, or its name on what it is called on. */
  readonly callee: string;
}

/** All of a file, in order. Getters, setters, constructors, and members with a computed or private name are left out. */
export function callablesIn(file: string, text: string): readonly Callable[] {
  const { program, comments } = parseFile(file, text);
  return list(program, "body").flatMap((statement) => {
    const isExport = /^Export(?:Named|Default)Declaration$/.test(statement.type);
    const declared = isExport ? child(statement, "declaration") : statement;
    return declared ? ofStatement(declared, statement) : [];
  }).map((one) => {
    const doc = comments.find(({ end }) =>
      end <= one.whole.start && text.slice(end, one.whole.start).trim() === ""
    );
    return { ...one, whole: { start: doc?.start ?? one.whole.start, end: one.whole.end } };
  });
}

function ofStatement(node: SyntaxNode, whole: Span): readonly Callable[] {
  if (node.type === "FunctionDeclaration") return ofFunction(node, child(node, "id"), whole);
  if (node.type === "VariableDeclaration") {
    return list(node, "declarations").flatMap((one) => {
      const init = child(one, "init");
      return init && isFunction(init) ? ofFunction(init, child(one, "id"), whole) : [];
    });
  }
  return node.type === "ClassDeclaration" ? methodsOf(node) : [];
}

function ofFunction(node: SyntaxNode, id: SyntaxNode | undefined, whole: Span): readonly Callable[] {
  const body = bodyOf(node);
  if (!body || id?.type !== "Identifier") return [];
  const name = word(id, "name");
  return [{ name, body, whole: { start: whole.start, end: whole.end }, at: id.start, callee: name }];
}

function methodsOf(node: SyntaxNode): readonly Callable[] {
  const id = child(node, "id");
  const members = child(node, "body");
  if (!id || !members) return [];
  const owner = word(id, "name");
  const isMade = node.abstract !== true && !list(members, "body").some(needsArguments);
  return list(members, "body").flatMap((member): Callable[] => {
    const [key, value] = [child(member, "key"), child(member, "value")];
    const body = value && bodyOf(value);
    const isPlain = member.type === "MethodDefinition" && member.kind === "method" &&
      member.computed !== true;
    if (!isPlain || !body || key?.type !== "Identifier" || (member.static !== true && !isMade)) return [];
    const name = word(key, "name");
    const whole = { start: member.start, end: member.end };
    const on = member.static === true ? owner : `new ${owner}()`;
    return [{ name: `${owner}.${name}`, body, whole, at: key.start, on, callee: name }];
  });
}

/** True for a constructor that can not be called without any. */
function needsArguments(member: SyntaxNode): boolean {
  if (member.kind !== "constructor") return false;
  const value = child(member, "value");
  return value !== undefined && list(value, "params").some((one) => {
    const parameter = one.type === "TSParameterProperty" ? child(one, "parameter") ?? one : one;
    return parameter.type === "Identifier" && parameter.optional !== true;
  });
}

function bodyOf(node: SyntaxNode): Span | undefined {
  const body = child(node, "body");
  if (!body || !STATEMENT_LISTS.has(body.type)) return undefined;
  return { start: body.start + 1, end: body.end - 1 };
}
