/**
 * Runs in the sandbox. Methods of lists that need no function, and lists that are written.
 *
 * @module
 */

import { methods, wrapped } from "./call_form.ts";
import { holds, type Operator, unsuited, usualTakes, within } from "./operator.ts";

/** What is done with whole lists. */
export function listMethods(isWanted: (name: string) => boolean): Operator[] {
  const { number, list, any, word } = usualTakes();
  const method = methods(isWanted);
  return [
    method("join", [{ ...list, accept: holds("string", "number") }, word], 2, (a, b) => a.join(b)),
    method("includes", [list, any], 2, (a, b) => a.includes(b)),
    method("indexOf", [list, any], 3, (a, b) => a.indexOf(b)),
    method("at", [list, number], 3, (a, b) => a.at(b)),
    method("slice", [list, number], 3, (a, b) => a.slice(b)),
    method("slice", [list, number, number], 3, (a, b, c) => a.slice(b, c)),
    method("concat", [list, list], 4, (a, b) => a.concat(b)),
    ...["toReversed", "flat"].map((name) => method(name, [list], 4, (a) => a[name]())),
    method("toSorted", [{ ...list, accept: holds("string", "number") }], 3, (a) => a.toSorted()),
    wrapped(["[...", "].sort()"], { ...list, accept: holds("string", "number") }, {
      cost: 4,
      run: (a) => [...a].sort(),
    }),
    wrapped(["[...", "].reverse()"], list, { cost: 5, run: (a) => [...a].reverse() }),
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
      run: (a, b) => Number.isInteger(b) ? a[b] : unsuited(),
      text: ([a, b]) => `${within(a!, 20)}[${b!.text}]`,
    },
  ];
}
