/**
 * Where written code can be cut and closed so that it is a program: behind a statement, a header, or an operator whose
 * operand is still to come.
 *
 * @module
 */

import { child, isFunction, list, STATEMENT_LISTS, type SyntaxNode } from "../syntax.ts";
import { type Frame, neverIn, parseIn, pathIn } from "./frame.ts";
import { closingOf, type Level, type Levels } from "./levels.ts";
import type { Reading, Token } from "./tokens.ts";

/** Code up to a place, and how it is closed there. */
export interface Cut {
  /** Where the code is cut: an offset in what is written. */
  readonly at: number;
  /** What ends the expression that is begun; empty where none is. */
  readonly operand: string;
  /** What is open there, outermost first. */
  readonly levels: readonly Level[];
  /** True when nothing that follows can belong to the statement before the place. */
  readonly isEnded: boolean;
}

/** Ends the path that the code before it takes: a block that is cut there lacks nothing. */
export const DEAD_END = ";throw 0;";
/** Boundaries looked at, from the end backwards. */
const MOST_TRIES = 24;

const OPERAND_FOLLOWS =
  /^(?:[,([=?:+\-*/%&|^!~]|=>|\.\.\.|&&|\|\||\?\?|\*\*|[=!]==?|<=|>=|<<|(?:[-+*/%&|^]|\*\*|&&|\|\||\?\?|<<)=)$/;
const CUTTABLE = /^[;{})\]]$/;
/** Words that go on with an expression on the line before. */
const CONTINUES = /^(?:in|instanceof|as|satisfies|extends|is)$/;
const STARTS = /^(?:\+\+|--|!|~|@)$/;

/** The last place behind `floor` where the code can be cut; `undefined` when there is none. */
export function lastCut(
  frame: Frame,
  levels: Levels,
  text: string,
  reading: Reading,
  floor: number,
): Cut | undefined {
  const { tokens } = reading;
  let tries = 0;
  for (let index = tokens.length - 1; index >= 0 && tries < MOST_TRIES; index--) {
    const token = tokens[index];
    if (!token || token.end <= floor) break;
    const isLineEnd = endsLine(token, tokens[index + 1]);
    if (!isLineEnd && !isCuttable(token)) continue;
    tries++;
    const known = levels.of(text, token.open);
    if (known.length < token.open.length) continue;
    const found = cutAt(frame, text, token, { levels: known, isLineEnd });
    if (found) return found;
  }
  return undefined;
}

/** Code that is closed at a cut. */
export interface Closed {
  readonly code: string;
  /** Where its blocks end, the innermost first. */
  readonly ends: readonly number[];
}

/**
 * The code up to a cut, closed there.
 *
 * @param before What to write before each block's end, the innermost first.
 */
export function closed(frame: Frame, text: string, cut: Cut, before: readonly string[] = []): Closed {
  let code = text.slice(0, cut.at) + cut.operand;
  const ends: number[] = [];
  const end = () => {
    const first = before[ends.length];
    ends.push(code.length);
    code += first === undefined ? DEAD_END : `;${first}${DEAD_END}`;
  };
  for (const level of [...cut.levels].reverse()) {
    if (level.kind !== "other") end();
    code += level.closing;
  }
  if (frame.holds === "statements") end();
  return { code, ends };
}

interface Place {
  readonly levels: readonly Level[];
  readonly isLineEnd: boolean;
}

