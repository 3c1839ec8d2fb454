/**
 * Runs in the sandbox. What can be made of expressions: each way with its operands, its text and what it computes.
 *
 * @module
 */

import { type Entry, Space, type WideKind } from "./space.ts";
import { kindOf } from "./values.ts";

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

/** What every JavaScript program can do with numbers, strings, booleans and lists. */
export function builtIns(isWanted: (name: string) => boolean): Operator[] {
  const number: Take = { kinds: ["number"] };
  const string: Take = { kinds: ["string"] };
  const list: Take = { kinds: ["list"] };
  const set: Take = { kinds: ["set"] };
  const map: Take = { kinds: ["map"] };
  const record: Take = { kinds: ["record"] };
  const any = anyValue();
  const word: Take = { kinds: ["string"], accept: ({ isLiteral }) => isLiteral };
  const written: Take = { kinds: ["number"], accept: ({ isLiteral }) => !isLiteral };
  const figure: Take = { kinds: ["number"], accept: ({ isLiteral }) => isLiteral };
  const named: Take = { kinds: ["string"], accept: ({ isLiteral }) => !isLiteral };
  const later: Take["accept"] = (entry, [first]) =>
    first !== undefined && !first.isLiteral && (entry.isLiteral || !(entry.text < first.text));
  const near = (name: string, cost: number) => isWanted(name) ? cost - 1 : cost;
  const infix = (
    sign: string,
    [left, right]: readonly [Take, Take],
    cost: number,
    rank: number,
    run: Operator["run"],
  ): Operator => ({
    takes: [left, right],
    cost,
    rank,
    run,
    text: ([a, b]) => `${within(a!, rank)} ${sign} ${within(b!, rank + 1)}`,
  });
  const method = (name: string, takes: readonly Take[], cost: number, run: Operator["run"]): Operator => ({
    takes,
    cost: near(name, cost),
    rank: 20,
    run,
    text: ([first, ...rest]) => `${within(first!, 20)}.${name}(${rest.map(({ text }) => text).join(", ")})`,
  });
  const call = (name: string, takes: readonly Take[], cost: number, run: Operator["run"]): Operator => ({
    takes,
    cost: near(name, cost),
    rank: 20,
    run,
    text: (entries) => `${name}(${entries.map(({ text }) => text).join(", ")})`,
  });
  const wrapped = (
    before: string,
    after: string,
    take: Take,
    cost: number,
    run: Operator["run"],
  ): Operator => ({
    takes: [take],
    cost,
    rank: 20,
    run,
    text: ([one]) => `${before}${within(one!, before.endsWith("...") ? 3 : 20)}${after}`,
  });
  const short = (text: string, count: number) => count <= 500 ? text.repeat(count) : fail();
  const fail = (): never => {
    throw new RangeError("too long");
  };
  return [
    infix("+", [number, { ...number, accept: later }], 2, 13, (a, b) => a + b),
    infix("-", [written, number], 2, 13, (a, b) => a - b),
    infix("-", [figure, written], 3, 13, (a, b) => a - b),
    infix("*", [number, { ...number, accept: later }], 2, 14, (a, b) => a * b),
    infix("/", [written, number], 2, 14, (a, b) => a / b),
    infix("/", [figure, written], 3, 14, (a, b) => a / b),
    infix("%", [written, number], 3, 14, (a, b) => a % b),
    ...([["even", "=== 0"], ["odd", "!== 0"]] as const).map(([word, rest]): Operator => ({
      takes: [written],
      cost: isWanted(word) ? 4 : 8,
      rank: 10,
      run: (a) => (a % 2 === 0) === (word === "even"),
      text: ([a]) => `${within(a!, 14)} % 2 ${rest}`,
    })),
    infix("<", [written, written], 2, 11, (a, b) => a < b),
    infix("<", [written, figure], 3, 11, (a, b) => a < b),
    infix("<=", [written, written], 2, 11, (a, b) => a <= b),
    infix("<=", [written, figure], 3, 11, (a, b) => a <= b),
    infix(">", [written, written], 2, 11, (a, b) => a > b),
    infix(">", [written, figure], 3, 11, (a, b) => a > b),
    infix(">=", [written, written], 2, 11, (a, b) => a >= b),
    infix(">=", [written, figure], 3, 11, (a, b) => a >= b),
    infix("===", [written, number], 2, 10, (a, b) => a === b),
    infix("!==", [written, number], 3, 10, (a, b) => a !== b),
    infix("===", [named, string], 2, 10, (a, b) => a === b),
    infix("!==", [named, string], 3, 10, (a, b) => a !== b),
    infix("<", [named, named], 3, 11, (a, b) => a < b),
    {
      takes: [{ kinds: ["optional"] }, any],
      cost: 2,
      rank: 4,
      run: (a, b) => a ?? b,
      text: ([a, b]) => `${within(a!, 7)} ?? ${within(b!, 7)}`,
    },
    {
      takes: [{ kinds: ["boolean"] }],
      cost: 1,
      rank: 16,
      run: (a) => !a,
      text: ([a]) => `!${within(a!, 16)}`,
    },
    {
      takes: [{ kinds: ["string", "optional"] }],
      cost: 3,
      rank: 16,
      run: (a) => !a,
      text: ([a]) => `!${within(a!, 16)}`,
    },
    {
      takes: [{ kinds: ["optional"] }],
      cost: 3,
      rank: 10,
      run: (a) => a === undefined,
      text: ([a]) => `${within(a!, 10)} === undefined`,
    },
    {
      takes: [{ kinds: ["optional"] }],
      cost: 3,
      rank: 10,
      run: (a) => a !== undefined,
      text: ([a]) => `${within(a!, 10)} !== undefined`,
    },
    { takes: [written], cost: 3, rank: 16, run: (a) => -a, text: ([a]) => `-${within(a!, 17)}` },
    ...["floor", "ceil", "round", "abs", "sqrt", "trunc", "sign"].map((name) =>
      call(`Math.${name}`, [written], name === "trunc" || name === "sign" ? 4 : 3, Reflect.get(Math, name))
    ),
    call("Math.min", [number, { ...number, accept: later }], 3, Math.min),
    call("Math.max", [number, { ...number, accept: later }], 3, Math.max),
    wrapped("Math.max(...", ")", { ...list, accept: holds("number") }, 3, (a) => Math.max(...a)),
    wrapped("Math.min(...", ")", { ...list, accept: holds("number") }, 3, (a) => Math.min(...a)),
    call("String", [written], 3, String),
    call("Number", [named], 4, Number),
    ...["trim", "toLowerCase", "toUpperCase"].map((name) => method(name, [named], 3, (a) => a[name]())),
    ...["includes", "startsWith", "endsWith"].map((name) =>
      method(name, [named, string], 3, (a, b) => a[name](b))
    ),
    method("indexOf", [named, string], 4, (a, b) => a.indexOf(b)),
    method("split", [named, word], 3, (a, b) => a.split(b)),
    method("charAt", [named, number], 3, (a, b) => a.charAt(b)),
    method("at", [named, number], 4, (a, b) => a.at(b)),
    method("slice", [named, number], 3, (a, b) => a.slice(b)),
    method("slice", [named, number, number], 3, (a, b, c) => a.slice(b, c)),
    method("repeat", [string, written], 3, short),
    method("padStart", [named, number, word], 4, (a, b, c) => b > 500 ? fail() : a.padStart(b, c)),
    method("padEnd", [named, number, word], 4, (a, b, c) => b > 500 ? fail() : a.padEnd(b, c)),
    method("replaceAll", [named, word, word], 4, (a, b, c) => a.replaceAll(b, c)),
    method("toFixed", [written, number], 4, (a, b) => a.toFixed(b)),
    method("join", [{ ...list, accept: holds("string", "number") }, word], 2, (a, b) => a.join(b)),
    method("includes", [list, any], 2, (a, b) => a.includes(b)),
    method("indexOf", [list, any], 3, (a, b) => a.indexOf(b)),
    method("at", [list, number], 3, (a, b) => a.at(b)),
    method("slice", [list, number], 3, (a, b) => a.slice(b)),
    method("slice", [list, number, number], 3, (a, b, c) => a.slice(b, c)),
    method("concat", [list, list], 4, (a, b) => a.concat(b)),
    ...["toReversed", "flat"].map((name) => method(name, [list], 4, (a) => a[name]())),
    method("toSorted", [{ ...list, accept: holds("string", "number") }], 3, (a) => a.toSorted()),
    wrapped("[...", "].sort()", { ...list, accept: holds("string", "number") }, 4, (a) => [...a].sort()),
    wrapped("[...", "].reverse()", list, 5, (a) => [...a].reverse()),
    {
      takes: [list, list],
      cost: 2,
      rank: 20,
      run: (a, b) => [...a, ...b],
      text: ([a, b]) => `[...${within(a!, 3)}, ...${within(b!, 3)}]`,
    },
    {
      takes: [list, any],
      cost: 3,
      rank: 20,
      run: (a, b) => [...a, b],
      text: ([a, b]) => `[...${within(a!, 3)}, ${within(b!, 3)}]`,
    },
    {
      takes: [any, list],
      cost: 3,
      rank: 20,
      run: (a, b) => [a, ...b],
      text: ([a, b]) => `[${within(a!, 3)}, ...${within(b!, 3)}]`,
    },
    {
      takes: [any],
      cost: 2,
      rank: 20,
      run: (a) => [a],
      text: ([a]) => `[${within(a!, 3)}]`,
    },
    {
      takes: [list, number],
      cost: 2,
      rank: 20,
      run: (a, b) => Number.isInteger(b) ? a[b] : fail(),
      text: ([a, b]) => `${within(a!, 20)}[${b!.text}]`,
    },
    {
      takes: [record, named],
      cost: 2,
      rank: 20,
      run: (a, b) => Object.getPrototypeOf(a) === Object.prototype ? a[b] : fail(),
      text: ([a, b]) => `${within(a!, 20)}[${b!.text}]`,
    },
    call("Object.keys", [record], 3, Object.keys),
    call("Object.values", [record], 3, Object.values),
    call("Object.entries", [record], 3, Object.entries),
    wrapped("[...", ".keys()]", map, 3, (a) => [...a.keys()]),
    wrapped("[...", ".values()]", map, 3, (a) => [...a.values()]),
    wrapped("[...", "]", map, 3, (a) => [...a]),
    wrapped("[...", "]", set, 3, (a) => [...a]),
    { ...method("get", [map, any], 2, (a, b) => a.get(b)), isOptional: true },
    method("has", [map, any], 2, (a, b) => a.has(b)),
    method("has", [set, any], 2, (a, b) => a.has(b)),
    call("new Set", [list], 3, (a) => new Set(a)),
    call("new Map", [map], 4, (a) => new Map(a)),
    {
      takes: [map, any, any],
      cost: 5,
      rank: 20,
      run: (a, b, c) => new Map(a).set(b, c),
      text: ([a, b, c]) => `new Map(${a!.text}).set(${b!.text}, ${c!.text})`,
    },
    { ...member("length", near("length", 2)), takes: [{ kinds: ["list", "string"] }] },
    { ...member("size", near("size", 2)), takes: [{ kinds: ["map", "set"] }] },
    {
      takes: [{ kinds: ["function"], accept: ({ reads }) => reads !== 0 }, any],
      cost: 1,
      rank: 20,
      run: (a, b) => a(b),
      text: ([a, b]) => `${within(a!, 20)}(${b!.text})`,
    },
  ];
}

