/**
 * What a Lark grammar uses, and what llguidance would refuse in it.
 *
 * @see guidance-ai/llguidance:docs/syntax.md, of 2026-08; tried on 1.9.1
 *
 * @module
 */

import { grammarFault } from "./grammar_fault.ts";
import type { LarkToken } from "./lark_tokens.ts";
import { type Lark, type LarkDefinition, readLark } from "./read_lark.ts";

/** What a Lark grammar uses beyond names, strings, groups and repetition. */
export type LarkFeature =
  | "regex"
  | "regex-flags"
  | "range"
  | "case-insensitive"
  | "alias"
  | "algebra"
  | "token"
  | "reference"
  | "rule-options"
  | "ignore"
  | "import"
  | "json"
  | "substring"
  | "lark"
  | "llguidance";

/** The rule that a grammar begins with. */
const START = "start";

/** Directives that llguidance takes, and what a grammar with them uses. */
const DIRECTIVES: Readonly<Record<string, LarkFeature>> = {
  "%ignore": "ignore",
  "%import": "import",
  "%json": "json",
  "%regex": "substring",
  "%lark": "lark",
  "%llguidance": "llguidance",
};

/**
 * Checks Lark before a server sees it.
 *
 * @returns What the grammar uses.
 * @throws {MazeError} `constraint/grammar`, with line and column, for the first fault.
 */
export function checkLark(text: string): ReadonlySet<LarkFeature> {
  const fault = (at: number, is: string, hint?: string) =>
    grammarFault({ dialect: "lark", text }, at, hint === undefined ? { is } : { is, hint });
  const lark = readLark(text);
  for (const { head, name } of lark.definitions) checkHead(head, name, fault);
  for (const { body } of [...lark.definitions, ...lark.directives]) checkBody(body, fault);
  const features = featuresOf(lark, fault);
  checkNames(lark, fault);
  return features;
}

type Fault = (at: number, is: string, hint?: string) => Error;

function checkHead(head: readonly LarkToken[], name: string, fault: Fault): void {
  const [first] = head;
  if (!first || first.text === "[") return;
  const what = first.text === "." ? "a priority" : first.text === "{" ? "parameters" : `"${first.text}"`;
  throw fault(first.at, `${what} behind "${name}"`, "llguidance has no priorities and no templates");
}

function checkBody(body: readonly LarkToken[], fault: Fault): void {
  for (const [index, token] of body.entries()) {
    if (token.kind === "regex") checkRegex(token, fault);
    if (token.kind === "sign" && /^[:=]$/.test(token.text)) {
      throw fault(token.at, `"${token.text}" in a definition`, "A grammar with ::= is EBNF or GBNF");
    }
    if (token.text === "{") checkBounds(body.slice(index), fault);
    const previous = body[index - 1];
    if (
      /^[*+?]$/.test(token.text) && token.kind === "sign" && (!previous || /^[|(*+?]$/.test(previous.text))
    ) {
      throw fault(token.at, `"${token.text}" with nothing to repeat`);
    }
  }
}

/** What llguidance's regex lacks, outside of escapes and classes. */
function checkRegex({ text, at }: LarkToken, fault: Fault): void {
  const bare = text.replace(/\\[^]/g, (escape) => /[1-9]/.test(escape) ? escape : "  ")
    .replace(/\[\]?[^\]]*\]/g, (part) => " ".repeat(part.length));
  const found = /\(\?<?[=!]|[*+?}]\?|\\[1-9]/.exec(bare);
  if (!found) return;
  const name = found[0].startsWith("(")
    ? "a lookaround"
    : found[0].startsWith("\\")
    ? "a backreference"
    : "a lazy quantifier";
  throw fault(at + found.index, `${name} in a regex`, "llguidance's regex has none");
}

/** Bounds in braces: `{2}`, `{2,}`, `{,3}`, `{2,3}`. */
function checkBounds([open, ...rest]: readonly LarkToken[], fault: Fault): void {
  const inner = rest.slice(0, rest.findIndex(({ text }) => text === "}"));
  const written = inner.map(({ text }) => text).join("");
  if (!open || !/^(?:\d+(?:,\d*)?|,\d+)$/.test(written)) return;
  const [least = "", most = least] = written.split(",");
  if (Number(most) === 0 && most !== "") {
    throw fault(open.at, "a repetition that comes 0 times", "Leave out what is repeated");
  }
  if (most !== "" && Number(least) > Number(most)) {
    throw fault(open.at, "a repetition has more at least than at most");
  }
}

