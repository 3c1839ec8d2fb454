/**
 * Runs in the sandbox. The ways to put the results of a value's parts together with something of the value itself.
 *
 * @module
 */

import { literalOf } from "./constants.ts";
import { within } from "./operator.ts";
import { type Entry, Space } from "./space.ts";
import type { Part } from "./tree.ts";
import type { Kind } from "./values.ts";

/** A parameter that has parts of its own form. */
export interface Shape {
  /** The parameter. */
  readonly text: string;
  /** The members that hold parts. */
  readonly links: readonly string[];
  /** True where the one link is a list. */
  readonly isList: boolean;
  readonly parts: readonly Part[];
  /** A name for one part. */
  readonly child: string;
  /** The call of the function itself with a part. */
  readonly call: (part: string) => string;
  /** What stands where there is no part. */
  readonly none: "null" | "undefined";
}

/** What is folded. */
export interface Folding {
  readonly shape: Shape;
  /** The kind of the results. */
  readonly kind: Kind;
  /** The result for nothing at all, where examples say it. */
  readonly none: { readonly value: unknown } | undefined;
  /** All that is known of one part. */
  readonly known: readonly Entry[];
}

/** A function, with its result for each part. */
export interface Fold {
  readonly text: string;
  readonly level: number;
  readonly rank: number;
  readonly reads: number;
  readonly values: readonly unknown[];
  /** Its result for nothing at all. */
  readonly none: unknown;
}

/** One way: `own` is what is taken of the value itself, `below` the results of its parts. */
interface Way {
  readonly cost: number;
  readonly rank: number;
  readonly text: (own: string) => string;
  readonly run: (own: unknown, below: readonly unknown[]) => unknown;
  /** The result for nothing at all, where nobody says it. */
  readonly none: unknown;
  /** True where a value without parts is what is taken of it. */
  readonly isLeaf?: true;
}

/** All functions that take one of the expressions of each value. */
export function foldsOf(folding: Folding, entries: readonly Entry[]): Fold[] {
  const found: Fold[] = [];
  for (const entry of entries) {
    if (entry.level > 10) continue;
    for (const way of waysFor(folding, entry)) {
      const fold = folded(folding, entry, way);
      if (fold) found.push(fold);
    }
  }
  return found;
}

export function folded({ shape, none }: Folding, entry: Entry, way: Way): Fold | undefined {
  const { parts, isList, text } = shape;
  const base = none ? none.value : way.none;
  const literal = isList ? { text: "", level: 0 } : literalOf(base);
  if (!literal) return undefined;
  const values: unknown[] = [];
  for (let at = parts.length - 1; at >= 0; at--) {
    const below = parts[at]!.parts.flat().map((part) => part < 0 ? base : values[part]);
    const own = entry.values[at];
    if (own === Space.absent || below.includes(Space.absent)) values[at] = Space.absent;
    else values[at] = way.isLeaf && below.length === 0 ? own : way.run(own, below);
  }
  const body = way.text(within(entry, way.rank));
  const mayMiss = !isList && none !== undefined;
  return {
    text: mayMiss ? `${text} === ${shape.none} ? ${literal.text} : ${body}` : body,
    level: entry.level + way.cost + literal.level,
    rank: mayMiss || way.isLeaf ? 3 : way.rank,
    reads: entry.reads,
    values,
    none: base,
  };
}

export function waysFor({ shape, kind, none }: Folding, entry: Entry): Way[] {
  const { isList, child, call, text, links } = shape;
  if (isList) return listWays(kind, entry, `${text}.${links[0]}`, [child, call(child)]);
  const literal = (value: unknown) => literalOf(none ? none.value : value)?.text ?? "undefined";
  const calls = (value: unknown) =>
    links.map((link) =>
      none ? call(`${text}.${link}`) : `(${text}.${link} ? ${call(`${text}.${link}`)} : ${literal(value)})`
    );
  return linkWays(kind, entry, calls);
}

