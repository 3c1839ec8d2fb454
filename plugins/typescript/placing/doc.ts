/**
 * The doc comment of a new declaration, in the form in which the project writes its own.
 *
 * @module
 */

import type { Claim } from "./claims.ts";

/** How the project writes doc comments. */
export interface DocHabit {
  /** True where most of what is exported has one. */
  readonly isUsual: boolean;
  /** `line`: behind the tag; `block`: on lines below it; `fenced`: in a fence below it. */
  readonly example: "line" | "block" | "fenced";
}

const FORMS: Readonly<Record<DocHabit["example"], RegExp>> = {
  block: /^[ \t]*\*[ \t]*@example[^\S\r\n]*\r?\n[ \t]*\*[ \t]*[^\s`~*]/gm,
  fenced: /^[ \t]*\*[ \t]*@example\b[^\r\n]*\r?\n(?:[ \t]*\*[ \t]*\r?\n)?[ \t]*\*[ \t]*(?:```|~~~)/gm,
  line: /^[ \t]*\/?\*+[ \t]*@example[ \t]+[^\r\n]*(?:=>|→)/gm,
};
const EXPORTED = /^export\s+(?:async\s+|abstract\s+|default\s+)?(?:function|class|const)\b/gm;
const DOCUMENTED = /\*\/[ \t]*\r?\nexport\s+(?:async\s+|abstract\s+|default\s+)?(?:function|class|const)\b/g;

/** What texts of the project show. */
export function docHabit(texts: readonly string[]): DocHabit {
  const count = (pattern: RegExp) => texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  const forms = { block: count(FORMS.block), fenced: count(FORMS.fenced), line: count(FORMS.line) };
  const example = forms.fenced > forms.block && forms.fenced >= forms.line
    ? "fenced"
    : forms.line > forms.block
    ? "line"
    : "block";
  const exported = count(EXPORTED);
  return { isUsual: exported > 0 && count(DOCUMENTED) * 2 > exported, example };
}

/** The comment, one line each; none where nobody would write it and there are no claims. */
export function docLines(intent: string, claims: readonly Claim[], { isUsual, example }: DocHabit): string[] {
  if (claims.length === 0 && !isUsual) return [];
  const said = sentence(intent);
  const lines = claims.map((claim) => quiet(`${claim.call} // => ${claim.value}`));
  const told = lines.flatMap((line) => line.split(/\r?\n/));
  if (lines.length === 0) return [`/** ${said} */`];
  const isPlain = claims.every((claim) => !claim.call.includes("\n") && !claim.value.includes("\n"));
  const examples = example === "fenced"
    ? ["@example", "```ts", ...told, "```"]
    : example === "line" && isPlain
    ? lines.map((line) => `@example ${line}`)
    : ["@example", ...told];
  return ["/**", ...[said, "", ...examples].map((line) => ` * ${line}`.trimEnd()), " */"];
}

/** With a capital and a full stop. */
function sentence(intent: string): string {
  const plain = quiet(intent.replaceAll(/\s+/g, " ").trim()).replace(/^@/, "");
  const [first = ""] = plain;
  return first.toUpperCase() + plain.slice(1) + (/[.!?:]$/.test(plain) ? "" : ".");
}

/** A comment ends where its end stands, whoever wrote it. */
function quiet(text: string): string {
  return text.replaceAll("*/", "* /");
}
