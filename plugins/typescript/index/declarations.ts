/**
 * The declarations of a tree.
 *
 * @module
 */

import type {
  BindingPattern,
  Class,
  Declaration as DeclarationNode,
  ExportDefaultDeclarationKind,
  Function as FunctionNode,
  Program,
  Statement,
  TSGlobalDeclaration,
  TSModuleDeclaration,
  VariableDeclaration,
} from "oxc-parser";
import type { Declaration, DeclarationKind } from "./entry.ts";
import type { Docs } from "./doc.ts";
import { classMembers, enumMembers, typeMembers } from "./members.ts";
import { headOf, variableHead } from "./signature.ts";

/** What is needed beside the tree. */
export interface Around {
  readonly text: string;
  readonly docs: Docs;
  /** Local names that the file exports. */
  readonly exported: ReadonlySet<string>;
}

/** A statement's frame: where it starts with `export` and decorators, and what it lies in. */
interface Frame extends Around {
  readonly start: number;
  readonly end: number;
  readonly container: string;
  readonly isExported: boolean;
  readonly out: Declaration[];
}

/** Every declaration at the top and inside namespaces, in order of place. */
export function declarationsOf(program: Program, around: Around): readonly Declaration[] {
  const out: Declaration[] = [];
  statements(program.body, "", around, out);
  return out;
}

function statements(body: readonly Statement[], container: string, around: Around, out: Declaration[]): void {
  for (const node of body) {
    const isExport = node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration";
    const inner = isExport ? node.declaration : node;
    if (!inner) continue;
    const decorated = "decorators" in inner ? inner.decorators[0]?.start ?? node.start : node.start;
    const start = Math.min(node.start, decorated);
    declare(inner, { ...around, start, end: node.end, container, isExported: isExport, out });
  }
}

function declare(node: Statement | DeclarationNode | ExportDefaultDeclarationKind, frame: Frame): void {
  switch (node.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return addFunction(node, frame);
    case "ClassDeclaration":
      return addClass(node, frame);
    case "VariableDeclaration":
      return addVariables(node, frame);
    case "TSInterfaceDeclaration":
      return add("interface", node.id, node.body.start, typeMembers(node.body.body, frame), frame);
    case "TSTypeAliasDeclaration": {
      const type = node.typeAnnotation;
      const members = type.type === "TSTypeLiteral" ? typeMembers(type.members, frame) : [];
      return add("type", node.id, members.length > 0 ? type.start : undefined, members, frame);
    }
    case "TSEnumDeclaration":
      return add("enum", node.id, node.body.start, enumMembers(node.body.members, frame), frame);
    case "TSModuleDeclaration":
      return addNamespace(node, frame);
  }
}

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function add(
  kind: DeclarationKind,
  id: Named,
  bodyStart: number | undefined,
  members: Declaration["members"],
  frame: Frame,
): void {
  const { text, docs, start, end, container, out } = frame;
  out.push({
    name: id.name,
    kind,
    span: { start, end },
    nameSpan: { start: id.start, end: nameEnd(id) },
    isExported: frame.isExported || (container === "" && frame.exported.has(id.name)),
    container,
    signature: headOf(text, start, bodyStart ?? end),
    doc: docs.above(start),
    members,
  });
}

/** A variable's identifier node spans its type annotation too. */
function nameEnd(id: Named): number {
  return Math.min(id.end, id.start + id.name.length);
}

function addFunction(node: FunctionNode, frame: Frame): void {
  const id = node.id ?? unnamed(frame);
  add("function", id, node.body?.start, [], frame);
}

function addClass(node: Class, frame: Frame): void {
  const id = node.id ?? unnamed(frame);
  add("class", id, node.body.start, classMembers(node.body.body, frame), frame);
}

/** `export default function () {}` is known as `default`, and its name stands where it starts. */
function unnamed(frame: Frame): Named {
  return { name: "default", start: frame.start, end: frame.start };
}

function addVariables(node: VariableDeclaration, frame: Frame): void {
  const kind = node.kind === "const" || node.kind === "let" || node.kind === "var" ? node.kind : "const";
  const isAlone = node.declarations.length === 1;
  for (const declarator of node.declarations) {
    const start = isAlone ? frame.start : declarator.start;
    const signature = variableHead(frame.text, frame.start, kind, declarator);
    for (const id of names(declarator.id)) {
      const before = frame.out.length;
      add(kind, id, undefined, [], { ...frame, start, end: isAlone ? frame.end : declarator.end });
      const added = frame.out[before];
      if (added) frame.out[before] = { ...added, signature, doc: frame.docs.above(frame.start) || added.doc };
    }
  }
}

function* names(pattern: BindingPattern): Generator<Named> {
  if (pattern.type === "Identifier") yield pattern;
  else if (pattern.type === "AssignmentPattern") yield* names(pattern.left);
  else if (pattern.type === "ArrayPattern") {
    for (const item of pattern.elements) {
      if (item) yield* names(item.type === "RestElement" ? item.argument : item);
    }
  } else {
    for (const item of pattern.properties) {
      yield* names(item.type === "RestElement" ? item.argument : item.value);
    }
  }
}

function addNamespace(node: TSModuleDeclaration | TSGlobalDeclaration, frame: Frame): void {
  const name = frame.text.slice(node.id.start, node.id.end);
  const isGlobal = node.kind === "global";
  if (!isGlobal) add("namespace", { ...node.id, name }, node.body?.start, [], frame);
  const inside = isGlobal ? "" : frame.container === "" ? name : `${frame.container}.${name}`;
  if (node.body) statements(node.body.body, inside, { ...frame, exported: new Set() }, frame.out);
}