function cutAt(frame: Frame, text: string, token: Token, { levels, isLineEnd }: Place): Cut | undefined {
  const kind = levels.length > 0 ? levels.at(-1)?.kind : frame.holds === "statements" ? "block" : "other";
  if (isLineEnd && kind === "other") return undefined;
  const at = token.end;
  for (const operand of operandsBehind(frame, token, isLineEnd)) {
    const end = kind === "other" ? "" : DEAD_END;
    // A block that is cut inside is not empty: the ends of the blocks around it can stay as they were found.
    const code = text.slice(0, at) + operand + end + closingOf(levels);
    const syntax = parseIn(frame, code);
    if (!syntax.isWhole) continue;
    if (kind === "other" && isInLoopHead(pathIn(frame, syntax, at, at))) continue;
    if (kind === "other") return { at, operand, levels, isEnded: false };
    const path = pathIn(frame, syntax, at + operand.length, at + operand.length + 1);
    if (isInLoopHead(path)) continue;
    return { at, operand, levels, isEnded: operand === "" && (isLineEnd || isAfterStatement(path)) };
  }
  // A switch that has no case yet holds no statement.
  if (kind !== "switch" || !parseIn(frame, text.slice(0, at) + closingOf(levels)).isWhole) return undefined;
  return { at, operand: "", levels: withoutDeadEnd(levels), isEnded: false };
}

/** The semicolon of the dead end is a statement of its own: the one before needs none. */
function isAfterStatement(path: readonly SyntaxNode[]): boolean {
  const [holder, own] = path.slice(-2);
  if (own?.type !== "EmptyStatement" || !holder || !STATEMENT_LISTS.has(holder.type)) return false;
  const statements = list(holder, holder.type === "SwitchCase" ? "consequent" : "body");
  return !mayGetElse(statements[statements.indexOf(own) - 1]);
}

/**
 * In a loop's condition, and before its body, no block of the loop is open: nothing could be put there that says what its
 * next turn may find assigned.
 */
function isInLoopHead(path: readonly SyntaxNode[]): boolean {
  return path.slice(path.findLastIndex(isFunction) + 1).some((node, at, own) =>
    node.type === "DoWhileStatement"
      ? own[at + 1] !== child(node, "body")
      : /^(?:While|For|ForOf|ForIn)Statement$/.test(node.type) &&
        child(node, "body")?.type === "EmptyStatement"
  );
}

/** True for a loop without braces that ends in an `if`: an `else` would be a part of the loop. */
function mayGetElse(node: SyntaxNode | undefined, isInLoop = false): boolean {
  switch (node?.type) {
    case "IfStatement": {
      const other = child(node, "alternate");
      return other
        ? mayGetElse(other, isInLoop)
        : isInLoop || mayGetElse(child(node, "consequent"), isInLoop);
    }
    case "LabeledStatement":
      return mayGetElse(child(node, "body"), isInLoop);
    case "WhileStatement":
    case "ForStatement":
    case "ForOfStatement":
    case "ForInStatement":
      return mayGetElse(child(node, "body"), true);
    default:
      return false;
  }
}

function withoutDeadEnd(levels: readonly Level[]): Level[] {
  return levels.map((level, at) => at === levels.length - 1 ? { ...level, kind: "other" } : level);
}

function operandsBehind(frame: Frame, token: Token, isLineEnd: boolean): readonly string[] {
  if (isLineEnd) return [""];
  const never = neverIn(frame);
  if (!isOperandNext(token)) return ["", ` : ${never}`];
  return [never, `${never} : ${never}`, ""];
}

function isCuttable(token: Token): boolean {
  return isOperandNext(token) || (token.kind === "punct" && CUTTABLE.test(token.text));
}

function isOperandNext({ kind, text }: Token): boolean {
  return kind === "template" ? text.endsWith("${") : kind === "punct" && OPERAND_FOLLOWS.test(text);
}

/** True when a token is the last of its line and of its statement, if what it ends can be a statement. */
export function endsLine(token: Token, next: Token | undefined): boolean {
  if (!next?.isAfterNewline || next.open.length < token.open.length) return false;
  if (token.kind === "punct" && (OPERAND_FOLLOWS.test(token.text) || /^[;{]$/.test(token.text))) return false;
  if (next.kind === "word") return !CONTINUES.test(next.text);
  return next.kind === "number" || next.kind === "string" ||
    (next.kind === "punct" && STARTS.test(next.text));
}
