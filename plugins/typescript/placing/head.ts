/**
 * Reads the head of a declaration out of what somebody has written: with its body, with prose around it, or alone.
 *
 * @module
 */

import { child, childrenOf, list, parseFile, type SyntaxNode, word } from "../syntax.ts";

/** What a head begins. */
export type HeadKind = "function" | "arrow" | "class" | "const" | "type" | "member";

/** A head without `export`. */
export interface Head {
  readonly kind: HeadKind;
  readonly name: string;
  /** Up to its body; of a type all of it. */
  readonly text: string;
  /** What the type that is written for it lacks, in words; empty when it is there. */
  readonly lack: string;
  /** Parameters without and with those that may be left out; `Infinity` where they have no end. */
  readonly takes: readonly [least: number, most: number];
}

const MODIFIERS = /^(?:export\s+(?:default\s+)?|declare\s+)+/;
const START =
  /^[ \t]*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+class|async\s+function|function|class|const|let|interface|type|enum)\b[ \t*]*[\p{ID_Start}$_]/gmu;
const MEMBER_START =
  /^[ \t]*(?:(?:public|private|protected|static|async|override|get|set|export|function)\s+)*\*?#?[\p{ID_Start}$_][\p{ID_Continue}$]*\s*[<(]/gmu;
/** `if (`, `return f(`: a body, and no head. */
const STATEMENT = /^\s*(?:if|for|while|switch|return|throw|await|catch|import|else|with)\b/;

/** The first head in a text; `undefined` where there is none. */
export function readHead(answer: string, file: string, isMember: boolean): Head | undefined {
  for (const { index, 0: start } of answer.matchAll(isMember ? MEMBER_START : START)) {
    if (STATEMENT.test(start)) continue;
    const text = answer.slice(index).trimStart().replace(MODIFIERS, "");
    const head = isMember ? memberIn(text, file) : declarationIn(text, file);
    if (head) return head;
  }
  return undefined;
}

function declarationIn(text: string, file: string): Head | undefined {
  const [first = ""] = /^\w+/.exec(text) ?? [];
  if (first === "interface" || first === "type" || first === "enum") return typeIn(text, file);
  if (first === "const" || first === "let") return arrowIn(text, file) ?? constIn(text, file);
  const isClass = first === "class" || first === "abstract";
  return headIn(text, file, {
    ...{ before: "", after: isClass ? " {}" : " { throw 0; }" },
    kind: isClass ? "class" : "function",
  });
}

function memberIn(written: string, file: string): Head | undefined {
  const text = written.replace(/^((?:async\s+)?)function\s+/, "$1");
  return headIn(text, file, { before: "class C {\n", after: " { throw 0; }\n}", kind: "member" });
}

interface Frame {
  readonly before: string;
  readonly after: string;
  readonly kind: HeadKind;
}

