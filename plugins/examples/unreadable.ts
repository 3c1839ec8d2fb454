/**
 * Claims of doc comments that are no code: mistaken examples, told from prose.
 *
 * @module
 */

import type { Example } from "../../core/code/hole.ts";
import { expressionFault, type Snippet, snippetFault } from "./instrument.ts";

/** Why an example can not be run. */
export interface Unreadable {
  /** Part of a sentence: `its value is no expression: Unterminated string`. */
  readonly reason: string;
  /** True for what people read and nobody runs. Else it is an example with a mistake. */
  readonly isProse: boolean;
}

/** Why an example is no code of its file's language; `undefined` when it can be run. */
export function unreadable(example: Example): Unreadable | undefined {
  const reason = faultOf(example);
  return reason === undefined ? undefined : { reason, isProse: isProse(example) };
}

/** True when an example is compared with a value. */
export function expectsValue({ call, value }: Example): boolean {
  return call !== "" && !/^throws\b/.test(value);
}

/** An expression of an example with the statements before it. */
export function snippetOf({ code }: Example, expression: string): Snippet {
  return code === undefined ? { expression } : { code, expression };
}

function faultOf(example: Example): string | undefined {
  const { file, call, value } = example;
  const parts = expectsValue(example) ? [["it", call], ["its value", value]] : [["it", call]];
  for (const [name = "", part = ""] of parts) {
    const fault = expressionFault(file, part);
    if (fault !== undefined) return `${name} is no expression: ${fault}`;
  }
  for (const [, part = ""] of parts) {
    const fault = snippetFault(file, snippetOf(example, part));
    if (fault !== undefined) return `${call === "" ? "it" : "what stands above it"} does not parse: ${fault}`;
  }
  return undefined;
}

/**
 * Prose begins with two words, leaves something out (`…`), or speaks of types. A value in words is no prose: its quotes
 * may be forgotten. What was measured is in docs/examples.md.
 */
function isProse({ call, value, code = "" }: Example): boolean {
  return beginsWithWords(call) || TYPE.test(call) || [call, value, code].some((part) => LEFT_OUT.test(part));
}

/** What only a compiler knows: `type Name = …`. */
const TYPE = /^(?:export\s+)?type\s+[\p{ID_Start}$_]/u;
/** Dots that spread nothing. */
const LEFT_OUT = /…|\.\.\.(?!\s*[\p{ID_Start}$_([{"'`])/u;
const TWO_WORDS = /^(\p{L}[\p{L}'’-]*),?[ \t]+(\p{L}[\p{L}'’-]*)/u;
const OPERATORS: ReadonlySet<string> = new Set(
  "as async await class const delete function in instanceof let new of satisfies typeof var void yield"
    .split(" "),
);

function beginsWithWords(text: string): boolean {
  const words = TWO_WORDS.exec(text)?.slice(1) ?? [];
  return words.length > 0 && !words.some((word) => OPERATORS.has(word));
}
