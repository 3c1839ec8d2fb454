/**
 * Finds ways around the compiler in a piece of code: each hides whatever is wrong behind it.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { child, childrenOf, list, type Syntax, type SyntaxNode, word } from "../syntax.ts";

/** The forms, by the names under which options allow them. */
export const CHEAT_FORMS = [
  "any",
  "as",
  "non-null",
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
  [/\b(?:eslint-disable|deno-lint-ignore|biome-ignore|oxlint-disable)\b/, "lint-ignore"],
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
  for (const { value, start, end } of syntax.comments) {
    const form = IN_COMMENTS.find(([pattern]) => pattern.test(value))?.[1];
    if (form && start >= span.start && end <= span.end) {
      const at = { start, end };
      // What a linter would say is not known here: a new silence counts, unless the project keeps it elsewhere.
      found.push(
        form === "lint-ignore"
          ? { form, span: at, target: silenced(value) }
          : { form, span: at, target: "", without: "" },
      );
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** The type in `x as any`: the assertion stands for it. */
function isAssertedAny({ type }: SyntaxNode, below: SyntaxNode): boolean {
  return below.type === "TSAnyKeyword" && (type === "TSAsExpression" || type === "TSTypeAssertion");
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
    case "CatchClause":
      return list(child(node, "body") ?? node, "body").length === 0
        ? { form: "empty-catch", span, target: "" }
        : undefined;
    case "ThrowStatement":
      return /not (?:yet )?implemented|unimplemented|todo/i.test(messageOf(child(node, "argument")))
        ? { form: "not-implemented", span, target: "" }
        : undefined;
    default:
      return undefined;
  }
}

/** The string that an error is made with. */
function messageOf(thrown: SyntaxNode | undefined): string {
  const [first] = thrown ? list(thrown, "arguments") : [];
  return first ? word(first, "value") : "";
}

/** The last name: `parent` of `this.node.parent`. */
function tailText(node: SyntaxNode, text: string): string {
  const property = child(node, "property");
  return node.type === "MemberExpression" && property
    ? text.slice(property.start, property.end)
    : text.slice(node.start, node.end);
}

function isWithin(node: SyntaxNode, span: Span): boolean {
  return node.start >= span.start && node.end <= span.end;
}
