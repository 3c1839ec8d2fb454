/**
 * How the brackets that are open at the end of written code can be closed: found by trial, with the parser as judge,
 * from the outermost to the innermost.
 *
 * @module
 */

import { STATEMENT_LISTS } from "../syntax.ts";
import { type Frame, neverIn, parseIn, pathIn } from "./frame.ts";
import type { Bracket } from "./tokens.ts";

/** An open bracket, and what ends it. */
export interface Level {
  readonly bracket: Bracket;
  /** `block` holds statements, `switch` its cases; `other` holds neither. */
  readonly kind: "block" | "switch" | "other";
  /** What closes it, and ends what stands before it up to the bracket around. */
  readonly closing: string;
}

/** What may stand in a bracket that is closed at once. */
const CONTENTS: Readonly<Record<Bracket["kind"], readonly string[]>> = {
  "(": ["", "0", ";;", "e"],
  "[": ["", "0"],
  "{": ["", "0"],
  "${": ["0"],
  "<": [""],
  ">": [""],
};

/** Finds the levels of open brackets; remembers them as long as the text before them stays. */
export class Levels {
  readonly #frame: Frame;
  readonly #endings: readonly string[];
  readonly #known = new Map<number, Level | undefined>();
  #text = "";

  constructor(frame: Frame) {
    this.#frame = frame;
    const never = neverIn(frame);
    this.#endings = ["", ";", `: ${never}`, " {}", " catch {}", " while (0)", ":"];
  }

  /** The levels of the brackets, outermost first; fewer where one can not be closed by any known way. */
  of(text: string, open: readonly Bracket[]): readonly Level[] {
    if (!text.startsWith(this.#text)) this.#known.clear();
    this.#text = text;
    const levels: Level[] = [];
    for (const bracket of open) {
      if (!this.#known.has(bracket.inside)) {
        this.#known.set(bracket.inside, this.#find(text, bracket, closingOf(levels)));
      }
      const level = this.#known.get(bracket.inside);
      if (!level) break;
      levels.push(level);
    }
    return levels;
  }

  #find(text: string, bracket: Bracket, outer: string): Level | undefined {
    const start = text.slice(0, bracket.inside);
    const closer = closerOf(bracket, text);
    for (const ending of this.#endings) {
      for (const content of CONTENTS[bracket.kind]) {
        const closed = start + content + closer;
        const syntax = parseIn(this.#frame, closed + ending + outer);
        if (!syntax.isWhole) continue;
        const holder = pathIn(this.#frame, syntax, bracket.at, closed.length).at(-1)?.type ?? "";
        const kind = bracket.kind !== "{"
          ? "other"
          : holder === "SwitchStatement"
          ? "switch"
          : STATEMENT_LISTS.has(holder)
          ? "block"
          : "other";
        return { bracket, kind, closing: closer + ending };
      }
    }
    return undefined;
  }
}

/** What closes all levels. */
export function closingOf(levels: readonly Level[]): string {
  return levels.map(({ closing }) => closing).reverse().join("");
}

function closerOf({ kind, at }: Bracket, text: string): string {
  switch (kind) {
    case "(":
      return ")";
    case "[":
      return "]";
    case "{":
      return "}";
    case "${":
      return "}`";
    case "<":
      return "/>";
    case ">":
      return `</${/^<([\p{ID_Continue}$.:-]*)/u.exec(text.slice(at))?.[1] ?? ""}>`;
  }
}
