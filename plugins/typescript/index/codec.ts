/**
 * How declarations lie in the store: rows of values without keys, half the size and half the time of objects.
 *
 * @module
 */

import type { Declaration, DeclarationKind, Member, MemberKind } from "./entry.ts";

const declarationKinds: readonly DeclarationKind[] = [
  "function",
  "class",
  "interface",
  "type",
  "enum",
  "namespace",
  "const",
  "let",
  "var",
];
const memberKinds: readonly MemberKind[] = [
  "property",
  "method",
  "getter",
  "setter",
  "constructor",
  "call",
  "construct",
  "index",
  "enum member",
];
const accesses: readonly Member["access"][] = ["public", "protected", "private"];

/** name, kind, start, end, flags (static 1, optional 2, readonly 4, access times 8), signature, doc */
type MemberRow = readonly [string, number, number, number, number, string, string];
/** name, kind, start, end, name's start, name's end, exported, container, signature, doc, members */
type DeclarationRow = readonly [
  string,
  number,
  number,
  number,
  number,
  number,
  0 | 1,
  string,
  string,
  string,
  readonly MemberRow[],
];

/** Declarations to text. */
export function encodeDeclarations(declarations: readonly Declaration[]): string {
  const rows = declarations.map((d): DeclarationRow => [
    d.name,
    declarationKinds.indexOf(d.kind),
    d.span.start,
    d.span.end,
    d.nameSpan.start,
    d.nameSpan.end,
    d.isExported ? 1 : 0,
    d.container,
    d.signature,
    d.doc,
    d.members.map(memberRow),
  ]);
  return JSON.stringify(rows);
}

/** @param text What `encodeDeclarations` made; empty for none. */
export function decodeDeclarations(text: string): readonly Declaration[] {
  const rows = text === "" ? [] : JSON.parse(text) as readonly DeclarationRow[];
  return rows.map((row) => ({
    name: row[0],
    kind: declarationKinds[row[1]] ?? "var",
    span: { start: row[2], end: row[3] },
    nameSpan: { start: row[4], end: row[5] },
    isExported: row[6] === 1,
    container: row[7],
    signature: row[8],
    doc: row[9],
    members: row[10].map(memberOf),
  }));
}

function memberRow(m: Member): MemberRow {
  const flags = (m.isStatic ? 1 : 0) | (m.isOptional ? 2 : 0) | (m.isReadonly ? 4 : 0);
  return [
    m.name,
    memberKinds.indexOf(m.kind),
    m.span.start,
    m.span.end,
    flags | accesses.indexOf(m.access) << 3,
    m.signature,
    m.doc,
  ];
}

function memberOf([name, kind, start, end, flags, signature, doc]: MemberRow): Member {
  return {
    name,
    kind: memberKinds[kind] ?? "property",
    span: { start, end },
    isStatic: (flags & 1) !== 0,
    isOptional: (flags & 2) !== 0,
    isReadonly: (flags & 4) !== 0,
    access: accesses[flags >> 3] ?? "public",
    signature,
    doc,
  };
}