function checkNames(lark: Lark, fault: Fault): void {
  const definitions = new Map<string, LarkDefinition>();
  for (const definition of lark.definitions) {
    const { name, at } = definition;
    if (definitions.has(name)) throw fault(at, `"${name}" is defined twice`);
    definitions.set(name, definition);
  }
  const known = new Set([...definitions.keys(), ...lark.directives.flatMap(imported)]);
  for (const { name: from, body } of lark.definitions) {
    for (const { text: name, at } of namesIn(body)) {
      if (!known.has(name)) throw fault(at, `"${name}" is not defined`);
      if (isTerminal(from) && !isTerminal(name)) throw fault(at, `terminal "${from}" uses rule "${name}"`);
      if (isTerminal(from) && leadsTo(name, from, definitions)) {
        throw fault(at, `terminal "${from}" uses itself`);
      }
    }
  }
  if (!definitions.has(START)) throw fault(0, `no rule is named "${START}"`);
}

function isTerminal(name: string): boolean {
  return /^_?[A-Z]/.test(name);
}

/** True when a terminal uses another, or is it. */
function leadsTo(name: string, wanted: string, definitions: ReadonlyMap<string, LarkDefinition>): boolean {
  const seen = new Set<string>();
  const next = [name];
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    if (one === wanted) return true;
    if (!seen.has(one)) next.push(...namesIn(definitions.get(one)?.body ?? []).map(({ text }) => text));
    seen.add(one);
  }
  return false;
}

/** Names that are used: neither an alias nor within another grammar. */
function namesIn(body: readonly LarkToken[]): LarkToken[] {
  const nested = body.findIndex(({ text }) => text === "%lark");
  return (nested < 0 ? body : body.slice(0, nested)).filter(({ kind }, index) =>
    (kind === "rule" || kind === "terminal") && body[index - 1]?.text !== "->"
  );
}

/** Names that an import brings: the last of a path, those in parentheses, or the alias. */
function imported({ name, body }: Lark["directives"][number]): string[] {
  if (name !== "%import") return [];
  const list = body.findIndex(({ text }) => text === "(");
  if (list >= 0) return body.slice(list).filter(({ kind }) => kind === "terminal").map(({ text }) => text);
  return body.slice(-1).map(({ text }) => text);
}

function featuresOf(lark: Lark, fault: Fault): ReadonlySet<LarkFeature> {
  const features = new Set<LarkFeature>();
  for (const { name, at, body } of lark.directives) {
    features.add(directiveOf(name, at, fault));
    if (name === "%import" && body[0]?.text !== "common") {
      throw fault(at, "an import from elsewhere than common", "llguidance has no other");
    }
  }
  for (const { head, body } of lark.definitions) {
    if (head.length > 0) features.add("rule-options");
    for (const [index, token] of body.entries()) {
      if (token.kind === "directive") features.add(directiveOf(token.text, token.at, fault));
      else featuresOfToken(token, body[index + 1]).forEach((feature) => features.add(feature));
    }
  }
  return features;
}

function directiveOf(name: string, at: number, fault: Fault): LarkFeature {
  const feature = DIRECTIVES[name];
  if (feature === undefined) throw fault(at, name, "llguidance has no such directive");
  return feature;
}

function featuresOfToken({ kind, text }: LarkToken, next: LarkToken | undefined): LarkFeature[] {
  if (kind === "regex") return /\/[a-z]+$/.test(text) ? ["regex", "regex-flags"] : ["regex"];
  if (kind === "string") return text.endsWith("i") ? ["case-insensitive"] : [];
  if (kind === "special") return ["token"];
  if (kind === "reference") return ["reference"];
  if (kind !== "sign") return [];
  if (text === "->") return ["alias"];
  // Before a number both say how often: `~2..3`.
  if (next?.kind === "number") return [];
  return text === ".." ? ["range"] : text === "&" || text === "~" ? ["algebra"] : [];
}