export function listWays(
  kind: Kind,
  entry: Entry,
  list: string,
  [child, call]: readonly [string, string],
): Way[] {
  const sum = `${list}.reduce((total, ${child}) => total + ${call}, 0)`;
  const map = `...${list}.map((${child}) => ${call})`;
  const flat = `${list}.flatMap((${child}) => ${call})`;
  const added = (below: readonly unknown[]) => below.reduce<number>((all, one) => all + Number(one), 0);
  const number = (value: unknown) => Number(value);
  if (kind === "number" && entry.kind === "number") {
    return [
      {
        cost: 5,
        rank: 13,
        text: (own) => `${own} + ${sum}`,
        run: (own, below) => number(own) + added(below),
        none: 0,
      },
      {
        cost: 6,
        rank: 13,
        text: (own) => `${own} + Math.max(0, ${map})`,
        run: (own, below) => number(own) + Math.max(0, ...below.map(number)),
        none: 0,
      },
      {
        cost: 6,
        rank: 20,
        text: (own) => `Math.max(${own}, ${map})`,
        run: (own, below) => Math.max(number(own), ...below.map(number)),
        none: 0,
      },
      {
        cost: 7,
        rank: 20,
        text: (own) => `Math.min(${own}, ${map})`,
        run: (own, below) => Math.min(number(own), ...below.map(number)),
        none: 0,
      },
      {
        cost: 8,
        rank: 4,
        isLeaf: true,
        text: (own) => `${list}.length === 0 ? ${own} : ${sum}`,
        run: (_, below) => added(below),
        none: 0,
      },
    ];
  }
  if (kind === "number" && entry.kind === "boolean") {
    return [{
      cost: 8,
      rank: 4,
      text: (own) => `(${own} ? 1 : 0) + ${sum}`,
      run: (own, below) => (own ? 1 : 0) + added(below),
      none: 0,
    }];
  }
  if (kind === "boolean" && entry.kind === "boolean") {
    return [
      {
        cost: 5,
        rank: 5,
        text: (own) => `${own} || ${list}.some((${child}) => ${call})`,
        run: (own, below) => own || below.some(Boolean),
        none: false,
      },
      {
        cost: 5,
        rank: 6,
        text: (own) => `${own} && ${list}.every((${child}) => ${call})`,
        run: (own, below) => own && below.every(Boolean),
        none: true,
      },
    ];
  }
  if (kind !== "list") return [];
  return [
    {
      cost: 5,
      rank: 20,
      text: (own) => `[${own}, ...${flat}]`,
      run: (own, below) => [own, ...below.flat()],
      none: [],
    },
    {
      cost: 6,
      rank: 20,
      text: (own) => `[...${flat}, ${own}]`,
      run: (own, below) => [...below.flat(), own],
      none: [],
    },
    {
      cost: 8,
      rank: 4,
      isLeaf: true,
      text: (own) => `${list}.length === 0 ? ${own} : ${flat}`,
      run: (_, below) => below.flat(),
      none: [],
    },
    ...(entry.kind === "list"
      ? [{
        cost: 5,
        rank: 20,
        text: (own: string) => `[...${own}, ...${flat}]`,
        run: (own: unknown, below: readonly unknown[]) => [...own as unknown[], ...below.flat()],
        none: [],
      }]
      : []),
  ];
}

export function linkWays(kind: Kind, entry: Entry, calls: (none: unknown) => string[]): Way[] {
  const number = (value: unknown) => Number(value);
  const added = (below: readonly unknown[]) => below.reduce<number>((all, one) => all + Number(one), 0);
  if (kind === "number" && entry.kind === "number") {
    const ways: Way[] = [
      {
        cost: 4,
        rank: 13,
        text: (own) => `${own} + ${calls(0).join(" + ")}`,
        run: (own, below) => number(own) + added(below),
        none: 0,
      },
      {
        cost: 6,
        rank: 20,
        text: (own) => `Math.max(${[own, ...calls(0).map(bareCall)].join(", ")})`,
        run: (own, below) => Math.max(number(own), ...below.map(number)),
        none: 0,
      },
    ];
    const deepest: Way = {
      cost: 5,
      rank: 13,
      text: (own) => `${own} + Math.max(${calls(0).map(bareCall).join(", ")})`,
      run: (own, below) => number(own) + Math.max(...below.map(number)),
      none: 0,
    };
    return calls(0).length > 1 ? [...ways, deepest] : ways;
  }
  if (kind === "boolean" && entry.kind === "boolean") {
    return [
      {
        cost: 4,
        rank: 5,
        text: (own) => [own, ...calls(false)].join(" || "),
        run: (own, below) => own || below.some(Boolean),
        none: false,
      },
      {
        cost: 4,
        rank: 6,
        text: (own) => [own, ...calls(true)].join(" && "),
        run: (own, below) => own && below.every(Boolean),
        none: true,
      },
    ];
  }
  if (kind !== "list") return [];
  const count = calls([]).length;
  return Array.from({ length: count + 1 }, (_, at): Way => ({
    // Before all parts, between them, behind them.
    cost: at === 0 || count === 2 && at === 1 ? 4 : 5,
    rank: 20,
    text: (own) => {
      const parts = calls([]).map((one) => `...${one}`);
      return `[${[...parts.slice(0, at), own, ...parts.slice(at)].join(", ")}]`;
    },
    run: (own, below) => [...below.slice(0, at).flat(), own, ...below.slice(at).flat()],
    none: [],
  }));
}

/** A call as an argument needs no parentheses. */
export function bareCall(call: string): string {
  return call.startsWith("(") ? call.slice(1, -1) : call;
}
