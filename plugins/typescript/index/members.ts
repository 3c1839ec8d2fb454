/**
 * The members of classes, interfaces, object types and enums.
 *
 * @module
 */

import type { ClassElement, ParamPattern, PropertyKey, TSEnumMember, TSSignature } from "oxc-parser";
import type { Docs } from "./doc.ts";
import type { Member, MemberKind } from "./entry.ts";
import { headOf, initialisedHead } from "./signature.ts";

interface Around {
  readonly text: string;
  readonly docs: Docs;
}

/** What a node says of itself; each kind of node has some of these. */
interface Flags {
  readonly start: number;
  readonly end: number;
  readonly static?: boolean;
  readonly optional?: boolean;
  readonly readonly?: boolean;
  readonly accessibility?: Member["access"] | null;
}

const classKinds = { constructor: "constructor", method: "method", get: "getter", set: "setter" } as const;

/** Members of a class body, parameter properties included. */
export function classMembers(body: readonly ClassElement[], around: Around): readonly Member[] {
  return body.flatMap((node) => {
    if (node.type === "StaticBlock") return [];
    if (node.type === "TSIndexSignature") return member("", "index", node, node.end, around);
    if ("kind" in node) {
      const own = member(
        node.kind === "constructor" ? "" : keyText(node.key, node.computed, around.text),
        classKinds[node.kind],
        node,
        node.value.body?.start ?? node.end,
        around,
      );
      return node.kind === "constructor" ? [own, ...parameterProperties(node.value.params, around)] : own;
    }
    const name = keyText(node.key, node.computed, around.text);
    const own = member(name, "property", node, node.typeAnnotation?.end ?? node.end, around);
    if (node.typeAnnotation || !node.value) return own;
    return { ...own, signature: initialisedHead(around.text, node.start, node.value, node.end) };
  });
}

/** Members of an interface or object type. */
export function typeMembers(body: readonly TSSignature[], around: Around): readonly Member[] {
  return body.map((node) => {
    switch (node.type) {
      case "TSPropertySignature":
        return member(keyText(node.key, node.computed, around.text), "property", node, node.end, around);
      case "TSMethodSignature":
        return member(
          keyText(node.key, node.computed, around.text),
          classKinds[node.kind],
          node,
          node.end,
          around,
        );
      case "TSCallSignatureDeclaration":
        return member("", "call", node, node.end, around);
      case "TSConstructSignatureDeclaration":
        return member("", "construct", node, node.end, around);
      case "TSIndexSignature":
        return member("", "index", node, node.end, around);
    }
  });
}

/** Members of an enum. */
export function enumMembers(body: readonly TSEnumMember[], around: Around): readonly Member[] {
  return body.map((node) =>
    member(keyText(node.id, false, around.text), "enum member", node, node.end, around)
  );
}

function member(
  name: string,
  kind: MemberKind,
  node: Flags,
  headEnd: number,
  { text, docs }: Around,
): Member {
  return {
    name,
    kind,
    span: { start: node.start, end: node.end },
    isStatic: node.static === true,
    isOptional: node.optional === true,
    isReadonly: node.readonly === true,
    access: name.startsWith("#") ? "private" : node.accessibility ?? "public",
    signature: headOf(text, node.start, headEnd),
    doc: docs.above(node.start),
  };
}

function parameterProperties(params: readonly ParamPattern[], around: Around): readonly Member[] {
  return params.flatMap((param) => {
    if (param.type !== "TSParameterProperty") return [];
    const target = param.parameter.type === "AssignmentPattern" ? param.parameter.left : param.parameter;
    if (target.type !== "Identifier") return [];
    return member(target.name, "property", param, param.end, around);
  });
}

function keyText(key: PropertyKey | TSEnumMember["id"], isComputed: boolean, text: string): string {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal" && !isComputed) return String(key.value);
  if (key.type === "Identifier" && !isComputed) return key.name;
  return isComputed ? `[${text.slice(key.start, key.end)}]` : text.slice(key.start, key.end);
}
