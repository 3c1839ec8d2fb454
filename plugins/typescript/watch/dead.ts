/**
 * Syntax that no continuation can mend.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import type { Span } from "../../../core/code/text.ts";
import { DEAD_END } from "./cut.ts";
import type { Frame } from "./frame.ts";
import { closingOf, type Levels } from "./levels.ts";
import type { Reading, Stop, Token } from "./tokens.ts";

/** Behind these a type parameter may begin, which may be `const`. */
const AWAITS_PARAMETER = /^[<,]$/;

/** A fault of syntax, in what is written. */
export interface DeadSyntax {
  readonly span: Span;
  readonly message: string;
}

/** Words that begin a statement and stand nowhere inside one. */
const BEGINS_STATEMENT = /^(?:const|return|if|for|while|switch|try|throw|break|continue|var)$/;
/** Behind these such a word may stand on the next line without a statement's end between. */
const AWAITS_STATEMENT = /^(?:else|do|export|declare|async|as|satisfies|default|[.:]|\?\.|=>|@)$/;

/** What is wrong with brackets and strings: told at once. */
export function brokenToken({ kind, at }: Stop): DeadSyntax | undefined {
  const span = { start: at, end: at + 1 };
  if (kind === "mismatch") {
    return { span, message: "This bracket closes another kind than the one that is open" };
  }
  if (kind === "line-end-in-string") return { span, message: "Unterminated string" };
  return undefined;
}

/**
 * The first syntax fault in statements that have ended, and in blocks. Inside a statement nothing is sure: parentheses
 * become parameters by an arrow behind them, and literals become patterns.
 *
 * @param floor Up to here the code is known to be sound.
 */
export function deadStatement(
  frame: Frame,
  levels: Levels,
  text: string,
  reading: Reading,
  floor: number,
): DeadSyntax | undefined {
  return inEndedBlock(frame, levels, text, reading, floor) ??
    inEndedStatement(frame, levels, text, reading, floor);
}

/** What is wrong between the braces of the last block that has ended. */
function inEndedBlock(
  frame: Frame,
  levels: Levels,
  text: string,
  { tokens }: Reading,
  floor: number,
): DeadSyntax | undefined {
  for (let index = tokens.length - 1; index > 0; index--) {
    const token = tokens[index];
    if (!token || token.end <= floor) return undefined;
    const before = tokens[index - 1]?.open ?? [];
    if (token.text !== "}" || token.kind !== "punct" || before.length <= token.open.length) continue;
    const block = levels.of(text, before)[token.open.length];
    if (block?.kind !== "block") continue;
    const code = text.slice(0, token.end);
    const fault = faultAt(frame, code + DEAD_END + closingOf(levels.of(text, token.open)));
    return fault && fault.start >= block.bracket.inside && fault.start < token.end
      ? within(fault, code)
      : undefined;
  }
  return undefined;
}

/** What is wrong in statements before the last one, of the innermost block that is open. */
function inEndedStatement(
  frame: Frame,
  levels: Levels,
  text: string,
  reading: Reading,
  floor: number,
): DeadSyntax | undefined {
  const known = levels.of(text, reading.open);
  const inner = known.findLastIndex(({ kind }) => kind === "block");
  if (inner < 0 && frame.holds !== "statements") return undefined;
  const around = known.slice(0, inner + 1);
  const inside = around.at(-1)?.bracket.inside ?? 0;
  const end = statementEnd(reading.tokens.filter(({ end }) => end >= inside), around.length);
  if (!end || end.at < floor || (end.at === floor && !end.isCutOff)) return undefined;
  const code = text.slice(0, end.at);
  const at = faultAt(frame, code + DEAD_END + closingOf(around));
  // A fault behind the end is one of the closing; one in its first sign says that more had to come.
  const isDead = at && (at.start < end.at || (end.isCutOff && at.start === end.at));
  return isDead ? within(at, code) : undefined;
}

/** The first fault of code that is all there; `undefined` where it is sound. */
export function faultIn(frame: Frame, code: string): DeadSyntax | undefined {
  const fault = faultAt(frame, code);
  return fault && within(fault, code);
}

/** Where the parser gives up, and why. */
interface Fault extends Span {
  readonly message: string;
}

function faultAt({ file, head, tail, isJs }: Frame, code: string): Fault | undefined {
  const lang = isJs ? { lang: "jsx" as const } : {};
  const [error] = parseSync(file, head + code + tail, { ...lang, preserveParens: false }).errors;
  if (!error) return undefined;
  const { start = 0, end = start } = error.labels[0] ?? {};
  return { start: start - head.length, end: end - head.length, message: error.message };
}

/** The part of a fault that is written; its last sign where none is. */
function within({ start, end, message }: Fault, code: string): DeadSyntax {
  const first = Math.max(0, Math.min(start, code.length - 1));
  return { span: { start: first, end: Math.max(first + 1, Math.min(end, code.length)) }, message };
}

/** Words that go on with what stands before them, on the next line too. */
const GOES_ON =
  /^(?:in|of|as|is|instanceof|satisfies|extends|implements|from|else|catch|finally|while|keyof|asserts)$/;
/** Words that are all of an operand: any other may want one behind it. */
const OPERAND = /^(?:this|super|true|false|null|undefined)$/;

/**
 * True where an operand ends a line and a word begins the next one: no expression has two in a row. Names before the end
 * of a line may be words of the language, so only what is surely none counts.
 */
function isNextLine(
  before: Token,
  { kind, text, isAfterNewline }: Token,
  further: Token | undefined,
): boolean {
  if (kind !== "word" || !isAfterNewline || GOES_ON.test(text)) return false;
  if (/^(?:number|string|template|regex)$/.test(before.kind)) return true;
  const isMember = further?.text === "." || further?.text === "?.";
  return before.kind === "word" ? isMember || OPERAND.test(before.text) : /^[)\]]$/.test(before.text);
}

interface StatementEnd {
  readonly at: number;
  /** True where a word says that the next statement has begun; else a semicolon ends it, or the end of its line. */
  readonly isCutOff: boolean;
}

/** Where the last statement that is surely over ends, among those at a depth. */
function statementEnd(tokens: readonly Token[], depth: number): StatementEnd | undefined {
  for (let index = tokens.length - 1; index > 0; index--) {
    const token = tokens[index];
    const before = tokens[index - 1];
    if (!token || !before || token.open.length !== depth) continue;
    if (token.kind === "punct" && token.text === ";") {
      return { at: token.end, isCutOff: false };
    }
    if (before.open.length === depth && isNextLine(before, token, tokens[index - 2])) {
      return { at: before.end, isCutOff: false };
    }
    const isNew = token.kind === "word" && token.isAfterNewline && BEGINS_STATEMENT.test(token.text);
    const isParameter = token.text === "const" && AWAITS_PARAMETER.test(before.text);
    if (isNew && before.open.length === depth && !isParameter && !AWAITS_STATEMENT.test(before.text)) {
      return { at: before.end, isCutOff: true };
    }
  }
  return undefined;
}
