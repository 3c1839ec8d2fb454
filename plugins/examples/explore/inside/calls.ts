/**
 * Runs in the sandbox. Calls of the functions and classes that have a name.
 *
 * @module
 */

import type { Known, Sketch } from "./asked.ts";
import type { Operator, Take } from "./operator.ts";
import { type Entry, Space } from "./space.ts";

/**
 * Calls, constructions and tests of what is known by name.
 *
 * @param bits The bit of each name.
 */
export function callsOf(names: readonly Known[], bits: readonly number[]): Operator[] {
  return names.flatMap(({ text, level, kind, takes = [], values }, at): Operator[] => {
    const callee = values.find((value) => typeof value === "function");
    if (kind === "value" || typeof callee !== "function" || values.some((value) => value !== callee)) {
      return [];
    }
    const isClass = kind === "class";
    const instance: Operator[] = isClass
      ? [{
        takes: [{ kinds: ["record"], accept: isSome((value) => value instanceof callee, true) }],
        cost: level + 2,
        rank: 11,
        reads: bits[at]!,
        run: (a) => a instanceof callee,
        text: ([a]) => `${a!.text} instanceof ${text}`,
      }]
      : [];
    if (takes.length > 4) return instance;
    return [...instance, {
      takes: takes.map(takeOf),
      cost: level,
      rank: 20,
      reads: bits[at]!,
      callee: text,
      run: (...own) => isClass ? Reflect.construct(callee, own) : callee(...own),
      text: (entries) => `${isClass ? "new " : ""}${text}(${entries.map((one) => one.text).join(", ")})`,
    }];
  });
}

/** True of expressions some of whose values are such, and, when asked for, some are not. */
export function isSome(is: (value: unknown) => boolean, notAll: boolean): (entry: Entry) => boolean {
  return ({ values }) => {
    const there = values.filter((value) => value !== Space.absent);
    return there.some(is) && !(notAll && there.every(is));
  };
}

export function takeOf({ kind, members = [] }: Sketch): Take {
  const accept = members.length === 0
    ? undefined
    : ({ values }: Entry) =>
      values.every((value) =>
        typeof value !== "object" || value === null || members.every((name) => name in value)
      );
  switch (kind) {
    case "number":
    case "string":
    case "boolean":
    case "list":
    case "map":
    case "set":
    case "function":
      return { kinds: [kind] };
    case "record":
      return accept ? { kinds: ["record"], accept } : { kinds: ["record"] };
    default:
      return { accept: ({ kind: own }) => own !== "function" && own !== "optional" };
  }
}

/** Lists given to functions that have a name. */
export function functionUses(): Operator[] {
  const of = (arity: number): Take => ({
    kinds: ["function"],
    accept: ({ values }) => values.every((value) => typeof value === "function" && value.length === arity),
  });
  const list: Take = { kinds: ["list"] };
  // One argument alone: a method of a list would give two more, which types may refuse and values would show.
  const use = (
    name: string,
    run: (list: unknown[], given: (value: unknown) => unknown) => unknown,
  ): Operator => ({
    takes: [list, of(1)],
    cost: 2,
    rank: 20,
    run: (a, f) => run(a, (value) => f(value)),
    text: ([a, f]) => `${a!.rank >= 20 ? a!.text : `(${a!.text})`}.${name}(${f!.text})`,
  });
  return [
    use("map", (a, f) => a.map(f)),
    use("filter", (a, f) => a.filter(f)),
    use("some", (a, f) => a.some(f)),
    use("every", (a, f) => a.every(f)),
    use("find", (a, f) => a.find(f)),
    use("flatMap", (a, f) => a.flatMap(f)),
    {
      takes: [list, of(2)],
      cost: 2,
      rank: 20,
      run: (a, f) => a.toSorted(f),
      text: ([a, f]) => `${a!.rank >= 20 ? a!.text : `(${a!.text})`}.toSorted(${f!.text})`,
    },
    {
      takes: [list, of(2), {}],
      cost: 2,
      rank: 20,
      run: (a, f, start) => a.reduce((one: unknown, two: unknown) => f(one, two), start),
      text: ([a, f, start]) =>
        `${a!.rank >= 20 ? a!.text : `(${a!.text})`}.reduce(${f!.text}, ${start!.text})`,
    },
  ];
}
