/**
 * Faults of the kinds that models make, put into code that compiles.
 *
 * @module
 */

import { applyEdits, type Edit, type Span } from "../../core/code/text.ts";
import {
  child,
  childrenOf,
  isFunction,
  list,
  parseFile,
  pathTo,
  STATEMENT_LISTS,
  type SyntaxNode,
  word,
} from "../../plugins/typescript/syntax.ts";
import type { Known } from "./holes.ts";

/** Kinds of faults. */
export const mutations = [
  "unknown name",
  "unknown function",
  "unknown member",
  "wrong argument",
  "too many arguments",
  "too few arguments",
  "wrong return",
  "missing await",
  "dead syntax",
] as const;
/** One of the kinds. */
export type Mutation = typeof mutations[number];

/** A fill with a fault. Offsets are those of the faulty fill. */
export interface Mutant {
  readonly kind: Mutation;
  readonly known: Known;
  readonly fill: string;
  /** Where the faulty code ends. */
  readonly at: number;
  /** Where the smallest statement around it ends. */
  readonly statementEnd: number;
  /** Where statements end, in order. */
  readonly ends: readonly number[];
}

/** What fits nowhere that a type is asked for. */
const WRONG = 'Symbol("maze")';

/** Every mutant of a fill, in order of place. `text` is the file's text with the fill in its hole. */
export function mutantsOf(known: Known, text: string): Mutant[] {
  const { span, file } = known.draft.hole;
  const found: Mutant[] = [];
  const visit = (node: SyntaxNode, path: readonly SyntaxNode[]) => {
    if (node.end <= span.start || node.start >= span.end) return;
    if (node.start >= span.start && node.end <= span.end) {
      for (const [kind, edit] of editsAt(node, path, text)) {
        const mutant = mutantBy(known, text, kind, { file, ...edit });
        if (mutant) found.push(mutant);
      }
    }
    childrenOf(node).forEach((one) => visit(one, [...path, node]));
  };
  visit(parseFile(file, text).program, []);
  return found;
}

type Change = Omit<Edit, "file">;

function* editsAt(
  node: SyntaxNode,
  path: readonly SyntaxNode[],
  text: string,
): Generator<[Mutation, Change]> {
  const holder = path.at(-1);
  const put = (span: Span, written: string): Change => ({
    span: { start: span.start, end: span.end },
    text: written,
  });
  if (node.type === "Identifier" && holder && isRead(node, holder)) {
    yield [
      isCalled(node, holder) ? "unknown function" : "unknown name",
      put(node, `${word(node, "name")}Maze`),
    ];
  }
  const property = node.type === "MemberExpression" && node.computed !== true && child(node, "property");
  if (property && property.type === "Identifier") {
    yield ["unknown member", put(property, `${word(property, "name")}Maze`)];
  }
  if (node.type === "CallExpression" || node.type === "NewExpression") yield* callEdits(node, text, put);
  const returned = node.type === "ReturnStatement" && child(node, "argument");
  if (returned) yield ["wrong return", put(returned, WRONG)];
  const awaited = node.type === "AwaitExpression" && child(node, "argument");
  if (awaited) yield ["missing await", put({ start: node.start, end: awaited.start }, "")];
  const start = node.type === "VariableDeclaration" && list(node, "declarations")[0];
  if (start) yield ["dead syntax", put({ start: start.start, end: start.start }, "= ")];
}

function* callEdits(
  node: SyntaxNode,
  text: string,
  put: (span: Span, written: string) => Change,
): Generator<[Mutation, Change]> {
  const given = list(node, "arguments");
  for (const one of given.filter(({ type }) => type !== "SpreadElement")) {
    yield ["wrong argument", put(one, WRONG)];
  }
  const last = given.at(-1);
  if (last) {
    const more = { start: last.end, end: last.end };
    yield ["too many arguments", put(more, `, ${Array(9).fill(WRONG).join(", ")}`)];
    const first = given[0];
    // A comma behind the last argument goes with it.
    const end = text.indexOf(")", last.end);
    if (first && end >= 0) yield ["too few arguments", put({ start: first.start, end }, "")];
  }
}

function isRead(node: SyntaxNode, holder: SyntaxNode): boolean {
  if (holder.type === "MemberExpression") return child(holder, "object") === node;
  if (/^(?:Call|New|Binary|Logical|Unary|Spread|Return|If|Conditional|Assignment)/.test(holder.type)) {
    return true;
  }
  return holder.type === "VariableDeclarator" && child(holder, "init") === node;
}

function isCalled(node: SyntaxNode, holder: SyntaxNode): boolean {
  return child(holder, "callee") === node;
}

function mutantBy(known: Known, text: string, kind: Mutation, edit: Edit): Mutant | undefined {
  const { span, file } = known.draft.hole;
  const whole = applyEdits(text, [edit]);
  const size = whole.length - text.length;
  const fill = whole.slice(span.start, span.end + size);
  const at = edit.span.start + edit.text.length;
  const { program, isWhole } = parseFile(file, whole);
  // Where the parser gives up, places of the sound text must do: what stands before them is the same.
  const tree = isWhole ? program : parseFile(file, text).program;
  const moved = (end: number) => (isWhole || end <= edit.span.start ? end : end + size) - span.start;
  const place = isWhole ? at : edit.span.start;
  const path = pathTo(tree, { start: Math.max(span.start, place - 1), end: place });
  const statement = path.findLast((_, index) => STATEMENT_LISTS.has(path[index - 1]?.type ?? ""));
  if (!statement || statement.start < span.start) return undefined;
  const ends = [...endsBelow(tree)].map(moved).filter((end) => end > 0 && end <= fill.length);
  return {
    ...{ kind, known, fill, at: at - span.start },
    statementEnd: moved(statement.end),
    ends: [...new Set(ends)].sort((a, b) => a - b),
  };
}

function* endsBelow(node: SyntaxNode): Generator<number> {
  if (STATEMENT_LISTS.has(node.type)) {
    for (const one of list(node, node.type === "SwitchCase" ? "consequent" : "body")) yield one.end;
  }
  if (isFunction(node) && node.type === "ArrowFunctionExpression") yield node.end;
  for (const one of childrenOf(node)) yield* endsBelow(one);
}
