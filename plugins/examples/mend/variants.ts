/**
 * All texts that one small edit makes of a draft's text.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import type { Example } from "../../../core/code/hole.ts";
import type { Span } from "../../../core/code/text.ts";
import { isNode, type Node } from "../node.ts";
import type { Place, Swap } from "./edit.ts";
import { localsOf } from "./names.ts";
import { OPERATORS } from "./operators.ts";
import { toldBy } from "./told.ts";
import { child, childrenOf, isFunction, list, namesIn } from "../tree.ts";

/** A text with one edit. */
export interface Variant {
  /** The name of its operator. */
  readonly kind: string;
  /** 0 for the likeliest kinds of edit, 2 for those that lead farthest. */
  readonly rank: number;
  /** All of the hole's text with it. */
  readonly text: string;
  /** What it does, for people: `reads "<=" for "<"`. */
  readonly reason: string;
}

/** A text in its file. */
export interface Written {
  readonly file: string;
  /** The file's text with it. */
  readonly text: string;
  /** Where it stands there. */
  readonly span: Span;
  readonly examples: readonly Pick<Example, "call" | "value">[];
}

/** More are not run. */
const MAX_VARIANTS = 400;

/**
 * Its variants, likelier kinds first, each text once, at most 400; none where the file can not be parsed.
 *
 * @example
 * ```ts
 * import { variantsOf } from "./variants.ts";
 * import assert from "node:assert/strict";
 *
 * const text = "const isBig = (n: number) => n > 9;";
 * const [first] = variantsOf({ file: "a.ts", text, span: { start: 29, end: 34 }, examples: [] });
 * assert.deepEqual([first?.text, first?.reason], ["n >= 9", 'reads ">=" for ">"']);
 * ```
 */
export function variantsOf(written: Written): readonly Variant[] {
  const { file, text, span, examples } = written;
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0 || !isNode(program)) return [];
  const found = new Map<string, Variant>();
  const own = text.slice(span.start, span.end);
  const nodes = nodesIn(program, written);
  const told = toldBy(examples);
  const ranked = OPERATORS.flatMap((kinds, rank) =>
    Object.entries(kinds).map(([kind, operator]) => ({ kind, operator, rank }))
  );
  for (const { kind, operator, rank } of ranked) {
    for (const { node, above, names } of nodes) {
      for (const swap of operator(node, { text, above, names, told } satisfies Place)) {
        const variant = { kind, rank, ...edited(written, swap) };
        if (variant.text !== own && !found.has(variant.text)) found.set(variant.text, variant);
      }
    }
  }
  const reads = readsParameter(program, written);
  return [...found.values()].filter((one) => reads(one.text)).slice(0, MAX_VARIANTS);
}

interface Visited extends Pick<Place, "above" | "names"> {
  readonly node: Node;
}

/** The nodes of the text, in order of place; what says types is left out. */
function nodesIn(program: Node, { span }: Written): readonly Visited[] {
  const locals = localsOf(program, span);
  const found: Visited[] = [];
  const visit = (node: Node, above: readonly Node[]) => {
    if (node.end <= span.start || node.start >= span.end || isType(node)) return;
    const names =
      () => [...new Set(locals.filter(({ scope }) => isWithin(node, scope)).map(({ name }) => name))];
    if (isWithin(node, span)) found.push({ node, above, names });
    for (const one of childrenOf(node)) visit(one, [node, ...above]);
  };
  visit(program, []);
  return found;
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function isType({ type }: Node): boolean {
  return type.startsWith("TS") && !/^TS(?:As|Satisfies|NonNull)Expression$/.test(type);
}

function edited({ text, span }: Written, [at, instead]: Swap): Omit<Variant, "kind" | "rank"> {
  // What is left out takes the space before it along, as far as that is the hole's; at its beginning the space behind.
  const start = Math.max(at.start, span.start);
  const before = text.slice(start, at.end).trim();
  const head = text.slice(span.start, start) + instead;
  const tail = text.slice(at.end, span.end);
  const reason = instead === ""
    ? `leaves out ${quoted(before)}`
    : `reads ${quoted(instead)} for ${quoted(before)}`;
  return { text: head + (head === "" ? tail.trimStart() : tail), reason };
}

const MAX_QUOTED = 60;

function quoted(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return JSON.stringify(line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED)}…` : line);
}

/** Tells whether a text still looks at a parameter, where it is a whole body of a function that has one. */
function readsParameter(program: Node, { text, span }: Written): (text: string) => boolean {
  const around: Node[] = [];
  const visit = (node: Node) => {
    if (!isWithin(span, node)) return;
    if (isFunction(node)) around.push(node);
    for (const one of childrenOf(node)) visit(one);
  };
  visit(program);
  const body = child(around.at(-1), "body");
  const isWhole = body !== undefined && text.slice(body.start, span.start).trim() === "{" &&
    text.slice(span.end, body.end).trim() === "}";
  const names = isWhole ? list(around.at(-1), "params").flatMap(namesIn) : [];
  const code = (text: string) => text.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
  const words = (text: string) => new Set(code(text).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return (text) => names.length === 0 || names.some((name) => words(text).has(name));
}
