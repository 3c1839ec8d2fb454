/**
 * The names visible at a draft with their types there, from one look of the compiler: a made-up call stands at the
 * hole, and a list that reads every name stands before it.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { ImportNeed } from "../../core/code/scope.ts";
import { applyEdits, type Span } from "../../core/code/text.ts";
import {
  type Checker,
  type Compiler,
  type Moment,
  type Signature,
  SignatureKind,
  type Type,
  TypeFlags,
} from "./compiler.ts";
import { Marker, type MarkerSource, namesThrough, OWN_MODULE } from "./marker.ts";
import { type VisibleName, visibleNames } from "./names.ts";
import { assignability } from "./assignable.ts";
import { laterUses, typeTextOf } from "./later.ts";
import { type Role, roleOf } from "./place.ts";
import { child, isFunction, parseFile, pathTo, type SyntaxNode, word } from "./syntax.ts";

/** Names looked at in one survey: the nearest, and the globals the project uses most. */
const MAX_NAMES = 220;
const MAX_GLOBALS = 24;
const MAX_IMPORTS = 40;
/** What would have to be imported first is farther than anything in the file. */
const IMPORT_DISTANCE = 20;
/** What stands at the hole while the compiler looks. */
const PROBE = "__maze_probe";
const PROBE_DECLARATION = `\ndeclare function ${PROBE}<T = any>(): T;\n`;
/** Declared with what later code reads of the hole's value. */
const LATER = "__maze_later";

/** A name, or a text below it such as a member path, with its type at the place. */
export interface TypedText {
  readonly text: string;
  readonly type: Type;
  readonly name: VisibleName;
  /** Imports that the text needs and the file lacks. */
  readonly needs?: readonly ImportNeed[];
}

/** What is known of a draft's place. Valid until disposed. */
export interface Survey {
  readonly moment: Moment;
  readonly role: Role;
  readonly path: readonly SyntaxNode[];
  /** The file's text with the hole in it. */
  readonly text: string;
  /** The hole. */
  readonly span: Span;
  /** The type the place asks for; absent where the language asks for none. */
  readonly expected: Type | undefined;
  /** The same where it depends on what the place gets, as an argument of a generic call does. */
  readonly callback: Type | undefined;
  /** True where the place is declared to take any value. */
  readonly takesAny: boolean;
  /** What later code asks of the variable that the hole initialises; empty where a type is expected. */
  readonly later: readonly Type[];
  readonly names: readonly TypedText[];
  /** True for a member that is the marker: it fills nothing. */
  isMarker(text: string): boolean;
  readonly isCapped: boolean;
  readonly isAwaitAllowed: boolean;
  /** True in the body of a generator. */
  readonly isYieldAllowed: boolean;
  /** True when a value of the first type can stand where the second is asked for. */
  fits(source: Type, target: Type): Promise<boolean> | boolean;
  signatures(type: Type, kind: "call" | "construct"): Promise<readonly Signature[]>;
}

/**
 * Looks at a draft's place.
 *
 * @param globals Names to try that no file of the project declares.
 * @param imports Names to try that the file could import, with the specifiers it would write; the likeliest first.
 * @param source What the modules that the file asks for give of the marker.
 */