/** What stands before the body: the shortest text that is a head with one behind it. */
function headIn(text: string, file: string, { before, after, kind }: Frame): Head | undefined {
  const cuts = [...placesOf(text, /\{|;/g), text.length, ...placesOf(text, /\n/g)];
  for (const cut of cuts) {
    const own = text.slice(0, cut).trimEnd();
    const { program, isWhole } = parseFile(file, before + own + after);
    const [statement, ...more] = list(program, "body");
    const members = statement && kind === "member" ? list(child(statement, "body") ?? statement, "body") : [];
    const node = kind === "member" ? members[0] : statement;
    const held = node && (kind === "member" ? child(node, "value") : node);
    const body = held && child(held, "body");
    const isOne = isWhole && more.length === 0 && (kind !== "member" || members.length === 1);
    if (!isOne || !node || !held || !body || body.start < before.length + own.length) continue;
    const name = word(child(node, kind === "member" ? "key" : "id"), "name");
    const isTyped = kind === "class" || child(held, "returnType") !== undefined ||
      ["constructor", "set"].includes(word(node, "kind"));
    return { kind, name, text: own, lack: lackOf(node, isTyped, file), takes: takesOf(held) };
  }
  return undefined;
}

function arrowIn(text: string, file: string): Head | undefined {
  for (const at of placesOf(text, /=>/g)) {
    const own = text.slice(0, at + 2);
    const { program, isWhole } = parseFile(file, `${own} { throw 0; };`);
    const [statement, ...more] = list(program, "body");
    const [declarator] = statement ? list(statement, "declarations") : [];
    const arrow = declarator && child(declarator, "init");
    const isOne = isWhole && more.length <= 1 && arrow?.type === "ArrowFunctionExpression";
    if (!isOne || !declarator || !statement || (child(arrow, "body")?.start ?? 0) < own.length) continue;
    const id = child(declarator, "id");
    const isTyped = child(arrow, "returnType") !== undefined ||
      (id && child(id, "typeAnnotation")) !== undefined;
    const lack = lackOf(statement, isTyped, file);
    return { kind: "arrow", name: word(id, "name"), text: own, lack, takes: takesOf(arrow) };
  }
  return undefined;
}

function constIn(text: string, file: string): Head | undefined {
  for (const cut of [...placesOf(text, /[^=!<>]=(?![=>])|;/g), text.length, ...placesOf(text, /\n/g)]) {
    const own = text.slice(0, text[cut] === ";" || cut >= text.length ? cut : cut + 1).trimEnd();
    const { program, isWhole } = parseFile(file, `${own} = 0;`);
    const [statement, ...more] = list(program, "body");
    const [declarator, ...others] = statement ? list(statement, "declarations") : [];
    const id = declarator && child(declarator, "id");
    if (!isWhole || more.length > 0 || others.length > 0 || id?.type !== "Identifier" || !statement) continue;
    const isTyped = child(id, "typeAnnotation") !== undefined;
    const lack = lackOf(statement, isTyped, file);
    return { kind: "const", name: word(id, "name"), text: own, lack, takes: [0, Infinity] };
  }
  return undefined;
}

/** A type is nothing without what it holds: the longest text up to where a statement may end. */
function typeIn(text: string, file: string): Head | undefined {
  const closed = placesOf(text, /\}(?=[ \t]*(?:\r?\n|$))/g).map((at) => at + 1);
  const ended = placesOf(text, /;(?=[ \t]*(?:\r?\n|$))/g).map((at) => at + 1);
  const [first = ""] = /^\w+/.exec(text) ?? [];
  const cuts = first === "type" ? [...ended, text.length, ...closed] : [...closed, text.length];
  for (const cut of cuts) {
    const own = text.slice(0, cut).trim();
    const { program, isWhole } = parseFile(file, own);
    const [statement, ...more] = list(program, "body");
    const isType = /^TS(?:TypeAlias|Interface|Enum)Declaration$/.test(statement?.type ?? "");
    if (!isWhole || !statement || !isType || more.length > 0) continue;
    const name = word(child(statement, "id"), "name");
    return { kind: "type", name, text: own, lack: lackOf(statement, true, file), takes: [0, Infinity] };
  }
  return undefined;
}

function placesOf(text: string, sign: RegExp): number[] {
  return [...text.matchAll(sign)].map(({ index }) => index);
}

function lackOf(node: SyntaxNode, isTyped: boolean, file: string): string {
  if (/\.[cm]?jsx?$/.test(file)) return "";
  if (holdsAny(node)) return "it has `any` in it, which hides what is right from the compiler";
  return isTyped ? "" : "nothing says of which type its value is";
}

function holdsAny(node: SyntaxNode): boolean {
  return node.type === "TSAnyKeyword" || childrenOf(node).some(holdsAny);
}

function takesOf(node: SyntaxNode): readonly [number, number] {
  const all = list(node, "params").filter((one) => word(one, "name") !== "this");
  const isLoose = (one: SyntaxNode) => one.type === "AssignmentPattern" || one.optional === true;
  const isRest = all.some(({ type }) => type === "RestElement");
  const least = all.findIndex((one) => isLoose(one) || one.type === "RestElement");
  return [least < 0 ? all.length : least, isRest ? Infinity : all.length];
}
