/**
 * Private members `#name`: where they may be read, and how TypeScript's checker calls them.
 *
 * @module
 */

import { child, list, type SyntaxNode, word } from "./syntax.ts";

/**
 * How the checker names a private member: the class's number and the name.
 *
 * @see microsoft/typescript-go:internal/binder, `GetSymbolNameForPrivateIdentifier`, as of TypeScript 7.0.2
 */
const MANGLED = /^__#\d+@(#.+)$/;

/** The name of a private member as it is written, `#` included; `undefined` for any other property. */
export function privateName(property: string): string | undefined {
  return MANGLED.exec(property)?.[1];
}

/** The private names, `#` included, that the classes around a place declare; those aside that can only be set. */
export function privateNamesAt(path: readonly SyntaxNode[]): ReadonlySet<string> {
  const members = path.filter(({ type }) => type === "ClassBody").flatMap((body) => list(body, "body"));
  return new Set(members.flatMap((member) => {
    const key = child(member, "key");
    return key?.type === "PrivateIdentifier" && member.kind !== "set" ? [`#${word(key, "name")}`] : [];
  }));
}
