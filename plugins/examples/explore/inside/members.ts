/**
 * Runs in the sandbox. Members of objects.
 *
 * @module
 */

import { anyValue, type Operator, within } from "./operator.ts";
import { type Entry, Space } from "./space.ts";
import { kindOf } from "./values.ts";

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
