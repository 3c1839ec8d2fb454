/**
 * Runs in the sandbox. What every JavaScript program can do with numbers, strings, booleans and lists.
 *
 * @module
 */

import { collections } from "./collections.ts";
import { listMethods } from "./list_methods.ts";
import { mathCalls } from "./math.ts";
import { member } from "./members.ts";
import { type Operator, usualTakes, within } from "./operator.ts";
import { signs } from "./signs.ts";
import { textMethods } from "./text_methods.ts";

/** All operators that need no name of the project; of two with the same values the first is kept. */
export function builtIns(isWanted: (name: string) => boolean): Operator[] {
  const { any } = usualTakes();
  return [
    ...signs(isWanted),
    ...mathCalls(isWanted),
    ...textMethods(isWanted),
    ...listMethods(isWanted),
    ...collections(isWanted),
    { ...member("length", isWanted("length") ? 1 : 2), takes: [{ kinds: ["list", "string"] }] },
    { ...member("size", isWanted("size") ? 1 : 2), takes: [{ kinds: ["map", "set"] }] },
    {
      takes: [{ kinds: ["function"], accept: ({ reads }) => reads !== 0 }, any],
      cost: 1,
      rank: 20,
      run: (a, b) => a(b),
      text: ([a, b]) => `${within(a!, 20)}(${b!.text})`,
    },
  ];
}