/** Conditions joined. */
export function logic(): Operator[] {
  return [["&&", 6] as const, ["||", 5] as const].map(([sign, rank]) => ({
    takes: [{ kinds: ["boolean"] }, {
      kinds: ["boolean"],
      accept: ({ text }: Entry, [first]: readonly Entry[]) => first !== undefined && text > first.text,
    }],
    cost: 2,
    rank,
    run: (a, b) => sign === "&&" ? a && b : a || b,
    text: ([a, b]) => `${within(a!, rank + 1)} ${sign} ${within(b!, rank + 1)}`,
  }));
}

/**
 * A member of objects. Where some of them lack it, it is `undefined` there, or, seen as a member of one of several
 * types, it is not there at all.
 */
export function member(name: string, cost: number, isNarrowed = false): Operator {
  const has = (value: unknown) => typeof value === "object" && value !== null && name in value;
  const isPlain = (entry: Entry) => entry.values.some(has);
  const isMixed = (entry: Entry) =>
    isPlain(entry) && entry.values.some((value) => kindOf(value) === "record" && !has(value));
  return {
    takes: [{ kinds: ["record"], accept: isNarrowed ? isMixed : isPlain }],
    cost,
    rank: 20,
    run: (a) => isNarrowed && !(name in a) ? Space.absent : a[name],
    text: ([a]) => `${within(a!, 20)}.${name}`,
    ...(isNarrowed ? { mayMiss: true } : {}),
  };
}

