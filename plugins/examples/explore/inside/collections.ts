/**
 * Runs in the sandbox. Objects as tables, maps and sets.
 *
 * @module
 */

import { functions, methods, wrapped } from "./call_form.ts";
import { type Operator, unsuited, usualTakes, within } from "./operator.ts";

/** What is done with keys and values. */
export function collections(isWanted: (name: string) => boolean): Operator[] {
  const { list, set, map, record, any, named } = usualTakes();
  const [method, call] = [methods(isWanted), functions(isWanted)];
  return [
    {
      takes: [record, named],
      cost: 2,
      rank: 20,
      run: (a, b) => Object.getPrototypeOf(a) === Object.prototype ? a[b] : unsuited(),
      text: ([a, b]) => `${within(a!, 20)}[${b!.text}]`,
    },
    call("Object.keys", [record], 3, Object.keys),
    call("Object.values", [record], 3, Object.values),
    call("Object.entries", [record], 3, Object.entries),
    wrapped(["[...", ".keys()]"], map, { cost: 3, run: (a) => [...a.keys()] }),
    wrapped(["[...", ".values()]"], map, { cost: 3, run: (a) => [...a.values()] }),
    wrapped(["[...", "]"], map, { cost: 3, run: (a) => [...a] }),
    wrapped(["[...", "]"], set, { cost: 3, run: (a) => [...a] }),
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
  ];
}
