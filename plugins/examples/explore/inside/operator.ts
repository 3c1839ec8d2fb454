/**
 * Runs in the sandbox. What can be made of expressions: each way with its operands, its text and what it computes.
 *
 * @module
 */

import type { Entry, WideKind } from "./space.ts";

/** What an operand must be. */
export interface Take {
  /** Absent: any kind. */
  readonly kinds?: readonly WideKind[];
  /** @param before The operands in front of it. */
  readonly accept?: (entry: Entry, before: readonly Entry[]) => boolean;
}

/** One way to make an expression of others. */
export interface Operator {
  readonly takes: readonly Take[];
  /** Added to the levels of its operands. */
  readonly cost: number;
  /** How strongly its text binds. */
  readonly rank: number;
  readonly text: (entries: readonly Entry[]) => string;
  // deno-lint-ignore no-explicit-any -- operands are what they are, and what does not suit throws
  readonly run: (...values: any[]) => unknown;
  /** Names it reads besides its operands. */
  readonly reads?: number;
  /** The function of the project that it calls. */
  readonly callee?: string;
  /** True where having no value on some rows is part of its meaning. */
  readonly mayMiss?: true;
  /** True where its result may be missing, as types see it. */
  readonly isOptional?: true;
}

/** An operand's text, in parentheses where the text around it binds more strongly. */
export function within({ text, rank }: Entry, least: number): string {
  return rank >= least ? text : `(${text})`;
}

/** A value as an operand of any kind that is no function and not always missing. */
export function anyValue(): Take {
  return { accept: ({ kind }) => kind !== "function" };
}

/** True of lists that hold something, and nothing but such values. */
export function holds(...kinds: readonly string[]): (entry: Entry) => boolean {
  return ({ values }) => {
    let some = false;
    for (const value of values) {
      if (!Array.isArray(value)) continue;
      for (const item of value) {
        if (!kinds.includes(typeof item)) return false;
        some = true;
      }
    }
    return some;
  };
}

/** The usual operands. */
export interface UsualTakes {
  readonly number: Take;
  readonly string: Take;
  readonly list: Take;
  readonly set: Take;
  readonly map: Take;
  readonly record: Take;
  readonly any: Take;
  /** A string or a number that is written there. */
  readonly word: Take;
  readonly figure: Take;
  /** A string or a number that is computed. */
  readonly named: Take;
  readonly written: Take;
  /** True of one of two operands that may be exchanged: it is behind the other in one order only. */
  readonly later: NonNullable<Take["accept"]>;
}

/** The usual operands. */
export function usualTakes(): UsualTakes {
  return {
    number: { kinds: ["number"] },
    string: { kinds: ["string"] },
    list: { kinds: ["list"] },
    set: { kinds: ["set"] },
    map: { kinds: ["map"] },
    record: { kinds: ["record"] },
    any: anyValue(),
    word: { kinds: ["string"], accept: ({ isLiteral }) => isLiteral },
    figure: { kinds: ["number"], accept: ({ isLiteral }) => isLiteral },
    named: { kinds: ["string"], accept: ({ isLiteral }) => !isLiteral },
    written: { kinds: ["number"], accept: ({ isLiteral }) => !isLiteral },
    later: (entry, [first]) =>
      first !== undefined && !first.isLiteral && (entry.isLiteral || !(entry.text < first.text)),
  };
}

/** Thrown away by who runs an operator: it has no value for these operands. */
export function unsuited(): never {
  throw new RangeError("The operands do not suit");
}
