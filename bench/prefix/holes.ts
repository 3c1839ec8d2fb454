/**
 * Holes whose fill is known: bodies, runs of statements or members, expressions and declarations of real code, by a
 * seeded draw.
 *
 * @module
 */

import type { Draft, HoleKind } from "../../core/code/hole.ts";
import type { Span } from "../../core/code/text.ts";
import {
  child,
  childrenOf,
  isFunction,
  list,
  parseFile,
  STATEMENT_LISTS,
  type SyntaxNode,
} from "../../plugins/typescript/syntax.ts";
import { isDeclaration, isList, itemsOf } from "../../plugins/typescript/watch/listed.ts";
import { seeded } from "../synth/sites.ts";

/** A hole and what stands there. */
export interface Known {
  readonly draft: Draft;
  readonly fill: string;
  /** The file's text with the hole in it, where nothing stands in the hole. */
  readonly text?: string;
}

/** A fill shorter or longer than this is not replayed, in characters. */
const LEAST = 60;
const MOST = 2_500;
const LEAST_EXPRESSION = 12;
const SEED = 11;
/** Statements or members of a range. */
const LINES = 3;

/** Kinds of holes that are drawn. */
export const kinds = ["body", "statements", "expression", "range", "declaration"] as const;

/** All holes of a kind in a file. */
export function knownHoles(file: string, text: string, kind: typeof kinds[number]): Known[] {
  const found: Span[] = [];
  const visit = (node: SyntaxNode, holder: SyntaxNode | undefined) => {
    if (kind === "body") found.push(...bodyOf(node));
    if (kind === "statements" && STATEMENT_LISTS.has(node.type)) found.push(...runsOf(node));
    if (kind === "expression" && holder && isPlace(node, holder)) found.push(node);
    if (kind === "range" && isList(node)) found.push(...linesOf(node));
    if (kind === "declaration" && node.type === "Program") found.push(...itemsOf(node).filter(isDeclaration));
    childrenOf(node).forEach((one) => visit(one, node));
  };
  visit(parseFile(file, text).program, undefined);
  const least = kind === "expression" ? LEAST_EXPRESSION : LEAST;
  return found.filter(({ start, end }) => end - start >= least && end - start <= MOST)
    .map(({ start, end }): Known => {
      const fill = text.slice(start, end);
      if (kind !== "declaration") return { draft: draftAt(file, { start, end }, kind), fill };
      const draft = draftAt(file, { start, end: start }, kind);
      return { draft, fill, text: text.slice(0, start) + text.slice(end) };
    });
}

/** Draws some of a list; the same ones each time. */
export function drawSome<T>(all: readonly T[], most: number): T[] {
  const random = seeded(SEED);
  const rest = [...all];
  const drawn: T[] = [];
  while (drawn.length < most && rest.length > 0) {
    drawn.push(...rest.splice(Math.floor(random() * rest.length), 1));
  }
  return drawn;
}

/** An empty draft of a hole. */
export function draftAt(file: string, span: Span, kind: HoleKind): Draft {
  const hole = { id: `${file}:${span.start}`, file, span, snapshot: "", language: "typescript" };
  return { hole: { ...hole, kind, intent: "", examples: [] }, text: "", edits: [] };
}

function bodyOf(node: SyntaxNode): Span[] {
  const body = isFunction(node) ? child(node, "body") : undefined;
  if (!body || !STATEMENT_LISTS.has(body.type)) return [];
  return [{ start: body.start + 1, end: body.end - 1 }];
}

/** The statements of a list without the first and the last one: code stands before and behind. */
function runsOf(node: SyntaxNode): Span[] {
  const statements = list(node, node.type === "SwitchCase" ? "consequent" : "body");
  const [first, last] = [statements[1], statements.at(-2)];
  const isPlain = !statements.some(({ type }) => /^(?:Import|Export|TS|Class|Function)/.test(type));
  return node.type !== "Program" && isPlain && first && last && first.start <= last.start
    ? [{ start: first.start, end: last.end }]
    : [];
}

/** Runs of up to three statements or members, one behind the other. */
function linesOf(node: SyntaxNode): Span[] {
  const items = itemsOf(node);
  return Array.from({ length: Math.ceil(items.length / LINES) }, (_, at) => {
    const own = items.slice(at * LINES, (at + 1) * LINES);
    return { start: own[0]?.start ?? 0, end: own.at(-1)?.end ?? 0 };
  });
}

function isPlace(node: SyntaxNode, holder: SyntaxNode): boolean {
  if (!/Expression$/.test(node.type) || node.type === "ObjectExpression") return false;
  if (holder.type === "ReturnStatement") return true;
  if (holder.type === "VariableDeclarator") return child(holder, "init") === node;
  return holder.type === "CallExpression" && list(holder, "arguments").includes(node);
}