/** A member of objects that may be missing themselves. */
export function optionalMember(name: string, cost: number): Operator {
  return {
    takes: [{
      kinds: ["optional"],
      accept: ({ values }) =>
        values.some((value) => typeof value === "object" && value !== null && name in value),
    }],
    cost: cost + 1,
    rank: 20,
    run: (a) => a?.[name],
    text: ([a]) => `${within(a!, 20)}?.${name}`,
  };
}

/** Whether an object has a member that others at its place lack; most code asks for its value. */
export function hasMember(name: string): Operator {
  return {
    takes: member(name, 0, true).takes,
    cost: 3,
    rank: 11,
    run: (a) => name in a,
    text: ([a]) => `"${name}" in ${within(a!, 12)}`,
  };
}

/** A call of a method. */
export function methodCall(name: string, arity: number, cost: number): Operator {
  const has = (value: unknown) =>
    typeof value === "object" && value !== null && typeof Reflect.get(value, name) === "function";
  return {
    takes: [
      { kinds: ["record"], accept: ({ values }) => values.some(has) },
      ...Array.from({ length: arity }, anyValue),
    ],
    cost,
    rank: 20,
    run: (a, ...rest) => a[name](...rest),
    text: ([a, ...rest]) => `${within(a!, 20)}.${name}(${rest.map(({ text }) => text).join(", ")})`,
  };
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
