/**
 * Examples whose calls throw.
 *
 * @module
 */

import type { Example, Hole } from "../../../core/code/hole.ts";

/** What a call throws, as its example says. */
export interface Thrown {
  /** The error's class. */
  readonly name: string;
  /** Empty where the example says none. */
  readonly message: string;
}

/** Calls that throw, and the kinds of errors. */
export interface Throwing {
  /** `kind` is a place in `errors`. */
  readonly calls: readonly { readonly call: string; readonly kind: number }[];
  readonly errors: readonly Thrown[];
}

/** What an example's call throws; `undefined` when it gives a value. */
export function errorOf({ value }: Pick<Example, "value">): Thrown | undefined {
  const [, name = "", message = ""] = /^throws\b\s*([\w$]*)\s*:?\s*(.*)$/.exec(value) ?? [];
  return /^throws\b/.test(value) ? { name: name || "Error", message } : undefined;
}

/** The calls of some examples that throw; those of one error are of one kind. */
export function throwing(examples: readonly Example[]): Throwing {
  const errors: Thrown[] = [];
  const calls = examples.flatMap((one) => {
    const error = errorOf(one);
    if (!error) return [];
    const known = errors.findIndex(({ name, message }) => name === error.name && message === error.message);
    if (known < 0) errors.push(error);
    return [{ call: one.call, kind: known < 0 ? errors.length - 1 : known }];
  });
  return { calls, errors };
}

/** The name of the function that a hole's examples call; empty where it is no plain name. */
export function ownName({ examples }: Hole): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?=\()/u.exec(examples[0]?.call ?? "")?.[0] ?? "";
}
