/**
 * Runs in the sandbox. What `Math` does with numbers, and numbers as texts.
 *
 * @module
 */

import { functions, wrapped } from "./call_form.ts";
import { holds, type Operator, usualTakes } from "./operator.ts";

/** Calls of `Math`, `String` and `Number`. */
export function mathCalls(isWanted: (name: string) => boolean): Operator[] {
  const { number, list, written, named, later } = usualTakes();
  const call = functions(isWanted);
  return [
    ...["floor", "ceil", "round", "abs", "sqrt", "trunc", "sign"].map((name) =>
      call(`Math.${name}`, [written], name === "trunc" || name === "sign" ? 4 : 3, Reflect.get(Math, name))
    ),
    call("Math.min", [number, { ...number, accept: later }], 3, Math.min),
    call("Math.max", [number, { ...number, accept: later }], 3, Math.max),
    wrapped(["Math.max(...", ")"], { ...list, accept: holds("number") }, {
      cost: 3,
      run: (a) => Math.max(...a),
    }),
    wrapped(["Math.min(...", ")"], { ...list, accept: holds("number") }, {
      cost: 3,
      run: (a) => Math.min(...a),
    }),
    call("String", [written], 3, String),
    call("Number", [named], 4, Number),
  ];
}
