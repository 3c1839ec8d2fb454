/**
 * Finds ways around the compiler in a piece of code: each hides whatever is wrong behind it.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { notDone, throwsNotDone } from "../not_done.ts";
import { child, childrenOf, type Comment, list, type Syntax, type SyntaxNode } from "../syntax.ts";

/** The forms, by the names under which options allow them. */
export const CHEAT_FORMS = [
  "any",
  "as",
  "non-null",
  "definite",
  "ts-ignore",
  "ts-expect-error",
  "ts-nocheck",
  "lint-ignore",
  "empty-catch",
  "not-implemented",
] as const;

/** One form. */
export type CheatForm = (typeof CHEAT_FORMS)[number];

/** One way around the compiler. */
export interface Cheat {
  readonly form: CheatForm;
  readonly span: Span;
  /** What it is applied to, as text: the asserted type, the name before `!`; empty where that says nothing. */
  readonly target: string;
  /** The text that stands there without it; absent where it can only be taken out whole. */
  readonly without?: string;
}

const IN_COMMENTS: readonly (readonly [RegExp, CheatForm])[] = [
  [/^\s*@ts-ignore\b/, "ts-ignore"],
  [/^\s*@ts-expect-error\b/, "ts-expect-error"],
  [/^\s*@ts-nocheck\b/, "ts-nocheck"],
  [/\b(?:eslint-disable|tslint:disable|deno-lint-ignore|biome-ignore|oxlint-disable)\b/, "lint-ignore"],
];

/** The ways around the compiler whose text lies in a span, in order. */
export function cheatsIn(syntax: Syntax, span: Span): Cheat[] {
  const found: Cheat[] = [];
  const visit = (node: SyntaxNode) => {
    if (node.end <= span.start || node.start >= span.end) return;
    childrenOf(node).filter((one) => !isAssertedAny(node, one)).forEach(visit);
    const cheat = isWithin(node, span) ? cheatAt(node, syntax.text) : undefined;
    if (cheat) found.push(cheat);
  };
  visit(syntax.program);
  for (const comment of syntax.comments.filter((one) => isWithin(one, span))) {
    const form = IN_COMMENTS.find(([pattern]) => pattern.test(comment.value))?.[1];
    if (form) found.push(silence(form, comment));
    found.push(...typesSaid(comment, syntax));
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** The type in `x as any`: the assertion stands for it. */
function isAssertedAny({ type }: SyntaxNode, below: SyntaxNode): boolean {
  return below.type === "TSAnyKeyword" && (type === "TSAsExpression" || type === "TSTypeAssertion");
}

/** What a linter would say is not known here: a new silence counts, unless the project keeps it elsewhere. */
function silence(form: CheatForm, { value, start, end }: Comment): Cheat {
  const span = { start, end };
  return form === "lint-ignore"
    ? { form, span, target: silenced(value) }
    : { form, span, target: "", without: "" };
}

const SAID = /(@(?:type|param|returns?)\s*\{)([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g;

/** In JavaScript doc comments give types: before a parenthesis as an assertion, elsewhere `any` is what it is. */
function typesSaid({ type, value, start, end }: Comment, { file, text }: Syntax): Cheat[] {
  if (type !== "Block" || !value.startsWith("*") || !/\.[cm]?jsx?$/.test(file)) return [];
  return [...value.matchAll(SAID)].flatMap(({ index, [1]: head = "", [2]: said = "" }): Cheat[] => {
    const target = said.trim();
    const isAny = target === "any" || target === "*";
    if (head.startsWith("@type") && /^\s*\(/.test(text.slice(end))) {
      const form = isAny ? "any" : "as";
      return target === "const" ? [] : [{ form, span: { start, end }, target, without: "" }];
    }
    // The value begins behind `/*`.
    const at = start + 2 + index + head.length;
    const span = { start: at, end: at + said.length };
    return isAny ? [{ form: "any", span, target: "any", without: "unknown" }] : [];
  });
}

/** What a linter is told to overlook, without the reason. */
function silenced(comment: string): string {
  return comment.split("--")[0]?.trim().replace(/\s+/g, " ") ?? "";
}

function cheatAt(node: SyntaxNode, text: string): Cheat | undefined {
  const span = { start: node.start, end: node.end };
  const inner = child(node, "expression");
  switch (node.type) {
    case "TSAsExpression":
    case "TSTypeAssertion": {
      const type = child(node, "typeAnnotation");
      const target = type ? text.slice(type.start, type.end) : "";
      if (target === "const" || !inner) return undefined;
      return {
        form: target === "any" ? "any" : "as",
        span,
        target,
        without: `(${text.slice(inner.start, inner.end)})`,
      };
    }
    case "TSNonNullExpression":
      return inner &&
        {
          form: "non-null",
          span,
          target: tailText(inner, text),
          without: text.slice(inner.start, inner.end),
        };
    case "TSAnyKeyword":
      return { form: "any", span, target: "any", without: "unknown" };
    case "VariableDeclarator":
    case "PropertyDefinition":
      return node.definite === true ? definite(node, text) : undefined;
    case "CatchClause":
      return list(child(node, "body") ?? node, "body").length === 0
        ? { form: "empty-catch", span, target: "" }
        : undefined;
    case "ThrowStatement":
      return notDone(node, text) !== undefined || throwsNotDone(node)
        ? { form: "not-implemented", span, target: "" }
        : undefined;
    default:
      return undefined;
  }
}

/** `name!: T`: that it has a value where it is read is only said. */
function definite(node: SyntaxNode, text: string): Cheat | undefined {
  const name = child(node, "key") ?? child(node, "id");
  if (!name) return undefined;
  // A variable's name spans its type too.
  const type = child(name, "typeAnnotation") ?? child(node, "typeAnnotation");
  const at = text.lastIndexOf("!", type?.start ?? name.end);
  return { form: "definite", span: { start: at, end: at + 1 }, target: "", without: "" };
}

/** The last name: `parent` of `this.node.parent`. */
function tailText(node: SyntaxNode, text: string): string {
  const property = child(node, "property");
  return node.type === "MemberExpression" && property
    ? text.slice(property.start, property.end)
    : text.slice(node.start, node.end);
}

function isWithin(node: Span, span: Span): boolean {
  return node.start >= span.start && node.end <= span.end;
}
