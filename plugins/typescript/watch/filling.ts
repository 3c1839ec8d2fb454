/**
 * The hole's file with written code in place of the hole, and where each of its offsets comes from.
 *
 * @module
 */

import type { Draft } from "../../../core/code/hole.ts";
import { applyEdits, type Edit, rebaseSpan, type Span } from "../../../core/code/text.ts";
import { parsed } from "../recent.ts";
import { list, pathTo, STATEMENT_LISTS, type SyntaxNode } from "../syntax.ts";
import { type Listed, listedAt } from "./listed.ts";

/** A hole in its file, ready to take code. */
export interface Filling {
  /** The nodes from the program down to the hole, or to the list that it is part of, outermost first. */
  readonly path: readonly SyntaxNode[];
  /** Where it stands in its list, for lines that are written anew and new declarations. */
  readonly listed: Listed | undefined;
  /** Where the hole begins in the file after the draft's other edits. */
  readonly start: number;
  /** The file with the code in the hole; the code begins at `start + lead`. */
  text(code: string): string;
  /** All edits of the file that put the code into the hole. */
  edits(code: string): readonly Edit[];
  /** Units that stand between the hole's beginning and the code. */
  readonly lead: number;
  /** A span of the filled file as it is where the code stands in the hole with nothing around it. */
  bare(span: Span, code: string): Span;
}

/**
 * How code goes into a draft's hole.
 *
 * @param before The file's text with the hole in it.
 * @param isFilled True where the code is all there; else it may end in the middle, and must end nothing around it.
 * @throws {RangeError} If an edit of the draft overlaps the hole.
 */
export function fillingOf(before: string, { hole, edits }: Draft, isFilled: boolean): Filling {
  const { file, span, kind } = hole;
  const own = edits.filter((edit) => edit.file === file);
  const nodes = pathTo(parsed(file, before).program, span);
  const listed = listedAt(hole, nodes, before);
  // The code before it may be a comment up to its line's end.
  const [lead, trail] = listed ? [listed.goesOn ? "\n;" : "\n", "\n"] : around(nodes, span, kind, isFilled);
  const start = rebaseSpan(span, own)?.start;
  if (start === undefined) {
    throw new RangeError(`Cannot watch "${hole.id}": an edit of the draft touches the hole itself`);
  }
  const put = (code: string): readonly Edit[] => [...own, { file, span, text: lead + code + trail }];
  const shift = (offset: number, code: string) => {
    const end = start + lead.length + code.length;
    if (offset < start + lead.length) return Math.min(offset, start);
    return offset <= end ? offset - lead.length : Math.max(end, offset - trail.length) - lead.length;
  };
  return {
    path: listed?.path ?? nodes,
    ...{ listed, start },
    text: (code) => applyEdits(before, put(code)),
    edits: put,
    lead: lead.length,
    bare: ({ start, end }, code) => ({ start: shift(start, code), end: shift(end, code) }),
  };
}

/** Where an expression stands alone whatever it is. A function that gets members may stand in no parentheses. */
const ALONE =
  /^(?:VariableDeclarator|AssignmentExpression|AssignmentPattern|PropertyDefinition|Property|ArrayExpression|JSXExpressionContainer)$/;

/** What keeps code in a hole from growing together with its neighbours. The line end ends a comment. */
function around(
  path: readonly SyntaxNode[],
  span: Span,
  kind: string,
  isFilled: boolean,
): readonly [string, string] {
  const at = path.findLastIndex((node) => node.start === span.start && node.end === span.end);
  const holder = path[at - 1];
  const isInList = at < 0 || STATEMENT_LISTS.has(holder?.type ?? "");
  if (kind === "statements") return isInList ? ["", "\n"] : ["{", "\n}"];
  const isArgument = holder !== undefined && list(holder, "arguments").some((one) => one === path[at]);
  const isAlone = isArgument || ALONE.test(holder?.type ?? "");
  if (kind !== "expression" || (isFilled && isAlone)) return ["", "\n"];
  // Where lines end without semicolons, a bracket would go on with the line before.
  const isStatement = holder?.type === "ExpressionStatement" &&
    STATEMENT_LISTS.has(path[at - 2]?.type ?? "");
  return [isStatement ? ";(" : "(", "\n)"];
}
