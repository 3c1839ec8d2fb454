/**
 * Where what belongs in a hole ends, as far as the text written so far shows it.
 *
 * @module
 */

import { child, list, STATEMENT_LISTS, type SyntaxNode } from "../syntax.ts";
import { type Cut, DEAD_END, endsLine } from "./cut.ts";
import { type Frame, parseIn, pathIn } from "./frame.ts";
import type { Reading, Token } from "./tokens.ts";

/** The end of a hole's code. */
export interface End {
  /** Offset in what is written. */
  readonly at: number;
  /** True where a bracket closes what the hole stands in; else a declaration could still follow. */
  readonly isClosed: boolean;
  /** True where it is the end only if nothing is wrong with the filled hole. */
  readonly mustFit?: boolean;
}

/** Where a sign ends the hole: a bracket that closes what it stands in, or what can not go on with an expression. */
export function endOf(frame: Frame, text: string, reading: Reading): End | undefined {
  const end = frame.holds === "expression" ? expressionEnd(frame, text, reading) : undefined;
  return end ?? (reading.stop?.kind === "closer" ? { at: reading.stop.at, isClosed: true } : undefined);
}

/** The end of statements of which the last one leaves: only declarations could follow. */
export function leavingEnd(frame: Frame, text: string, cut: Cut): End | undefined {
  if (frame.holds !== "statements" || cut.levels.length > 0 || !cut.isEnded) return undefined;
  return neverGoesOn(frame, text.slice(0, cut.at)) ? { at: cut.at, isClosed: false } : undefined;
}

/** An expression ends before a comma, a semicolon or a line that can not belong to it. */
function expressionEnd(frame: Frame, text: string, { tokens }: Reading): End | undefined {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const isAtEnd = token.open.length === 0 && next !== undefined &&
      (endsExpression(token, next) || endsLine(token, next));
    if (!isAtEnd) continue;
    const isEnd = isSemicolon(next) ||
      (!hasOpenAngle(tokens.slice(0, index + 1)) && parseIn(frame, text.slice(0, token.end)).isWhole);
    if (isEnd) return { at: token.end, isClosed: true };
  }
  return undefined;
}

function endsExpression(token: Token, { kind, text }: Token): boolean {
  if (kind !== "punct") return false;
  // A colon behind parentheses may begin the type that an arrow function returns.
  return text === "," || text === ";" || (text === ":" && token.text !== ")");
}

function isSemicolon({ kind, text }: Token): boolean {
  return kind === "punct" && text === ";";
}

/** True where a comma may stand between type arguments. */
function hasOpenAngle(tokens: readonly Token[]): boolean {
  let open = 0;
  for (const { text, kind, open: { length } } of tokens) {
    if (kind !== "punct" || length > 0) continue;
    if (text === "<") open++;
    else if (/^>+$/.test(text)) open = Math.max(0, open - text.length);
  }
  return open > 0;
}

/** True when nothing behind the code can be reached: only declarations could follow. */
function neverGoesOn(frame: Frame, code: string): boolean {
  const syntax = parseIn(frame, code + DEAD_END);
  const holder = pathIn(frame, syntax, code.length + 1, code.length + 2)
    .findLast(({ type }) => STATEMENT_LISTS.has(type));
  const own = holder
    ? list(holder, "body").filter(({ start }) => start < frame.head.length + code.length)
    : [];
  const last = syntax.isWhole ? own.at(-1) : undefined;
  return last !== undefined && leaves(last);
}

/** True for a statement behind which no code runs. */
export function leaves(node: SyntaxNode): boolean {
  switch (node.type) {
    case "ReturnStatement":
    case "ThrowStatement":
      return true;
    case "BlockStatement":
      return list(node, "body").some(leaves);
    case "IfStatement": {
      const [yes, no] = [child(node, "consequent"), child(node, "alternate")];
      return yes !== undefined && no !== undefined && leaves(yes) && leaves(no);
    }
    case "TryStatement": {
      const [block, handler, last] = ["block", "handler", "finalizer"].map((name) => child(node, name));
      if (last && leaves(last)) return true;
      const caught = handler && child(handler, "body");
      return block !== undefined && leaves(block) && (caught === undefined || leaves(caught));
    }
    default:
      return false;
  }
}
