/**
 * Lines that a person has chosen, as whole statements or members.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { placeAt } from "../../../core/code/text.ts";
import type { Placement } from "../../../core/code/wish.ts";
import { MazeError } from "../../../core/kernel/errors.ts";
import { saidBy } from "../said.ts";
import { childrenOf, list, pathTo, STATEMENT_LISTS, type Syntax, type SyntaxNode } from "../syntax.ts";

/** The place of a range. What it cuts through is part of it as a whole. */
export async function rangePlacement(syntax: Syntax, range: Span): Promise<Placement> {
  const { file, text } = syntax;
  const span = wholeSpan(syntax, range);
  if (!span) {
    throw new MazeError(`Cannot write these lines of "${file}" anew: no code stands there`, {
      code: "range/empty",
    });
  }
  const said = await saidBy(syntax);
  const { line, column } = placeAt(text, span.start);
  return {
    language: "typescript",
    reason: "the lines that were chosen",
    hole: {
      ...{ id: `${file}:${line + 1}:${column + 1}`, file, span, snapshot: said.snapshot },
      ...{ language: "typescript", kind: "range", intent: "", examples: said.examples(span) },
    },
    ...{ edits: [], span, faults: [], head: "", form: "", enough: "" },
  };
}

/** From the first to the last statement or member that the range touches, with the comments in it above them. */
function wholeSpan({ program, comments }: Syntax, range: Span): Span | undefined {
  const holders = pathTo(program, range).filter(({ type }) =>
    STATEMENT_LISTS.has(type) || type === "ClassBody"
  );
  const all = [program, ...holders.filter((one) => one !== program)];
  for (const holder of all.reverse()) {
    const touched = itemsOf(holder).filter(({ start, end }) => start < range.end && end > range.start);
    const [first, last] = [touched[0], touched.at(-1)];
    if (!first || !last) continue;
    const above = comments.filter(({ start, end }) => start >= range.start && end <= first.start);
    const start = Math.min(first.start, ...above.map((one) => one.start));
    return { start, end: last.end };
  }
  return undefined;
}

function itemsOf(holder: SyntaxNode): readonly SyntaxNode[] {
  const body = list(holder, "body");
  return body.length > 0 ? body : childrenOf(holder);
}