export async function survey(
  compiler: Compiler,
  path: string,
  text: string,
  draft: Draft,
  globals: readonly string[],
  imports: readonly ImportNeed[] = [],
  source: MarkerSource = OWN_MODULE,
): Promise<Survey> {
  const { span, file } = draft.hole;
  const { program } = parseFile(file, text);
  const nodes = pathTo(program, span);
  const own = holeName(nodes);
  const marker = new Marker(program, source);
  const around = visibleNames(nodes, span);
  const visible = around.filter(({ name, declaredAt }) =>
    name !== own && marker.locals.get(name) !== declaredAt
  );
  const seen = new Set(visible.map(({ name }) => name));
  const free = globals.filter((name) => !seen.has(name)).slice(0, MAX_GLOBALS)
    .map((name): VisibleName => ({ name, kind: "global", distance: 99, declaredAt: 0, isConst: true }));
  const names = [...visible.slice(0, MAX_NAMES), ...free];
  const foreign = imports.filter(({ name }) => !seen.has(name)).slice(0, MAX_IMPORTS);
  const imported = new Set(
    foreign.flatMap(({ name, from, kind }) =>
      kind === "namespace" ? namesThrough("*", name, source(from)) : []
    ),
  );
  const list = [...names.map(({ name }) => name), ...foreign.map(importType)];
  const head = "(void [";
  const probe = `${head}${list.join(", ")}], ${PROBE}())`;
  const filled = applyEdits(text, [{ file, span, text: probe }]) + PROBE_DECLARATION;
  const uses = laterUses(nodes);
  const used = typeTextOf(uses);
  const overlay = used === "" ? filled : `${filled}declare const ${LATER}: ${used};\n`;
  const moment = await compiler.moment(new Map([[path, overlay]]));
  const offsets: number[] = [];
  let at = span.start + head.length;
  for (const one of list) {
    offsets.push(at);
    at += one.length + 2;
  }
  const call = { start: span.start + probe.length - PROBE.length - 3, end: span.start + probe.length - 1 };
  const { checker } = moment;
  const spans = foreign.map((one, index) => {
    const start = offsets[names.length + index] ?? 0;
    return { start, end: start + importType(one).length };
  });
  const grown = probe.length - (span.end - span.start);
  const passed = uses.passed.map(({ start, end }) => ({ start: start + grown, end: end + grown }));
  const [types, [node, ...found], [wide]] = await Promise.all([
    checker.getTypeAtPosition(path, offsets.slice(0, names.length)),
    moment.expressions(path, [call, ...spans, ...passed]),
    used === "" ? [] : checker.getTypeAtPosition(path, [filled.length + "declare const ".length]),
  ]);
  const reads = found.slice(0, spans.length);
  const readable = foreign.flatMap((need, index) => reads[index] ? [{ need, read: reads[index] }] : []);
  const readTypes = readable.length > 0
    ? await checker.getTypeAtLocation(readable.map(({ read }) => read))
    : [];
  const signatures = cachedSignatures(checker);
  const [asked, isOpen, ...later] = await Promise.all([
    node && checker.getContextualType(node),
    isGenericArgument(moment, path, nodes, signatures),
    ...found.slice(spans.length).map((one) => one && checker.getContextualType(one)),
  ]);
  // What a generic call asks for depends on what it gets: only the whole can be checked.
  const expected = asked && isOpen && !(asked.flags & SURE) ? undefined : asked;
  return {
    moment,
    role: roleOf(nodes),
    path: nodes,
    text,
    span,
    expected: expected && !(expected.flags & TypeFlags.AnyOrUnknown) ? expected : undefined,
    callback: asked && isOpen ? asked : undefined,
    takesAny: asked !== undefined && !isOpen && (asked.flags & TypeFlags.AnyOrUnknown) !== 0,
    later: asked ? [] : [wide, ...later].filter((one) => one !== undefined)
      .filter(({ flags }) => !(flags & (TypeFlags.AnyOrUnknown | TypeFlags.TypeParameter))),
    names: [
      ...names.flatMap((name, index) => {
        const type = types[index];
        return type && !type.isErrorType() ? [{ text: name.name, type, name }] : [];
      }),
      ...readable.flatMap(({ need }, index) => importable(need, readTypes[index])),
    ],
    isMarker: (text) => marker.isVisible(text, around) || imported.has(text),
    isCapped: visible.length > MAX_NAMES,
    isAwaitAllowed: isAsync(nodes),
    isYieldAllowed: nodes.findLast(isFunction)?.generator === true,
    fits: assignability(checker),
    signatures,
  };
}

const SURE = TypeFlags.Boolean | TypeFlags.String | TypeFlags.Number;

/** True for an argument of a function or class that has type parameters. */
async function isGenericArgument(
  moment: Moment,
  path: string,
  nodes: readonly SyntaxNode[],
  signatures: Survey["signatures"],
): Promise<boolean> {
  const parent = nodes.at(-2);
  const callee = parent && child(parent, "callee");
  if (!parent || !callee || callee === nodes.at(-1)) return false;
  const [node] = await moment.expressions(path, [callee]);
  const type = node && await moment.checker.getTypeAtLocation(node);
  if (!type) return false;
  const found = await signatures(type, parent.type === "NewExpression" ? "construct" : "call");
  return found.some(({ typeParameters }) => (typeParameters?.length ?? 0) > 0);
}

function cachedSignatures(checker: Checker): Survey["signatures"] {
  const known = new Map<string, Promise<readonly Signature[]>>();
  return (type, kind) => {
    const key = `${kind}${type.id}`;
    let answer = known.get(key);
    if (!answer) {
      answer = checker.getSignaturesOfType(
        type,
        kind === "call" ? SignatureKind.Call : SignatureKind.Construct,
      );
      known.set(key, answer);
    }
    return answer;
  };
}

/** An expression of the type that an import would have. */
function importType({ name, from, kind }: ImportNeed): string {
  const member = kind === "named" ? `.${name}` : kind === "default" ? ".default" : "";
  return `0 as any as typeof import(${JSON.stringify(from)})${member}`;
}

function importable(need: ImportNeed, type: Type | undefined): TypedText[] {
  // What can not be imported, and types, have no value's type.
  if (!type || type.isErrorType() || type.flags & TypeFlags.Any) return [];
  const name: VisibleName = {
    name: need.name,
    kind: "import",
    distance: IMPORT_DISTANCE,
    declaredAt: 0,
    isConst: true,
  };
  return [{ text: need.name, type, name, needs: [need] }];
}

/** The name of the function that marks the hole: never a part of what fills it. */
function holeName(path: readonly SyntaxNode[]): string {
  const node = path.at(-1);
  return node?.type === "CallExpression" ? word(child(node, "callee"), "name") : "";
}

function isAsync(path: readonly SyntaxNode[]): boolean {
  const inner = path.findLast((node) => node.type.includes("Function"));
  return inner ? inner.async === true : true;
}
