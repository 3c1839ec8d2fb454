/**
 * Where a hole among statements or members ends by what is written in it: a new declaration with its own end, lines that
 * are written anew before what can be none of them.
 *
 * @module
 */

import { child, pathTo, type Syntax, type SyntaxNode, word } from "../syntax.ts";
import { type End, leaves } from "./end.ts";
import { type Frame, parseIn } from "./frame.ts";
import { declarationOf, hasBody, isDeclaration, isList, itemsOf, type Listed, namesOf } from "./listed.ts";

/** What is known of the hole. */
export interface ListHole {
  readonly frame: Frame;
  readonly listed: Listed;
  readonly kind: "range" | "declaration";
}

/** Code of a hole, as far as it is written. */
export interface WrittenCode {
  /** It can be parsed in the hole's frame; what stands behind `at` only closes it. */
  readonly code: string;
  readonly at: number;
  /** True when nothing that follows can belong to the last item before `at`. */
  readonly isEnded: boolean;
}

/** The places in written code, from another one on, at which the hole may be filled, in order. */
export function listEnds(hole: ListHole, { code, at, isEnded }: WrittenCode, floor: number): readonly End[] {
  const { frame: { head }, frame, kind } = hole;
  const all = itemsIn(frame, parseIn(frame, code)).filter(({ start }) => start < head.length + at);
  // The semicolon behind what a line's end has ended is one of the closing.
  const last = head.length + at + (isEnded && code[at] === ";" ? 1 : 0);
  const ended = all.filter((one) => one.end <= last && (one !== all.at(-1) || isEnded || endsItself(one)));
  const ends = kind === "declaration" ? declarationEnds(ended) : rangeEnds(hole.listed, ended);
  return ends.map((end) => ({ ...end, at: Math.min(end.at - head.length, at) }))
    .filter((end) => end.at >= floor);
}

/**
 * The end of lines that are written anew, without what stands behind them already and is written again: where that leaves
 * or declares something, nothing else can be meant.
 */
export function withoutRest({ frame, listed, kind }: ListHole, written: string, end: End): End {
  const { after, text } = listed;
  const syntax = parseIn(frame, written.slice(0, end.at));
  if (kind !== "range" || !syntax.isWhole) return end;
  const own = itemsIn(frame, syntax);
  const isSame = (one: SyntaxNode, other: SyntaxNode | undefined) =>
    other !== undefined && plain(syntax.text, one) === plain(text, other);
  for (let count = Math.min(after.length, own.length - 1); count > 0; count--) {
    const again = own.slice(-count);
    if (!again.every((one, at) => isSame(one, after[at]))) continue;
    if (!again.some((one) => leaves(one) || declaresOnce(one))) continue;
    return { ...end, at: (own.at(-1 - count)?.end ?? 0) - frame.head.length };
  }
  return end;
}

/** The statements or members that stand in a frame. */
function itemsIn({ head }: Frame, { program }: Syntax): readonly SyntaxNode[] {
  const path = pathTo(program, { start: head.length, end: head.length });
  const holder = path.findLast((node) =>
    isList(node) && (node.type === "Program" || node.start < head.length)
  );
  return holder ? itemsOf(holder) : [];
}

/** An item's code without what does not matter: white space and the semicolon at its end. */
function plain(text: string, { start, end }: SyntaxNode): string {
  return text.slice(start, end).replace(/;$/, "").replaceAll(/\s+/g, " ").trim();
}

/** True for a declaration that its brace ends, whatever follows. */
function endsItself(item: SyntaxNode): boolean {
  const node = declarationOf(item);
  if (node.type === "MethodDefinition") return hasBody(child(node, "value"));
  return /^(?:Function|Class|TSInterface|TSEnum)Declaration$/.test(node.type) ||
    (node.type === "TSModuleDeclaration" && hasBody(node));
}

/** A further declaration may still bring a name that is missing. */
function declarationEnds(ended: readonly SyntaxNode[]): readonly End[] {
  return ended.filter(isDeclaration).map(({ end }) => ({ at: end, isClosed: false }));
}

/** Lines end before what can be none of them: what the code behind them declares, and what shows a new name to others. */
function rangeEnds({ old, after, path }: Listed, ended: readonly SyntaxNode[]): readonly End[] {
  const behind = new Set(after.filter(declaresOnce).map(keyOf));
  const shown = new Set(old.flatMap(namesOf));
  const isOfFile = path.length === 1;
  const isNew = (one: SyntaxNode) =>
    isOfFile && one.type === "ExportNamedDeclaration" && namesOf(one).some((name) => !shown.has(name));
  return ended.flatMap((one, at): End[] => {
    const last = ended[at - 1];
    const isOther = declaresOnce(one) && behind.has(keyOf(one)) || isNew(one);
    return last && isOther ? [{ at: last.end, isClosed: false, mustFit: true }] : [];
  });
}

/** True for what a list can hold only once. */
function declaresOnce(item: SyntaxNode): boolean {
  const node = declarationOf(item);
  if (namesOf(item).length === 0) return false;
  if (node.type === "VariableDeclaration") return node.kind !== "var";
  return isDeclaration(item) && !/^TS(?:Interface|Enum|Module)/.test(node.type);
}

/** What must not be twice in a list: a name; of members also what they are and whose. */
function keyOf(item: SyntaxNode): string {
  const node = declarationOf(item);
  const kind = /^(?:get|set)$/.test(word(node, "kind")) ? word(node, "kind") : "";
  return JSON.stringify([namesOf(item), kind, node.static === true]);
}
