/**
 * Runs in the sandbox. The operators of a space: those of the language, and those that its values bring.
 *
 * @module
 */

import { builtIns } from "./built_ins.ts";
import { hasMember, member, methodCall, optionalMember } from "./members.ts";
import type { Operator } from "./operator.ts";
import type { Space } from "./space.ts";
import { kindOf, membersOf } from "./values.ts";

/** What operators are made for. */
export interface OperatorsWanted {
  readonly isWanted: (name: string) => boolean;
  /** Behind those of the language. */
  readonly more: readonly Operator[];
}

/** The operators of a space; more come as values with new members do. */
export function operatorsOf(space: Space, { isWanted, more }: OperatorsWanted): Operator[] {
  const operators = [...builtIns(isWanted), ...more];
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const learn = (value: unknown) => {
    if (kindOf(value) !== "record") return;
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && seen.has(prototype)) return;
    seen.add(prototype);
    const { data, methods } = membersOf(value as object);
    const cost = (name: string) => isWanted(name) ? 1 : 2;
    for (const name of data) {
      if (!names.has(name)) operators.push(...dataMember(name, cost(name)));
      names.add(name);
    }
    for (const [name, arity] of methods) {
      if (names.has(`${name}()`) || arity > 2) continue;
      names.add(`${name}()`);
      operators.push(methodCall(name, arity, cost(name)));
    }
  };
  space.onEntry(({ values }, isNew) => isNew && values.forEach(learn));
  return operators;
}

/** All that is done with a member that holds data. */
export function dataMember(name: string, cost: number): Operator[] {
  return [member(name, cost), member(name, cost, true), optionalMember(name, cost), hasMember(name)];
}
