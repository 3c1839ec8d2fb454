/**
 * What is wrong with the text of a grammar, and where.
 *
 * @module
 */

import type { GrammarDialect } from "../../core/code/constraint.ts";
import { MazeError } from "../../core/kernel/errors.ts";

/** Text of a grammar in one dialect. */
export interface GrammarText {
  readonly dialect: GrammarDialect;
  readonly text: string;
}

/**
 * The error that names a fault with line and column, both from 1.
 *
 * @param offset Where the fault is, 0-based, in UTF-16 units.
 */
export function grammarFault({ dialect, text }: GrammarText, offset: number, fault: {
  /** As `rule "a" is not defined`. */
  readonly is: string;
  readonly hint?: string;
}): MazeError {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return new MazeError(`Cannot use ${NAMES[dialect]} grammar: ${fault.is} at ${place}`, {
    code: "constraint/grammar",
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
  });
}

const NAMES: Readonly<Record<GrammarDialect, string>> = { gbnf: "GBNF", ebnf: "EBNF", lark: "Lark" };
